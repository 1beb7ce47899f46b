"""What is pending: entities to create, with changes, to delete. Nothing else is ever looked at."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from ftrack_orm.mapping import Entity
from ftrack_orm.mapping.state import adopt, forget_changes, is_changed, restore, saved

__all__ = ["Changes", "UnitOfWork"]


@dataclass(frozen=True, slots=True)
class Changes:
    """The pending entities of a moment, each in the order in which it came."""

    created: tuple[Entity, ...]
    updated: tuple[Entity, ...]
    deleted: tuple[Entity, ...]


class UnitOfWork:
    """Holds pending entities strongly, so that no change is lost with its last reference."""

    def __init__(self) -> None:
        self._new: dict[int, Entity] = {}
        self._dirty: dict[int, Entity] = {}
        self._deleted: dict[int, Entity] = {}

    @property
    def changes(self) -> Changes:
        """What is pending now; an entity that is to be deleted needs no update."""
        updated = tuple(entity for key, entity in self._dirty.items() if key not in self._deleted)
        return Changes(tuple(self._new.values()), updated, tuple(self._deleted.values()))

    def is_new(self, entity: Entity) -> bool:
        """Tell whether an entity is to be created."""
        return id(entity) in self._new

    def is_deleted(self, entity: Entity) -> bool:
        """Tell whether an entity is to be deleted."""
        return id(entity) in self._deleted

    def add(self, entity: Entity) -> None:
        """Create this entity with the next commit."""
        self._new[id(entity)] = entity

    def delete(self, entity: Entity) -> None:
        """Delete this entity with the next commit; one that is still to be created is forgotten."""
        if self._new.pop(id(entity), None) is not None:
            adopt(entity, None)
        else:
            self._deleted[id(entity)] = entity

    def changed(self, entity: Entity) -> None:
        """Update this entity with the next commit."""
        self._dirty[id(entity)] = entity

    def unchanged(self, entity: Entity) -> None:
        """Forget an entity whose changes were set back."""
        self._dirty.pop(id(entity), None)

    def created(self, entity: Entity, sent: Mapping[str, Any]) -> None:
        """Take note that an entity was created with these values."""
        self._new.pop(id(entity), None)
        saved(entity, sent, created=True)
        self._note(entity)

    def updated(self, entity: Entity, sent: Mapping[str, Any]) -> None:
        """Take note that these values of an entity were saved."""
        saved(entity, sent, created=False)
        self._note(entity)

    def gone(self, entity: Entity) -> None:
        """Take note that an entity was deleted."""
        forget_changes(entity)
        self._dirty.pop(id(entity), None)
        self._deleted.pop(id(entity), None)

    def _note(self, entity: Entity) -> None:
        if is_changed(entity):
            self._dirty[id(entity)] = entity
        else:
            self._dirty.pop(id(entity), None)

    def rollback(self) -> None:
        """Drop everything: new entities are transient again, changed ones have their loaded values."""
        for entity in self._new.values():
            adopt(entity, None)
        for entity in list(self._dirty.values()):
            restore(entity)
        self._new.clear()
        self._dirty.clear()
        self._deleted.clear()
