"""The keys of rows that are read past the identity map."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ftrack_orm.errors import ProtocolError
from ftrack_orm.mapping import Mapper
from ftrack_orm.query.ast import Query
from ftrack_orm.session.reading.identity_map import Key
from ftrack_orm.transport import JSON

__all__ = ["row_keys"]


def row_keys(mapper: Mapper, rows: Sequence[dict[str, JSON]], query: Query) -> list[Key]:
    """Return the key of each row that answered a query.

    Raises:
        ProtocolError: A row lacks its key, or its key is none.
    """
    keys: list[tuple[Any, ...]] = [tuple([row.get(name) for name in mapper.wire_key]) for row in rows]
    if not all(isinstance(part, str | int) for key in keys for part in key):
        error = ProtocolError(f"the server sent a {mapper.entity_type} without its key")
        error.asked(f"query {query}")
        raise error
    return [key[0] if len(key) == 1 else key for key in keys]
