"""The operations that change entities, as frozen values. `to_json` gives the wire's form."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import ClassVar

from ftrack_orm.transport.operation import JSON

__all__ = ["Create", "Delete", "Update"]


@dataclass(frozen=True, slots=True, init=False)
class _Write:
    """Set attributes of one entity."""

    action: ClassVar[str]
    reads_only: ClassVar[bool] = False

    entity_type: str
    key: tuple[str, ...]
    data: Mapping[str, JSON] = field(hash=False)

    def __init__(self, entity_type: str, key: tuple[str, ...], data: Mapping[str, JSON]) -> None:
        # past the refusal to assign, at half the cost of what a dataclass does: thousands are made in one go
        _set_entity_type(self, entity_type)
        _set_key(self, key)
        _set_data(self, data)

    def to_json(self) -> dict[str, JSON]:
        """Return the wire's form."""
        return {
            "action": self.action,
            "entity_type": self.entity_type,
            "entity_key": list(self.key),
            "entity_data": {"__entity_type__": self.entity_type, **self.data},
        }


_set_entity_type, _set_key, _set_data = (vars(_Write)[name].__set__ for name in ("entity_type", "key", "data"))


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


def _named(entity_type: str, key: tuple[str, ...], data: Mapping[str, JSON]) -> str:
    name = data.get("name")
    return f"{entity_type} {name!r} ({', '.join(key)})" if isinstance(name, str) else f"{entity_type} {', '.join(key)}"
