"""Turn rows of an answer into entities, each merged into the one object of its key.

A row may be a full entity or a reference to one whose full copy stands elsewhere in the answer; merging into one object
serves both. What has a pending change keeps it: the server's value becomes the one that a rollback restores. Rows are
consumed: their dictionaries become those of the entities.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Protocol

from ftrack_orm.mapping import Entity, KeyedView, Loader, MappedAttribute
from ftrack_orm.mapping.state import changes_of, hydrated, track_list
from ftrack_orm.session.identity_map import IdentityMap, Key
from ftrack_orm.session.row_shape import RowShape, ShapeCache
from ftrack_orm.transport import JSON, decode_value

__all__ = ["Group", "Hydration"]


class Group(Loader, Protocol):
    """A loader that is told which entities share it."""

    def keys_of(self, root: str) -> dict[Key, None]:
        """Return the keys of its entities of one root type, to add to."""
        ...


class Hydration:
    """Merges the rows of one answer; every entity that is new gets `group` to load from."""

    def __init__(self, shapes: ShapeCache, identities: IdentityMap, group: Group) -> None:
        self._shapes = shapes
        self._identities = identities
        self._group = group
        self._roots: dict[str, tuple[Any, dict[Key, None]]] = {}

    def rows(self, rows: Sequence[JSON]) -> list[Entity]:
        """Return one entity for each row.

        Raises:
            ProtocolError: A row is no entity.
        """
        return [self.entity(row) for row in rows]

    def entity(self, row: JSON) -> Entity:
        """Return the entity of one row."""
        shape = self._shapes.of(row)
        mapper = shape.mapper
        wire_key = mapper.wire_key
        key: Key = row[wire_key[0]] if len(wire_key) == 1 else tuple([row[name] for name in wire_key])
        root = self._roots.get(mapper.root)
        if root is None:
            root = self._roots[mapper.root] = (self._identities.of_root(mapper.root), self._group.keys_of(mapper.root))
        held, keys = root
        keys[key] = None
        known: Entity | None = held.get(key)
        if known is None:
            entity: Entity = hydrated(mapper.entity_class, row, self._group)
            held[key] = entity  # before its links are followed, since they may lead back to it
            self._convert(entity, row, shape)
            return entity
        if len(row) > len(wire_key) + 1:
            self._convert(known, row, shape)
            self._merge(known, row)
        return known

    def _convert(self, entity: Entity, row: dict[str, Any], shape: RowShape) -> None:
        """Make the row hold what the entity holds: Python's names and values."""
        for name, attribute in shape.structured:
            raw = row[name]
            if raw.__class__ is dict:
                row[name] = self.entity(raw) if "__entity_type__" in raw else decode_value(raw)
            elif raw.__class__ is list and attribute.is_many:
                row[name] = self._many(entity, attribute, raw)
        for name in shape.dropped:
            del row[name]
        for name, python_name in shape.renamed:
            row[python_name] = row.pop(name)

    def _many(self, entity: Entity, attribute: MappedAttribute, raw: list[Any]) -> Any:
        entities = self.rows(raw)
        if attribute.mapping is not None:
            return KeyedView(entities, *attribute.mapping)
        return track_list(entity, attribute, entities)

    def _merge(self, entity: Entity, row: dict[str, Any]) -> None:
        changes = changes_of(entity)
        values = vars(entity)
        if not changes:
            values.update(row)
            return
        for name, value in row.items():
            if name in changes:
                changes[name] = tuple(value) if isinstance(value, list) else value
            else:
                values[name] = value
