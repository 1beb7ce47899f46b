"""Encode the body of a request.

pydantic-core's encoder is here with Pydantic and takes a quarter of the time of `json`; see `docs/speed.md`. It would
find a form for much that `json` refuses, so it gets only what was encoded value by value before: the operations of a
commit. What it refuses in turn, half a surrogate pair, `json` can write.
"""

from __future__ import annotations

import json
from collections.abc import Sequence

from ftrack_orm.transport.collection_pause import collection_paused
from ftrack_orm.transport.operation import Create, Delete, Operation, Update

__all__ = ["encode"]

_ENCODED = frozenset({Create, Update, Delete})


def encode(operations: Sequence[Operation]) -> bytes:
    """Return the operations of one request as JSON.

    Raises:
        TypeError: One holds what has no form in JSON.
    """
    with collection_paused():
        body = [operation.to_json() for operation in operations]
        if not _ENCODED.issuperset(map(type, operations)):
            return json.dumps(body, separators=(",", ":")).encode()
        from pydantic_core import PydanticSerializationError, to_json  # not needed before the first commit

        try:
            return to_json(body)
        except PydanticSerializationError:
            return json.dumps(body, separators=(",", ":")).encode()
