"""Take entities of another session, or of none any more, into this one."""

from __future__ import annotations

from typing import Any

from ftrack_orm.errors import SessionError
from ftrack_orm.mapping import Entity, Mapper
from ftrack_orm.mapping.recording import RECORDING
from ftrack_orm.mapping.relations import relation_of
from ftrack_orm.mapping.state import adopt, changes_of, loader_of
from ftrack_orm.query.ast import Query
from ftrack_orm.sentinels import NOT_LOADED
from ftrack_orm.session.gateway import Gateway
from ftrack_orm.session.identity_map import key_of
from ftrack_orm.session.inspection import inspect
from ftrack_orm.session.siblings import Siblings, key_criterion, stored_paths

__all__ = ["Merging"]


class Merging:
    """Copies entities and those that their loaded links and collections hold; each one once.

    Loaded values that this session lacks become loaded here, those that it has stay. Pending changes become pending
    changes here. Mappings (metadata, custom attributes) are not copied: they are loaded when they are read.
    """

    def __init__(self, gateway: Gateway) -> None:
        self._gateway = gateway
        self._group = Siblings(gateway)
        self._merged: dict[int, Any] = {}
        self._waiting: list[tuple[Entity, Entity]] = []
        self._changed: list[tuple[Entity, Entity]] = []

    def merge(self, entity: Entity) -> Entity:
        """Return this session's entity for one of another; a new one becomes pending here.

        Raises:
            SessionError: It was deleted, or is to be.
        """
        if _is_new(entity) and not self._is_ours(entity):
            self._look_up(entity)
        with RECORDING:
            merged = self._entity(entity)
            while self._waiting:
                theirs, ours = self._waiting.pop()
                self._take_loaded(theirs, ours)
            for theirs, ours in self._changed:
                self._take_changes(theirs, ours)
        return merged

    def _entity(self, entity: Entity) -> Entity:
        if self._is_ours(entity):
            return entity
        known = self._merged.get(id(entity))
        if known is not None:
            return known  # type: ignore[no-any-return]  # kept untyped, as identity maps are
        if inspect(entity).state == "deleted":
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

    def _look_up(self, entity: Entity) -> None:
        """Find out whether what looks new is on the server: its key may have been given."""
        mapper = type(entity).__mapper__
        if self._gateway.identities.get(mapper, key_of(entity)) is None:
            criterion = key_criterion(mapper, [key_of(entity)])
            found = self._gateway.fetch(Query(mapper.entity_type, stored_paths(mapper), criterion), mapper.registry)
            self._merged.update({id(entity): ours for ours in found})
            self._changed += [(entity, ours) for ours in found]

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
        before = changes_of(theirs)
        held, changed = vars(ours), changes_of(ours)
        for name, value in list(theirs.__dict__.items()):
            if name in held or name in changed:
                continue
            loaded = self._copied(ours, name, before.get(name, value))
            if loaded is NOT_LOADED or name in held:
                continue
            attribute = type(ours).__mapper__.attributes[name]
            if attribute.is_many:
                relation_of(ours, attribute).fill(loaded)
            else:
                held[name] = loaded

    def _take_changes(self, theirs: Entity, ours: Entity) -> None:
        names = changes_of(theirs) or dict.fromkeys(theirs.__dict__)
        mapper = type(theirs).__mapper__
        for name in names:
            value = theirs.__dict__.get(name, NOT_LOADED)
            link = mapper.key_links.get(name)
            if value is NOT_LOADED or name in mapper.primary_key or (link is not None and link.name in names):
                continue
            copied = self._copied(ours, name, value)
            if copied is not NOT_LOADED:
                setattr(ours, name, copied)

    def _copied(self, ours: Entity, name: str, value: Any) -> Any:
        attribute = type(ours).__mapper__.attributes[name]
        if isinstance(value, Entity):
            return self._entity(value)
        if attribute.is_many and isinstance(value, (list, tuple)) and attribute.mapping is None:
            return [self._entity(item) for item in value]
        return NOT_LOADED if attribute.is_many else value

    def _is_ours(self, entity: Entity) -> bool:
        loader = loader_of(entity)
        return isinstance(loader, Siblings) and loader.belongs_to(self._gateway)


def _is_new(entity: Entity) -> bool:
    return inspect(entity).state in ("transient", "pending")
