"""What an expression of a script is, as far as it concerns ftrack."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

__all__ = ["CLIENT", "ENTITY", "SESSION", "Kind", "entity", "joined", "many"]

_Role: TypeAlias = Literal["client", "session", "entity", "entities", "result", "mapping", "project schema"]


@dataclass(frozen=True, slots=True)
class Kind:
    """A role, and of entities their type where it is known."""

    role: _Role
    entity_type: str | None = None

    @property
    def is_entity(self) -> bool:
        """Whether it is one entity."""
        return self.role == "entity"

    @property
    def element(self) -> Kind | None:
        """What a loop over it gives."""
        return entity(self.entity_type) if self.role in ("entities", "result") else None


CLIENT = Kind("client")
"""The module `ftrack_api`."""

SESSION = Kind("session")

ENTITY = Kind("entity")


def entity(entity_type: str | None) -> Kind:
    """Return the kind of one entity."""
    return Kind("entity", entity_type)


def many(entity_type: str | None) -> Kind:
    """Return the kind of a list of entities."""
    return Kind("entities", entity_type)


def joined(one: Kind | None, other: Kind | None) -> Kind | None:
    """Return what something is that is the one here and the other there."""
    if one is None or other is None or one == other:
        return one or other
    return Kind(one.role) if one.role == other.role else None
