"""The event hub of a session: what it tells comes with entities."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Any, TypeVar

from ftrack_orm.errors import EventError
from ftrack_orm.events import Event, EventHub, topic
from ftrack_orm.events.typed import COMPONENT_ADDED, COMPONENT_REMOVED
from ftrack_orm.events.typed.update_event import UPDATE
from ftrack_orm.mapping import Entity
from ftrack_orm.session.events.component_change import ComponentChange
from ftrack_orm.session.events.entity_change import EntityChange
from ftrack_orm.session.events.selection import Selection
from ftrack_orm.session.events.updates import ACTIONS, Updates, Watch
from ftrack_orm.session.gateway import Gateway
from ftrack_orm.session.loading.attribute_choice import Attributes, names_of
from ftrack_orm.session.models import registry_of
from ftrack_orm.settings import Settings
from ftrack_orm.transport import Connection, RetryPolicy

if TYPE_CHECKING:
    from ftrack_orm.events.durable import DurableStore
    from ftrack_orm.session.events.action import Action

__all__ = ["SessionEvents"]

E = TypeVar("E", bound=Entity)
H = TypeVar("H", bound=Callable[..., object])


class SessionEvents(EventHub):
    """An `EventHub` whose events can be had as changes of entities, as actions on them, and by components."""

    def __init__(
        self, settings: Settings, connection: Connection | None, gateway: Gateway, models: ModuleType | None
    ) -> None:
        super().__init__(settings, connection, transport=gateway.transport)
        self._gateway = gateway
        self._models = models
        self._updates = Updates(gateway)
        self._launches: dict[str, tuple[str, str]] = {}

    def on_update(
        self,
        entity: type[E],
        *attributes: Attributes,
        actions: Collection[str] = ACTIONS,
        subscriber: Mapping[str, Any] | None = None,
        priority: int = 100,
        durable: str | None = None,
        store: DurableStore | str | Path | None = None,
        retry: RetryPolicy | None = None,
    ) -> Callable[[Callable[[EntityChange[E]], object]], Callable[[EntityChange[E]], object]]:
        """Return a decorator for a handler of changes: `@session.events.on_update(Task, Task.status_id)`.

        The handler gets each changed entity of the class, and of its subclasses. With attributes, only those where one
        of them got a value, when it was created or later. The rest is as in `subscribe`.

        Args:
            entity: The class.
            attributes: Of the class itself, as `Task.bid`; a link stands for its key.
            actions: Some of `add`, `update` and `remove`.
            subscriber: As in `subscribe`.
            priority: As in `subscribe`.
            durable: As in `subscribe`; after a failure the handler gets all changes of the event again.
            store: As in `subscribe`.
            retry: As in `subscribe`.
        """
        mapper = entity.__mapper__
        wrong = sorted(set(actions) - set(ACTIONS))
        if wrong:
            raise EventError(f"there are the actions add, update and remove, got {', '.join(wrong)}")
        chosen = names_of(mapper, attributes) if attributes else ()
        keys = [attribute.key for name in chosen if (attribute := mapper.attributes[name]).is_link and attribute.key]

        def decorate(handler: Callable[[EntityChange[E]], object]) -> Callable[[EntityChange[E]], object]:
            watch = Watch(mapper, frozenset((*chosen, *keys)), frozenset(actions), handler)
            identifier = self.subscribe(
                topic(UPDATE),
                lambda event: self._updates.call(watch, event),
                subscriber=subscriber,
                priority=priority,
                durable=durable,
                store=store,
                retry=retry,
            )
            self._updates.add(identifier, watch)
            return handler

        return decorate

    def on_component_added(self, handler: H) -> H:
        """Call a function with a `ComponentChange` when a component came to a location; a decorator too."""
        return self._on_component(COMPONENT_ADDED, handler)

    def on_component_removed(self, handler: H) -> H:
        """Call a function with a `ComponentChange` when a component left a location; a decorator too."""
        return self._on_component(COMPONENT_REMOVED, handler)

    def add_action(self, action: Action, *, username: str | None = None, priority: int = 100) -> str:
        """Offer an action; return its identifier.

        Args:
            action: An instance of a subclass of `Action`.
            username: Offer it to this user alone, as on somebody's own machine; None offers it to all.
            priority: Those of lower ones are asked first.

        Raises:
            EventError: It has no label, or was added already.
        """
        from ftrack_orm.session.events.action import ActionEvents

        if not getattr(action, "label", ""):
            raise EventError(f"{type(action).__name__} needs a label, which is its entry in the menu")
        events = ActionEvents(action, self._selection)
        if events.identifier in self._launches:
            raise EventError(f"the action {events.identifier!r} was added already")
        self._launches[events.identifier] = (
            self.subscribe(events.discovered(username), events.discover, priority=priority),
            self.subscribe(events.launched(username), events.launch, priority=priority),
        )
        return events.identifier

    def remove_action(self, identifier: str) -> None:
        """Offer an action no longer.

        Raises:
            EventError: There is none of this identifier.
        """
        subscribers = self._launches.pop(identifier, None)
        if subscribers is None:
            raise EventError(f"there is no action {identifier!r}; add_action() returns the identifier")
        for subscriber in subscribers:
            self.unsubscribe(subscriber)

    def unsubscribe(self, identifier: str) -> None:
        """Give a subscriber no event any more; see `EventHub.unsubscribe`."""
        super().unsubscribe(identifier)
        self._updates.remove(identifier)

    def _on_component(self, name: str, handler: H) -> H:
        registry = registry_of(None, self._models)

        def handle(event: Event) -> None:
            handler(ComponentChange(self._gateway, registry, event))

        self.subscribe(topic(name), handle)
        return handler

    def _selection(self, event: Event) -> Selection:
        return Selection(self._gateway, registry_of(None, self._models), event)
