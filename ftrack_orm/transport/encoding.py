"""Encode the body of a request.

pydantic-core's encoder is here with Pydantic and takes a quarter of the time of `json`; see `docs/speed.md`. It would
find a form for much that `json` refuses, so it gets only what was encoded value by value before: the operations of a
commit. What it refuses in turn, half a surrogate pair, `json` can write.
"""

from __future__ import annotations

import json
from collections.abc import Sequence

from ftrack_orm.transport.collection_pause import collection_paused
from ftrack_orm.transport.operation import Operation

__all__ = ["encode"]


def encode(operations: Sequence[Operation]) -> bytes:
    """Return the operations of one request as JSON.

    Raises:
        TypeError: One holds what has no form in JSON.
    """
    with collection_paused():
        body = [operation.to_json() for operation in operations]
        if not _are_changes(operations):
            return json.dumps(body, separators=(",", ":")).encode()
        from pydantic_core import PydanticSerializationError, to_json  # not needed before the first commit

        try:
            return to_json(body)
        except PydanticSerializationError:
            return json.dumps(body, separators=(",", ":")).encode()


def _are_changes(operations: Sequence[Operation]) -> bool:
    """Tell whether all are typed changes; what only reads is known without importing them."""
    if any(operation.reads_only for operation in operations):
        return False
    from ftrack_orm.transport.change import Create, Delete, Update

    return {Create, Update, Delete}.issuperset(map(type, operations))
