"""Take entities of another session, or of none any more, into this one."""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from typing import Any

from ftrack_orm.errors import SessionError
from ftrack_orm.mapping import Entity, KeyedView, Mapper
from ftrack_orm.mapping.collections.relation_view import RelationView, aside
from ftrack_orm.mapping.collections.relations import relation_of
from ftrack_orm.mapping.recording import RECORDING
from ftrack_orm.mapping.state import adopt, changes_of, loader_of
from ftrack_orm.query.ast import Query
from ftrack_orm.sentinels import NOT_LOADED
from ftrack_orm.session.gateway import Gateway
from ftrack_orm.session.loading.chunking import chunked
from ftrack_orm.session.loading.inspection import inspect
from ftrack_orm.session.loading.merged_content import KeyedChanges, changed_keys, loaded_members, moving, set_keys
from ftrack_orm.session.loading.siblings import Siblings, key_criterion, stored_paths
from ftrack_orm.session.pending.enlistment import delete
from ftrack_orm.session.reading.identity_map import key_of

__all__ = ["Merging"]


class Merging:
    """Copies entities and those that their loaded links, collections and mappings hold; each one once.

    Loaded values that this session lacks become loaded here, those that it has stay. Pending changes become pending
    changes here, in the place of ours: values, keys of mappings, and who came to a collection or left it.
    """

    def __init__(self, gateway: Gateway) -> None:
        self._gateway = gateway
        self._group = Siblings(gateway)
        self._merged: dict[int, Any] = {}
        self._waiting: list[tuple[Entity, Entity]] = []
        self._filling: list[tuple[RelationView, list[Entity]]] = []
        self._changed: deque[tuple[Entity, Entity]] = deque()
        self._doomed: list[Entity] = []
        self._keyed: list[tuple[Entity, str, KeyedChanges]] = []

    def merge(self, entities: Sequence[Entity]) -> list[Entity]:
        """Return this session's entity for each one of another; a new one becomes pending here.

        Raises:
            SessionError: One was deleted, or is to be.
        """
        for entity in entities:
            if not isinstance(entity, Entity):
                raise SessionError(f"expected an entity, got {entity!r}")
        self._look_up([entity for entity in entities if _is_new(entity) and not self._is_ours(entity)])
        with RECORDING:
            merged = [self._entity(entity) for entity in entities]
            while self._waiting or self._filling or self._changed:
                if self._waiting:
                    self._take_loaded(*self._waiting.pop())
                elif self._filling:
                    view, members = self._filling.pop()
                    view.fill(members)
                else:
                    self._take_changes(*self._changed.popleft())
            for doomed in self._doomed:
                delete(self._gateway, doomed)
        for ours, name, changes in self._keyed:
            set_keys(ours, name, changes)
        return merged

    def _entity(self, entity: Entity, *, member: bool = False) -> Entity:
        """Return ours for theirs; one that is to be deleted is taken only as a member that leaves."""
        if self._is_ours(entity):
            return entity
        known = self._merged.get(id(entity))
        if known is not None:
            return known  # type: ignore[no-any-return]  # kept untyped, as identity maps are
        if inspect(entity).state == "deleted" and not member:
            raise SessionError(f"{entity!r} was deleted; it cannot be merged")
        mapper = type(entity).__mapper__
        ours = self._gateway.identities.get(mapper, key_of(entity))
        if ours is None:
            ours = self._new(mapper, entity) if _is_new(entity) else self._stub(mapper, entity)
        self._merged[id(entity)] = ours
        if not _is_new(entity):
            self._waiting.append((entity, ours))
        if _is_new(entity) or changes_of(entity):
            self._changed.append((entity, ours))
        return ours

    def _look_up(self, entities: Sequence[Entity]) -> None:
        """Find out whether what looks new is on the server: its key may have been given."""
        unknown: dict[Mapper, list[Entity]] = {}
        for entity in entities:
            mapper = type(entity).__mapper__
            if self._gateway.identities.get(mapper, key_of(entity)) is None:
                unknown.setdefault(mapper, []).append(entity)
        for mapper, group in unknown.items():
            by_key = {key_of(entity): entity for entity in group}
            for chunk in chunked(list(by_key)):
                query = Query(mapper.entity_type, stored_paths(mapper), key_criterion(mapper, list(chunk)))
                for ours in self._gateway.fetch(query, mapper.registry, fresh=True):
                    theirs = by_key[key_of(ours)]
                    self._merged[id(theirs)] = ours
                    self._changed.append((theirs, ours))

    def _stub(self, mapper: Mapper, entity: Entity) -> Entity:
        """Return a clean entity of this session that has its key alone."""
        key = dict(zip(mapper.wire_key, entity.__ftrack_key__, strict=True))
        (stub,) = self._gateway.merge([{"__entity_type__": mapper.entity_type, **key}], mapper.registry)
        return stub

    def _new(self, mapper: Mapper, entity: Entity) -> Entity:
        key = dict(zip(mapper.primary_key, entity.__ftrack_key__, strict=True))
        ours: Entity = mapper.entity_class(**key)
        adopt(ours, self._group)
        self._gateway.unit_of_work.add(ours)
        return ours

    def _take_loaded(self, theirs: Entity, ours: Entity) -> None:
        """Copy what is loaded there and not here, and what comes to collections and leaves them."""
        before = changes_of(theirs)
        for name, value in [*theirs.__dict__.items(), *aside(theirs).items()]:
            if isinstance(value, RelationView):
                self._take_members(ours, name, value, before.get(name))
            else:
                self._take_value(ours, name, before.get(name, value))

    def _take_value(self, ours: Entity, name: str, loaded: Any) -> None:
        held = vars(ours)
        if name not in held and name not in changes_of(ours) and loaded is not NOT_LOADED:
            held.setdefault(name, self._entity(loaded) if isinstance(loaded, Entity) else loaded)

    def _take_members(self, ours: Entity, name: str, view: RelationView, before: tuple[Any, ...] | None) -> None:
        """Fill a collection or mapping with what the server has, as far as it is known there and not here."""
        if view.is_loaded and name not in vars(ours) and name not in changes_of(ours):
            members = loaded_members(view) if before is None else before
            ours_too = [self._entity(member, member=True) for member in members]
            self._filling.append((relation_of(ours, type(ours).__mapper__.attributes[name]), ours_too))
        if isinstance(view, KeyedView):
            self._keyed.append((ours, name, changed_keys(view)))
            return
        for holder, deleted in moving(view):
            mover = self._entity(holder, member=True)
            if deleted:
                self._doomed.append(mover)

    def _take_changes(self, theirs: Entity, ours: Entity) -> None:
        names = changes_of(theirs) or dict.fromkeys(theirs.__dict__)
        mapper = type(theirs).__mapper__
        for name in list(names):
            value = theirs.__dict__.get(name, NOT_LOADED)
            link = mapper.key_links.get(name)
            if value is NOT_LOADED or name in mapper.primary_key or (link is not None and link.name in names):
                continue
            if isinstance(value, KeyedView):
                self._keyed.append((ours, name, changed_keys(value)))
            else:
                setattr(ours, name, self._copied(value))

    def _copied(self, value: Any) -> Any:
        """Return a value as this session has it."""
        if isinstance(value, RelationView):
            return [self._entity(member) for member in value.members()]
        return self._entity(value) if isinstance(value, Entity) else value

    def _is_ours(self, entity: Entity) -> bool:
        loader = loader_of(entity)
        return isinstance(loader, Siblings) and loader.belongs_to(self._gateway)


def _is_new(entity: Entity) -> bool:
    return inspect(entity).state in ("transient", "pending")
