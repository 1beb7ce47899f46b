"""One object for each entity, held weakly."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import repeat
from typing import TypeAlias
from weakref import ReferenceType, ref

from ftrack_orm.mapping import Entity, Mapper
from ftrack_orm.mapping.recording import RECORDING

__all__ = ["Held", "IdentityMap", "Key", "key_of"]

Key: TypeAlias = "str | tuple[str, ...]"
"""A primary key: the value itself where there is one, a tuple where it is composite."""

_FEW = 512
"""Dead references that are not worth looking for."""


class Held:
    """Entities with one widest base, by key.

    References to entities that are gone are swept out once they are half of all: a `WeakValueDictionary` takes each
    out by itself, and four times as long to put one in.
    """

    __slots__ = ("__weakref__", "_callback", "_dead", "_references", "_sweeping")

    def __init__(self) -> None:
        self._references: dict[Key, ReferenceType[Entity]] = {}
        self._callback = self._died  # one for all, since each reference keeps it
        self._dead = 0
        self._sweeping = False

    def get(self, key: Key) -> Entity | None:
        """Return the entity of a key, if it is alive."""
        found = self._references.get(key)
        return None if found is None else found()

    def get_all(self, keys: Sequence[Key]) -> list[Entity | None]:
        """Return the entity of each key, None where there is none alive."""
        get = self._references.get
        return [None if (found := get(key)) is None else found() for key in keys]

    def add(self, key: Key, entity: Entity) -> None:
        """Hold an entity."""
        self._references[key] = ref(entity, self._callback)

    def add_all(self, keys: Sequence[Key], entities: Sequence[Entity]) -> None:
        """Hold many entities."""
        self._references.update(zip(keys, map(ref, entities, repeat(self._callback)), strict=True))

    def discard(self, key: Key) -> None:
        """Hold an entity no longer."""
        self._references.pop(key, None)

    def __iter__(self) -> Iterator[Entity]:
        return iter([entity for held in list(self._references.values()) if (entity := held()) is not None])

    def __len__(self) -> int:
        return sum(held() is not None for held in list(self._references.values()))

    def _died(self, _: ReferenceType[Entity]) -> None:
        """Count what is gone; this is called at any time, so it never waits for another thread."""
        self._dead += 1
        due = self._dead > _FEW and 2 * self._dead > len(self._references) and not self._sweeping
        if due and RECORDING.acquire(blocking=False):
            try:
                self._sweep()
            finally:
                RECORDING.release()

    def _sweep(self) -> None:
        self._sweeping = True  # sweeping makes objects, which may start the garbage collector, which may call `_died`
        try:
            self._dead = 0
            for key in [key for key, held in self._references.items() if held() is None]:
                del self._references[key]
        finally:
            self._sweeping = False


class IdentityMap:
    """Entities by the widest base of their type and their key, so that a Shot reached as a Context is the same Shot."""

    def __init__(self) -> None:
        self._entities: dict[str, Held] = {}

    def of_root(self, root: str) -> Held:
        """Return the entities whose type has this widest base."""
        found = self._entities.get(root)
        if found is None:
            found = self._entities.setdefault(root, Held())
        return found

    def get(self, mapper: Mapper, key: Key) -> Entity | None:
        """Return the entity of this type and key, if one is held."""
        with RECORDING:  # an entity that is being merged by another thread is not whole yet
            return self.of_root(mapper.root).get(key)

    def add(self, entity: Entity) -> None:
        """Hold an entity."""
        with RECORDING:
            self.of_root(type(entity).__mapper__.root).add(key_of(entity), entity)

    def discard(self, entity: Entity) -> None:
        """Hold an entity no longer."""
        with RECORDING:
            self.of_root(type(entity).__mapper__.root).discard(key_of(entity))

    def __contains__(self, entity: Entity) -> bool:
        return self.of_root(type(entity).__mapper__.root).get(key_of(entity)) is entity

    def __iter__(self) -> Iterator[Entity]:
        for held in list(self._entities.values()):
            yield from held

    def __len__(self) -> int:
        return sum(map(len, self._entities.values()))


def key_of(entity: Entity) -> Key:
    """Return the key under which an entity is held."""
    key = entity.__ftrack_key__
    return key[0] if len(key) == 1 else key
