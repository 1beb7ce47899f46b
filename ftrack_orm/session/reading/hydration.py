"""Turn rows of an answer into entities, each merged into the one object of its key.

A row may be a full entity or a reference to one whose full copy stands elsewhere in the answer; merging into one object
serves both. What has a pending change keeps it: the server's value becomes the one that a rollback restores. Rows are
consumed: their dictionaries become those of the entities.

Rows that hold the same attributes are read together, attribute by attribute, so that plain values cost nothing: first
every row becomes an entity, then links and datetimes are put in, last the collections.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import chain
from typing import Any, Protocol

from ftrack_orm.errors import ProtocolError
from ftrack_orm.mapping import Entity, Loader, MappedAttribute
from ftrack_orm.mapping.collections.membership import Membership
from ftrack_orm.mapping.collections.placement import follow, places
from ftrack_orm.mapping.collections.relation_view import RelationView, aside
from ftrack_orm.mapping.collections.relations import new_relation
from ftrack_orm.mapping.materialising import materialised
from ftrack_orm.mapping.state import changes_of, hydrated, leads_to
from ftrack_orm.sentinels import NOT_LOADED
from ftrack_orm.session.reading.identity_map import Held, IdentityMap, Key
from ftrack_orm.session.reading.row_check import check_keys, check_lists, check_members, check_owners, check_type
from ftrack_orm.session.reading.row_shape import RowShape, ShapeCache
from ftrack_orm.session.reading.values import decode_anything, decode_moments
from ftrack_orm.transport import JSON

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
        self._made: list[Entity] = []
        self._shared: dict[Any, Any] = {}
        self._mentioned: dict[str, dict[str, Entity]] = {}
        """Linked entities by type and id, so that the many references to one status cost a look-up each."""
        self._collections: list[tuple[MappedAttribute, list[tuple[Entity, list[Any]]]]] = []
        self._known: list[tuple[Entity, dict[str, Any], RowShape]] = []
        self._filled: list[tuple[MappedAttribute, Entity, list[Entity]]] = []

    def rows(self, rows: Sequence[JSON], before: Callable[[], None] | None = None) -> list[Entity]:
        """Return one entity for each row. What was known before is changed once all rows were read, so by all or none.

        `before` is called between the two.

        Raises:
            ProtocolError: A row is no entity, or holds what its type cannot.
        """
        try:
            entities = self._entities(rows)
            while self._collections:
                self._gather(*self._collections.pop())
        except BaseException as error:
            for entity in self._made:  # they are not whole, and must not be found
                self._identities.discard(entity)
            if isinstance(error, RecursionError):
                raise ProtocolError("the server sent entities within entities, deeper than can be read") from None
            raise
        if before is not None:
            before()
        for known in self._known:
            self._merge(*known)
        for filled in self._filled:
            self._fill(*filled)
        return entities

    def _entities(self, rows: Sequence[JSON]) -> list[Entity]:
        groups = [(shape, each, places, *self._taken(shape, each)) for shape, each, places in self._shapes.sorted(rows)]
        for shape, each, _, entities, known in groups:
            self._share(shape.shared, each)
            self._convert(shape, each, entities)
            self._known += [(entity, row, shape) for entity, row in known]
        if len(groups) == 1:
            return groups[0][3]  # in their order
        placed = sorted(chain.from_iterable(zip(places, entities, strict=True) for _, _, places, entities, _ in groups))
        return [entity for _, entity in placed]

    def _taken(self, shape: RowShape, rows: list[dict[str, Any]]) -> tuple[list[Entity], list[tuple[Entity, Any]]]:
        """Return the entity of each row, and those that were there before together with their rows."""
        held = self._identities.of_root(shape.mapper.root)
        check_keys(shape, rows)
        if len(shape.key) == 1:
            name = shape.key[0]
            keys: list[Key] = [row[name] for row in rows]
        else:
            keys = [tuple([row[name] for name in shape.key]) for row in rows]
        self._group.keys_of(shape.mapper.root).update(dict.fromkeys(keys))
        found = held.get_all(keys)
        if not any(found) and len(set(keys)) == len(keys):
            made: list[Entity] = materialised(shape.mapper.entity_class, rows, self._group)
            held.add_all(keys, made)
            self._made += made
            return made, []
        return self._found(shape, rows, keys, found, held)

    def _found(
        self,
        shape: RowShape,
        rows: list[dict[str, Any]],
        keys: list[Key],
        found: list[Entity | None],
        held: Held,
    ) -> tuple[list[Entity], list[tuple[Entity, Any]]]:
        """Take rows of which some are known: by the session, or from a row before."""
        entities: list[Entity] = []
        known: list[tuple[Entity, Any]] = []
        for key, row, before in zip(keys, rows, found, strict=True):
            entity = held.get(key) if before is None else before
            if entity is None:
                entity = self._new(shape, key, row, held)
            else:
                check_type(entity, shape)
                known.append((entity, row))
            entities.append(entity)
        return entities, known

    def _convert(self, shape: RowShape, rows: Sequence[dict[str, Any]], entities: Sequence[Entity]) -> None:
        """Make the rows hold what the entities hold: Python's names and values."""
        for name in shape.dropped:
            for row in rows:
                del row[name]
        if shape.is_plain:
            return
        name = ""
        try:
            for name in shape.links:
                self._link(name, rows)
                shape.check_linked(name, {row[name].__class__ for row in rows})
            for name in shape.moments:
                decode_moments(name, rows)
            for name in shape.anything:
                self._link(name, rows)
                decode_anything(name, rows)
        except ProtocolError as error:
            error.within(name)
            raise
        for attribute in shape.collections:
            listed = [(entity, row.pop(attribute.api_name)) for entity, row in zip(entities, rows, strict=True)]
            check_lists(attribute, listed)
            self._collections.append((attribute, [(entity, raw) for entity, raw in listed if raw is not None]))
        for name, python_name in shape.renamed:
            for row in rows:
                row[python_name] = row.pop(name)

    def _share(self, names: Sequence[str], rows: Sequence[dict[str, Any]]) -> None:
        """Let rows hold one string where they hold equal ones: it takes a third of the memory of a page."""
        share = self._shared.setdefault
        for name in names:
            try:
                for row in rows:
                    value = row[name]
                    row[name] = share(value, value)
            except TypeError:
                raise ProtocolError(f"the server sent a {name!r} that is no text") from None

    def _link(self, name: str, rows: Sequence[dict[str, Any]]) -> None:
        """Put the entities in that the rows lead to."""
        mentioned = self._mentioned
        for row in rows:
            raw = row[name]
            if raw.__class__ is not dict or "__entity_type__" not in raw:
                continue
            if len(raw) == _REFERENCE:
                try:
                    row[name] = mentioned[raw["__entity_type__"]][raw["id"]]
                    continue
                except (KeyError, TypeError):
                    pass
            row[name] = self._linked(raw)

    def _linked(self, raw: dict[str, Any]) -> Entity:
        """Return a linked entity; it is found at once by the next reference to it in this answer."""
        kind, key = raw["__entity_type__"], raw.get("id")
        entity = self._entity(raw)
        if key is not None:
            self._mentioned.setdefault(kind, {})[key] = entity
        return entity

    def _entity(self, row: dict[str, Any]) -> Entity:
        """Return the entity of one row alone."""
        shape = self._shapes.of(row)
        root = shape.mapper.root
        check_keys(shape, (row,))
        key: Key = row[shape.key[0]] if len(shape.key) == 1 else tuple([row[name] for name in shape.key])
        held = self._identities.of_root(root)
        self._group.keys_of(root)[key] = None
        entity = held.get(key)
        if entity is None:
            entity = self._new(shape, key, row, held)
            self._convert(shape, (row,), (entity,))
        elif not shape.is_reference:
            check_type(entity, shape)
            self._convert(shape, (row,), (entity,))
            self._known.append((entity, row, shape))
        return entity

    def _new(self, shape: RowShape, key: Key, row: dict[str, Any], held: Held) -> Entity:
        """Make an entity; it is held before its links are followed, since they may lead back to it."""
        entity: Entity = hydrated(shape.mapper.entity_class, row, self._group)
        held.add(key, entity)
        self._made.append(entity)
        return entity

    def _gather(self, attribute: MappedAttribute, listed: Sequence[tuple[Entity, list[Any]]]) -> None:
        """Read the members of a collection or mapping of many entities."""
        rows = [raw for _, each in listed for raw in each]
        try:
            entities = self._entities(rows)
            check_members(attribute, listed, entities, rows)
            members = iter(entities)
            filled = [(attribute, entity, [next(members) for _ in raw]) for entity, raw in listed]
            check_owners(attribute, filled)
        except ProtocolError as error:
            error.within(attribute.api_name)
            raise
        self._filled += filled

    def _fill(self, attribute: MappedAttribute, entity: Entity, own: list[Entity]) -> None:
        """Fill a collection or mapping of an entity; where it has a pending change it is left as it is."""
        changes = changes_of(entity)
        if attribute.name in changes:
            changes[attribute.name] = tuple(own)
            return
        present = vars(entity).get(attribute.name)
        view = present if isinstance(present, RelationView) else aside(entity).get(attribute.name)
        if view is None:
            view = new_relation(entity, attribute)
        if own and view.membership is not None and view.membership.member_key is None:
            self._belong(own, view.membership, entity.__ftrack_key__[0])
        view.fill(own)

    def _belong(self, members: Sequence[Entity], membership: Membership, owner: str) -> None:
        """Tell members whose they are on the server: a collection says it, asked for or not."""
        key, link, ledger = membership.key, membership.link, self._group.ledger
        for member in members:
            values, changes = vars(member), changes_of(member)
            if key in changes:
                _reload_key(changes, key, link, owner)
            elif values.get(key) != owner:
                values[key] = owner
                if link is not None and not leads_to(values, link, owner):
                    values.pop(link, None)
            for name, wanted in membership.conditions:
                (changes if name in changes else values)[name] = wanted
            if ledger is not None and (changes or ledger.is_deleted(member)):
                follow(member, places(member, (membership,), ledger), ledger)

    def _merge(self, entity: Entity, row: dict[str, Any], shape: RowShape) -> None:
        if shape.is_reference:
            return
        values, changes = vars(entity), changes_of(entity)
        for key, link in shape.stale_links(type(entity).__mapper__):
            _drop_stale_link(values, changes, key, link, row[key])
        if not changes:
            values.update(row)
            return
        for name, value in row.items():
            (changes if name in changes else values)[name] = value


def _drop_stale_link(values: dict[str, Any], changes: dict[str, Any], key: str, link: str, loaded: Any) -> None:
    """Forget a link that is no longer what its key says, and did not come along."""
    if key in changes:
        _reload_key(changes, key, link, loaded)
    elif link in values and not leads_to(values, link, loaded):
        del values[link]


def _reload_key(changes: dict[str, Any], key: str, link: str | None, loaded: Any) -> None:
    """Take a loaded key of a link that has a pending change: the link that a rollback restores must agree."""
    if link in changes and changes[key] != loaded:
        changes[link] = NOT_LOADED
    changes[key] = loaded
