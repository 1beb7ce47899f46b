"""One object for each entity, held weakly."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeAlias
from weakref import WeakValueDictionary

from ftrack_orm.mapping import Entity, Mapper
from ftrack_orm.mapping.recording import RECORDING

__all__ = ["IdentityMap", "Key", "key_of"]

Key: TypeAlias = "str | tuple[str, ...]"
"""A primary key: the value itself where there is one, a tuple where it is composite."""


class IdentityMap:
    """Entities by the widest base of their type and their key, so that a Shot reached as a Context is the same Shot."""

    def __init__(self) -> None:
        self._entities: dict[str, WeakValueDictionary[Key, Entity]] = {}

    def of_root(self, root: str) -> WeakValueDictionary[Key, Entity]:
        """Return the entities whose type has this widest base."""
        found = self._entities.get(root)
        if found is None:
            found = self._entities[root] = WeakValueDictionary()
        return found

    def get(self, mapper: Mapper, key: Key) -> Entity | None:
        """Return the entity of this type and key, if one is held."""
        with RECORDING:  # an entity that is being merged by another thread is not whole yet
            return self.of_root(mapper.root).get(key)

    def add(self, entity: Entity) -> None:
        """Hold an entity."""
        self.of_root(type(entity).__mapper__.root)[key_of(entity)] = entity

    def discard(self, entity: Entity) -> None:
        """Hold an entity no longer."""
        self.of_root(type(entity).__mapper__.root).pop(key_of(entity), None)

    def __contains__(self, entity: Entity) -> bool:
        return self.of_root(type(entity).__mapper__.root).get(key_of(entity)) is entity

    def __iter__(self) -> Iterator[Entity]:
        for entities in self._entities.values():
            yield from entities.values()

    def __len__(self) -> int:
        return sum(map(len, self._entities.values()))


def key_of(entity: Entity) -> Key:
    """Return the key under which an entity is held."""
    key = entity.__ftrack_key__
    return key[0] if len(key) == 1 else key
