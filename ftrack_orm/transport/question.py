"""What else a server is asked, as frozen values. `to_json` gives the wire's form."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import ClassVar

from ftrack_orm.transport.operation import JSON

__all__ = ["Call", "QuerySchemas", "QueryServerInformation", "SearchExpression"]


@dataclass(frozen=True, slots=True)
class SearchExpression:
    """Search for words; the query says what to select, and holds the page (`offset`, `limit`)."""

    reads_only: ClassVar[bool] = True

    expression: str
    entity_type: str
    terms: tuple[str, ...]
    context_id: str | None = None
    object_type_ids: tuple[str, ...] | None = None

    def to_json(self) -> dict[str, JSON]:
        """Return the wire's form."""
        return {
            "action": "search",
            "expression": self.expression,
            "entity_type": self.entity_type,
            "terms": list(self.terms),
            "context_id": self.context_id,
            "object_type_ids": None if self.object_type_ids is None else list(self.object_type_ids),
        }

    def __str__(self) -> str:
        return f"search {' '.join(map(repr, self.terms))} in {self.expression}"


@dataclass(frozen=True, slots=True)
class QuerySchemas:
    """Ask for all schemas of the workspace."""

    reads_only: ClassVar[bool] = True

    def to_json(self) -> dict[str, JSON]:
        """Return the wire's form."""
        return {"action": "query_schemas"}

    def __str__(self) -> str:
        return "query_schemas"


@dataclass(frozen=True, slots=True)
class QueryServerInformation:
    """Ask for the server's version, schema hash and settings, or for some of these values."""

    reads_only: ClassVar[bool] = True

    values: tuple[str, ...] | None = None

    def to_json(self) -> dict[str, JSON]:
        """Return the wire's form."""
        asked = {} if self.values is None else {"values": list(self.values)}
        return {"action": "query_server_information", **asked}

    def __str__(self) -> str:
        return "query_server_information"


@dataclass(frozen=True, slots=True)
class Call:
    """Any other operation, passed through as it is."""

    reads_only: ClassVar[bool] = False

    payload: Mapping[str, JSON] = field(hash=False)

    def to_json(self) -> dict[str, JSON]:
        """Return the wire's form."""
        return dict(self.payload)

    def __str__(self) -> str:
        return str(self.payload.get("action", "call"))
