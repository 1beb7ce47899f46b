"""Turn rows of an answer into entities, each merged into the one object of its key.

A row may be a full entity or a reference to one whose full copy stands elsewhere in the answer; merging into one object
serves both. What has a pending change keeps it: the server's value becomes the one that a rollback restores.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from ftrack_orm.errors import ProtocolError, UnknownEntityTypeError
from ftrack_orm.mapping import Entity, KeyedView, Loader, MappedAttribute, Mapper, Registry
from ftrack_orm.mapping.state import adopt, changes_of, new_state, track_list
from ftrack_orm.session.identity_map import IdentityMap, Key
from ftrack_orm.transport import JSON, decode_value

__all__ = ["Hydration"]


class Hydration:
    """Merges the rows of one answer; `loader` is given to every entity that has none yet.

    `on_entity` is called with each entity that the answer mentions, so that siblings can be loaded together.
    """

    def __init__(
        self, registry: Registry, identities: IdentityMap, loader: Loader, on_entity: Callable[[Mapper, Key], None]
    ) -> None:
        self._registry = registry
        self._identities = identities
        self._loader = loader
        self._on_entity = on_entity

    def rows(self, rows: Sequence[JSON]) -> list[Entity]:
        """Return one entity for each row.

        Raises:
            ProtocolError: A row is no entity.
        """
        return [self.entity(row) for row in rows]

    def entity(self, row: JSON) -> Entity:
        """Return the entity of one row."""
        if not isinstance(row, dict) or "__entity_type__" not in row:
            raise ProtocolError(f"expected an entity, the server sent {type(row).__name__}")
        mapper = self._mapper(row["__entity_type__"])
        entity = self._identify(mapper, row)
        values = entity.__dict__
        changes = changes_of(entity)
        for wire_name, raw in row.items():
            attribute = mapper.wire.get(wire_name)
            if attribute is None:
                continue  # the entity type's own name, and server columns that no class declares
            value = raw
            if raw.__class__ is dict or raw.__class__ is list:
                value = self._value(entity, attribute, raw)
            if changes and attribute.name in changes:
                changes[attribute.name] = tuple(value) if isinstance(value, list) else value
            else:
                values[attribute.name] = value
        return entity

    def _mapper(self, entity_type: Any) -> Mapper:
        try:
            return self._registry.mapper(entity_type)
        except UnknownEntityTypeError:
            raise ProtocolError(
                f"the server sent an entity of type {entity_type!r}, which {self._registry.package} does not have; "
                "run 'ftrack-orm generate' again"
            ) from None

    def _identify(self, mapper: Mapper, row: dict[str, JSON]) -> Entity:
        try:
            parts = tuple([row[name] for name in mapper.wire_key])
        except KeyError as error:
            raise ProtocolError(f"the server sent a {mapper.entity_type} without its key {error.args[0]!r}") from None
        key: Key = parts[0] if len(parts) == 1 else parts
        held = self._identities.of_root(mapper.root)
        entity = held.get(key)
        if entity is None:
            entity = held[key] = blank(mapper.entity_class)
            adopt(entity, self._loader)
        self._on_entity(mapper, key)
        return entity

    def _value(self, entity: Entity, attribute: MappedAttribute, raw: Any) -> Any:
        if raw.__class__ is dict:
            return self.entity(raw) if "__entity_type__" in raw else decode_value(raw)
        if not attribute.is_many:
            return raw
        entities = self.rows(raw)
        if attribute.mapping is not None:
            return KeyedView(entities, *attribute.mapping)
        return track_list(entity, attribute, entities)


def blank(entity_class: type[Entity]) -> Entity:
    """Return an entity with nothing loaded, past Pydantic's validation: the values are the server's own."""
    entity = entity_class.__new__(entity_class)
    object.__setattr__(entity, "__pydantic_fields_set__", _NO_FIELDS)
    object.__setattr__(entity, "__pydantic_extra__", None)
    object.__setattr__(entity, "__pydantic_private__", None)
    new_state(entity)
    return entity


_NO_FIELDS: set[str] = set()
