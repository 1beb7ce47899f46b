"""The workspace that is copied: it is only asked."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from ftrack_orm.errors import ProtocolError
from ftrack_orm.sandbox.cloning.resolution import resolved
from ftrack_orm.sandbox.storage.tables import Tables
from ftrack_orm.schema import Schema
from ftrack_orm.transport import QueryExpression, QuerySchemas, Transport

__all__ = ["Source", "quoted"]

_PAGE = 500


def quoted(text: str) -> str:
    r"""Return a text as a literal of the query language.

    >>> print(quoted('a "b"'))
    "a \"b\""
    """
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


class Source:
    """Reads a workspace by queries and nothing else, page by page."""

    def __init__(self, transport: Transport) -> None:
        self._transport = transport

    def schema(self) -> Schema:
        """Return the schema of the workspace.

        Raises:
            TransportError: The server does not answer, or does not let us in.
            SchemaError: It answers what is no schema.
        """
        (answer,) = self._transport.send([QuerySchemas()])
        if not isinstance(answer, list):
            raise ProtocolError("the server answered query_schemas with something that is no list")
        return Schema.from_json(answer)

    def rows(self, tables: Tables, entity_type: str, names: list[str], criterion: str) -> Iterator[dict[str, Any]]:
        """Yield the entities of exactly this type that meet a criterion (all without one), in the order of their keys.

        Raises:
            TransportError: The server does not answer, or refuses the query.
        """
        family = tables.family(entity_type)
        where = f" where {criterion}" if criterion else ""
        text = f"select {', '.join(names)} from {entity_type}{where} order by {', '.join(family.key)}"
        offset: int | None = 0
        while offset is not None:
            query = QueryExpression(f"{text} offset {offset} limit {_PAGE}")
            (answer,) = self._transport.send([query])
            if not isinstance(answer, Mapping) or not isinstance(answer.get("data"), list):
                raise ProtocolError(f"the server answered a query of {entity_type} with something that is no result")
            found = resolved(answer["data"])
            yield from (row for row in found if row.get("__entity_type__") == entity_type)
            offset = _following(answer, offset, len(found))


def _following(answer: Mapping[str, Any], offset: int, count: int) -> int | None:
    """Return where the next page begins; an older server does not tell, and a full page may have one."""
    stated = (answer.get("metadata") or {}).get("next")
    if isinstance(stated, Mapping):
        following = stated.get("offset")
        return following if isinstance(following, int) and following > offset else None
    return offset + count if count == _PAGE else None
