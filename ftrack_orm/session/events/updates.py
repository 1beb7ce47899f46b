"""Who is called for which changes of an `ftrack.update`."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from typing import Any
from weakref import WeakKeyDictionary

from ftrack_orm.errors import EventError
from ftrack_orm.events import Event
from ftrack_orm.events.typed import UpdateEvent
from ftrack_orm.mapping import Mapper, Registry
from ftrack_orm.session.events.entity_change import EntityChange
from ftrack_orm.session.events.event_entities import EventEntities, Place
from ftrack_orm.session.events.wire_type import mapper_of
from ftrack_orm.session.gateway import Gateway
from ftrack_orm.session.loading.lookup import get_many

__all__ = ["ACTIONS", "Updates", "Watch"]

ACTIONS = ("add", "update", "remove")


@dataclass(frozen=True, slots=True, eq=False)
class Watch:
    """A handler with the changes that it wants: of a type, its subtypes included, and of certain attributes."""

    mapper: Mapper
    names: frozenset[str]
    actions: Collection[str]
    handler: Callable[[EntityChange[Any]], object]

    def may_want(self, change: EntityChange[Any]) -> bool:
        """Return whether the change is wanted, as far as it can be told without loading the entity."""
        mapper = change._mapper
        if change.action not in self.actions or not (mapper.narrows(self.mapper) or self.mapper.narrows(mapper)):
            return False
        return not self.names or (change.action != "remove" and not self.names.isdisjoint(change.names))

    def wants(self, change: EntityChange[Any]) -> bool:
        """Return whether the change is wanted; what the event does not tell of its type, the entity does."""
        if not self.may_want(change):
            return False
        return change._mapper.narrows(self.mapper) or isinstance(change.entity, self.mapper.entity_class)


class Updates:
    """Reads each event once for all handlers, and calls them."""

    def __init__(self, gateway: Gateway) -> None:
        self._gateway = gateway
        self._watches: dict[str, Watch] = {}
        self._read: WeakKeyDictionary[Event, dict[Registry, list[EntityChange[Any]]]] = WeakKeyDictionary()

    def add(self, identifier: str, watch: Watch) -> None:
        """Take note of a handler, so that what it wants of an event is loaded together with what others want."""
        self._watches[identifier] = watch

    def remove(self, identifier: str) -> None:
        """Forget a handler."""
        self._watches.pop(identifier, None)

    def call(self, watch: Watch, event: Event) -> None:
        """Call a handler with each change that it wants; one that fails does not keep it from the others.

        Raises:
            ExceptionGroup: The handler failed.
        """
        failures: list[Exception] = []
        for change in self.changes(event, watch.mapper.registry):
            try:
                if watch.wants(change):
                    watch.handler(change)
            except Exception as error:
                failures.append(error)
        if failures:
            raise ExceptionGroup(f"{len(failures)} changes of event {event.id} failed", failures)

    def changes(self, event: Event, registry: Registry) -> list[EntityChange[Any]]:
        """Return what an event tells, of the types that a package has."""
        by_registry = self._read.setdefault(event, {})
        if registry not in by_registry:
            by_registry[registry] = list(self._changes(event, registry))
        return by_registry[registry]

    def _changes(self, event: Event, registry: Registry) -> Iterator[EntityChange[Any]]:
        try:
            update = UpdateEvent.read(event)
        except EventError:
            return
        changes: list[EntityChange[Any]] = []
        entities = EventEntities(self._gateway, lambda: self._wanted(changes))
        for updated in update.entities:
            mapper = mapper_of(registry, updated.entity_type, updated.word)
            if mapper is not None:
                changes.append(EntityChange(event, update, updated, mapper, entities, self._linked))
        yield from changes

    def _wanted(self, changes: Iterable[EntityChange[Any]]) -> Iterator[Place]:
        watches = list(self._watches.values())
        for change in changes:
            if change.action != "remove" and any(watch.may_want(change) for watch in watches):
                yield change._mapper, change.entity_id

    def _linked(self, mapper: Mapper, id: str) -> Any:
        return get_many(self._gateway, mapper.entity_class, [id])[0]
