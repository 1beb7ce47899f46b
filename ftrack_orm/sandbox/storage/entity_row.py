"""One row that a batch writes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from ftrack_orm.sandbox.refusal import Refusal
from ftrack_orm.sandbox.storage.tables import Family
from ftrack_orm.transport.operation import JSON

__all__ = ["EntityRow", "Key", "Values"]

Key: TypeAlias = tuple[Any, ...]
Values: TypeAlias = dict[str, Any]


@dataclass(slots=True)
class EntityRow:
    """An entity to be written: its columns, and what came with the operation that brought it."""

    position: int
    """The index of the operation in its batch."""
    action: str
    entity_type: str
    family: Family
    values: Values
    """Column -> stored value."""
    links: dict[str, JSON] = field(default_factory=dict)
    """The links that were given, as references or None."""
    collections: dict[str, list[Mapping[str, JSON]]] = field(default_factory=dict)
    """The collections that were given: their complete content."""

    @property
    def key(self) -> Key:
        """The primary key."""
        return tuple(self.values.get(name) for name in self.family.key)

    @property
    def identity(self) -> tuple[str, Key]:
        """The table and the primary key."""
        return self.family.table.name, self.key

    def refusal(self, exception: str, cause: str, error_code: str | None = None) -> Refusal:
        """Return the refusal of this row's operation."""
        key = ", ".join(str(part) for part in self.key if part is not None)
        named = f"{self.entity_type} {key}".strip()
        return Refusal(exception, f"Cannot {self.action} {named}: {cause}", error_code, self.position)
