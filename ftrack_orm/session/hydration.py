"""Turn rows of an answer into entities, each merged into the one object of its key.

A row may be a full entity or a reference to one whose full copy stands elsewhere in the answer; merging into one object
serves both. What has a pending change keeps it: the server's value becomes the one that a rollback restores. Rows are
consumed: their dictionaries become those of the entities.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Protocol

from ftrack_orm.mapping import Entity, Loader, MappedAttribute
from ftrack_orm.mapping.membership import Membership
from ftrack_orm.mapping.placement import follow, places
from ftrack_orm.mapping.relation_view import RelationView, aside
from ftrack_orm.mapping.relations import new_relation
from ftrack_orm.mapping.state import changes_of, hydrated
from ftrack_orm.sentinels import NOT_LOADED
from ftrack_orm.session.identity_map import IdentityMap, Key
from ftrack_orm.session.row_shape import RowShape, ShapeCache
from ftrack_orm.transport import JSON, decode_value

__all__ = ["Group", "Hydration"]


class Group(Loader, Protocol):
    """A loader that is told which entities share it."""

    def keys_of(self, root: str) -> dict[Key, None]:
        """Return the keys of its entities of one root type, to add to."""
        ...


_REFERENCE = 2
"""Attributes of a reference by one key: its type and the key."""


class Hydration:
    """Merges the rows of one answer; every entity that is new gets `group` to load from."""

    def __init__(self, shapes: ShapeCache, identities: IdentityMap, group: Group) -> None:
        self._shapes = shapes
        self._identities = identities
        self._group = group
        self._roots: dict[str, tuple[Any, dict[Key, None]]] = {}
        self._mentioned: dict[str, dict[str, Entity]] = {}
        """Linked entities by type and id, so that the many references to one status cost a look-up each."""

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
                kind = raw.get("__entity_type__")
                row[name] = decode_value(raw) if kind is None else self._linked(kind, raw)
            elif raw.__class__ is list and attribute.is_many:
                row[name] = self._many(entity, attribute, raw)
        for name in shape.dropped:
            del row[name]
        for name, python_name in shape.renamed:
            row[python_name] = row.pop(name)

    def _linked(self, kind: str, raw: dict[str, Any]) -> Entity:
        """Return a linked entity; one that this answer mentioned before is found at once by a reference to it."""
        mentioned = self._mentioned.get(kind)
        if mentioned is None:
            mentioned = self._mentioned[kind] = {}
        key: Any = raw.get("id")
        entity = mentioned.get(key) if len(raw) == _REFERENCE else None
        if entity is None:
            entity = self.entity(raw)
            if key is not None:
                mentioned[key] = entity
        return entity

    def _many(self, entity: Entity, attribute: MappedAttribute, raw: list[Any]) -> Any:
        """Return the collection or mapping of an entity, filled; one with a pending change is left as it is."""
        members = self.rows(raw)
        if attribute.name in changes_of(entity):
            return tuple(members)
        present = entity.__dict__.get(attribute.name)
        view = present if isinstance(present, RelationView) else aside(entity).get(attribute.name)
        if view is None:
            view = new_relation(entity, attribute)
        if members and view.membership is not None and view.membership.member_key is None:
            self._belong(members, view.membership, entity.__ftrack_key__[0])
        view.fill(members)
        return view

    def _belong(self, members: Sequence[Entity], membership: Membership, owner: str) -> None:
        """Tell members whose they are on the server: a collection says it, asked for or not."""
        key, link, ledger = membership.key, membership.link, self._group.ledger
        for member in members:
            values, changes = vars(member), changes_of(member)
            if key in changes:
                _reload_key(changes, key, link, owner)
            elif values.get(key) != owner:
                values[key] = owner
                if link is not None:
                    values.pop(link, None)
            for name, wanted in membership.conditions:
                (changes if name in changes else values)[name] = wanted
            if ledger is not None and (changes or ledger.is_deleted(member)):
                follow(member, places(member, (membership,), ledger), ledger)

    def _merge(self, entity: Entity, row: dict[str, Any]) -> None:
        changes = changes_of(entity)
        values = vars(entity)
        _drop_stale_links(entity, row)
        if not changes:
            values.update(row)
            return
        for name, value in row.items():
            if name in changes:
                changes[name] = value
            else:
                values[name] = value


def _drop_stale_links(entity: Entity, row: dict[str, Any]) -> None:
    """Forget links that are no longer what their keys say, and did not come along."""
    values, changes = vars(entity), changes_of(entity)
    for key, link in type(entity).__mapper__.key_links.items():
        if key not in row or link.name in row:
            continue
        if key in changes:
            _reload_key(changes, key, link.name, row[key])
        elif link.name in values and row[key] != values.get(key):
            del values[link.name]


def _reload_key(changes: dict[str, Any], key: str, link: str | None, loaded: Any) -> None:
    """Take a loaded key of a link that has a pending change: the link that a rollback restores must agree."""
    if link in changes and changes[key] != loaded:
        changes[link] = NOT_LOADED
    changes[key] = loaded
