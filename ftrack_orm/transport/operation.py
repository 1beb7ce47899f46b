"""The operations of a batch, as frozen values. `to_json` gives the wire's form."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, ClassVar, Protocol, TypeAlias

__all__ = [
    "Call",
    "Create",
    "Delete",
    "JSON",
    "Operation",
    "QueryExpression",
    "QuerySchemas",
    "QueryServerInformation",
    "SearchExpression",
    "Update",
]

JSON: TypeAlias = Any
"""A value that `json.dumps` takes."""


class Operation(Protocol):
    """One operation of a batch."""

    reads_only: ClassVar[bool]
    """Whether it changes nothing on the server, so that sending it again is always safe."""

    def to_json(self) -> dict[str, JSON]:
        """Return the wire's form."""
        ...


@dataclass(frozen=True, slots=True)
class _Write:
    """Set attributes of one entity."""

    action: ClassVar[str]
    reads_only: ClassVar[bool] = False

    entity_type: str
    key: tuple[str, ...]
    data: Mapping[str, JSON] = field(hash=False)

    def to_json(self) -> dict[str, JSON]:
        """Return the wire's form."""
        return {
            "action": self.action,
            "entity_type": self.entity_type,
            "entity_key": list(self.key),
            "entity_data": {"__entity_type__": self.entity_type, **self.data},
        }


class Create(_Write):
    """Create an entity; `key` is made by the client, so that nothing needs to come back."""

    __slots__ = ()
    action: ClassVar[str] = "create"

    def __str__(self) -> str:
        return f"create {_named(self.entity_type, self.key, self.data)}"


class Update(_Write):
    """Set some attributes of an entity; a collection is its complete new content."""

    __slots__ = ()
    action: ClassVar[str] = "update"

    def __str__(self) -> str:
        return f"update {_named(self.entity_type, self.key, {})} ({', '.join(self.data)})"


@dataclass(frozen=True, slots=True)
class Delete:
    """Delete an entity and, on the server, what hangs on it."""

    reads_only: ClassVar[bool] = False

    entity_type: str
    key: tuple[str, ...]

    def to_json(self) -> dict[str, JSON]:
        """Return the wire's form."""
        return {"action": "delete", "entity_type": self.entity_type, "entity_key": list(self.key)}

    def __str__(self) -> str:
        return f"delete {_named(self.entity_type, self.key, {})}"


@dataclass(frozen=True, slots=True)
class QueryExpression:
    """Run a query; its text holds the page (`offset`, `limit`).

    `strict` asks for the strict API, in which aggregates work; it is a header of the whole request.
    """

    reads_only: ClassVar[bool] = True

    expression: str
    strict: bool = False

    def to_json(self) -> dict[str, JSON]:
        """Return the wire's form."""
        return {"action": "query", "expression": self.expression}

    def __str__(self) -> str:
        return f"query {self.expression}"


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


def _named(entity_type: str, key: tuple[str, ...], data: Mapping[str, JSON]) -> str:
    name = data.get("name")
    return f"{entity_type} {name!r} ({', '.join(key)})" if isinstance(name, str) else f"{entity_type} {', '.join(key)}"
