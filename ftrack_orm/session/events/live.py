"""Keep what a session holds fresh, by the events that tell what others changed."""

from __future__ import annotations

import logging
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from types import ModuleType
from typing import Any
from weakref import WeakKeyDictionary

from ftrack_orm.errors import EventError, InvalidValueError
from ftrack_orm.events import Event, EventHub, topic
from ftrack_orm.events.typed import UpdatedEntity, UpdateEvent, ValueChange
from ftrack_orm.events.typed.update_event import UPDATE
from ftrack_orm.mapping import Entity, Mapper, Registry
from ftrack_orm.mapping.collections.membership import memberships_held
from ftrack_orm.mapping.detachment import DELETED
from ftrack_orm.mapping.recording import RECORDING
from ftrack_orm.mapping.state import adopt, changes_of, drop_values, is_changed
from ftrack_orm.session.events.wire_type import mapper_of, names_by_word
from ftrack_orm.session.gateway import Gateway

__all__ = ["Live"]

_log = logging.getLogger("ftrack_orm.events")

_FIRST = -1_000_000
"""Its priority: whoever handles the event finds the session fresh."""


@dataclass(frozen=True, slots=True)
class _Told:
    """What a cache is told of a change."""

    entity_type: str
    entity_id: str


class Live:
    """Forgets attributes that others changed, so that they are loaded again when they are read.

    A session that does not load on access takes the new values over instead. What has a pending change is never
    touched; once it is rolled back, it is loaded again too. Events of the session itself, by its client token, are
    ignored. After a cut, during which anything may have changed, everything is forgotten.
    """

    def __init__(self, gateway: Gateway, hub: EventHub, models: ModuleType | None, client_token: str | None) -> None:
        self._gateway = gateway
        self._models = models
        self._own = client_token
        self._stale: WeakKeyDictionary[Entity, set[str]] = WeakKeyDictionary()
        self._was_cut = False
        gateway.hooks.rolled_back(self._settle)
        gateway.hooks.after_commit(lambda report: self._settle())
        hub.subscribe(topic(UPDATE), self.update, priority=_FIRST)
        hub.subscribe(topic("ftrack.meta.disconnected"), self._cut, priority=_FIRST)
        hub.subscribe(topic("ftrack.meta.connected"), self._connected, priority=_FIRST)

    def update(self, event: Event) -> None:
        """Take note of what an event tells."""
        try:
            update = UpdateEvent.read(event)
        except EventError:
            return
        if self._own is not None and update.client_token == self._own:
            return
        self._gateway.edition += 1
        self._gateway.news += 1
        types: dict[str, str] = {}
        for updated in update.entities:
            for registry in self._registries():
                mapper = mapper_of(registry, updated.entity_type, updated.word)
                if mapper is not None:
                    types.setdefault(mapper.entity_type, updated.entity_id)
                    self._entity(mapper, updated)
        for entity_type, entity_id in types.items():
            self._gateway.cache.on_update(_Told(entity_type, entity_id))

    def _entity(self, mapper: Mapper, updated: UpdatedEntity) -> None:
        with RECORDING:
            entity = self._gateway.identities.get(mapper, updated.entity_id)
            if entity is not None:
                mapper = type(entity).__mapper__
            changes = _named(mapper, updated)
            self._collections(mapper, updated, changes)
            if entity is None or self._gateway.unit_of_work.is_new(entity):
                return
            if updated.action == "remove":
                self._gone(entity)
            else:
                self._forget(entity, changes, changes)

    def _gone(self, entity: Entity) -> None:
        """Let go of what was deleted; what has pending changes stays, and its commit will tell."""
        if not is_changed(entity) and not self._gateway.unit_of_work.is_deleted(entity):
            self._gateway.identities.discard(entity)
            adopt(entity, DELETED)

    def _collections(self, mapper: Mapper, updated: UpdatedEntity, changes: dict[str, ValueChange]) -> None:
        """Forget the collections that an entity came to or left."""
        whole = updated.action != "update"
        for membership in memberships_held(mapper):
            if not whole and membership.key not in changes:
                continue
            change = changes.get(membership.key, ValueChange())
            for owner_id in {change.old, change.new, updated.parent_id if whole else None}:
                owner = self._gateway.identities.of_root(membership.root).get(owner_id) if owner_id else None
                if owner is not None and membership.attribute in type(owner).__mapper__.attributes:
                    self._forget(owner, (membership.attribute,), {})

    def _forget(self, entity: Entity, names: Iterable[str], told: dict[str, ValueChange]) -> None:
        """Forget attributes, or take over what was told; those with pending changes are remembered as stale."""
        mapper = type(entity).__mapper__
        chosen = {name for name in _with_companions(mapper, names) if name in mapper.attributes}
        pending = set(_with_companions(mapper, changes_of(entity)))
        if chosen & pending:
            self._stale.setdefault(entity, set()).update(chosen & pending)
        left = chosen - pending - set(mapper.primary_key)
        loaded = {name for name in left if name in entity.__dict__}
        drop_values(entity, left)
        if self._gateway.own_lazy == "raise":
            _take_over(entity, loaded, told)

    def _settle(self) -> None:
        """Forget what was stale and is pending no longer."""
        for entity, names in list(self._stale.items()):
            del self._stale[entity]
            if entity in self._gateway.identities:
                with RECORDING:
                    self._forget(entity, names, {})

    def _cut(self, event: Event) -> None:
        self._was_cut = True

    def _connected(self, event: Event) -> None:
        if not self._was_cut:
            return
        self._was_cut = False
        _log.info("the session's entities are read again: what changed during the cut is not known")
        self._gateway.edition += 1
        self._gateway.news += 1
        self._gateway.cache.clear()
        with RECORDING:
            for entity in self._gateway.identities:
                if not self._gateway.unit_of_work.is_new(entity):
                    self._forget(entity, tuple(type(entity).__mapper__.attributes), {})

    def _registries(self) -> Collection[Registry]:
        return (Registry.of_package(self._models.__name__),) if self._models is not None else Registry.all()


def _named(mapper: Mapper, updated: UpdatedEntity) -> dict[str, ValueChange]:
    """Return the changes by the names of attributes; what is none is a custom attribute."""
    names = names_by_word(mapper)
    named: dict[str, ValueChange] = {}
    for word in dict.fromkeys((*updated.changes, *updated.keys)):
        change = updated.changes.get(word, ValueChange())
        named.setdefault(names.get(word, "custom_attributes"), change)
    return named


def _with_companions(mapper: Mapper, names: Iterable[str]) -> Iterator[str]:
    """Give names, and those of the links and foreign keys that say the same."""
    for name in names:
        yield name
        attribute = mapper.attributes.get(name)
        if attribute is not None and attribute.is_link and attribute.key is not None:
            yield attribute.key
        link = mapper.key_links.get(name)
        if link is not None:
            yield link.name


def _take_over(entity: Entity, names: Collection[str], told: dict[str, ValueChange]) -> None:
    """Set plain values that were loaded to what the event says of them."""
    mapper = type(entity).__mapper__
    for name in names & told.keys():
        attribute = mapper.attributes[name]
        if attribute.is_relation:
            continue
        value: Any = told[name].new
        try:
            vars(entity)[name] = mapper.validate(attribute, value)
        except InvalidValueError:
            _log.debug("%s.%s: %r was told", mapper.entity_type, name, value)
