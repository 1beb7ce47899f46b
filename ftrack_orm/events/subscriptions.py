"""The part of the hub that subscribes."""

from __future__ import annotations

import uuid
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any, TypeVar

from ftrack_orm.errors import UnknownSubscriberError
from ftrack_orm.events.dispatch import Dispatch
from ftrack_orm.events.outbox import Outbox
from ftrack_orm.events.subscriber import Callback, Subscriber
from ftrack_orm.events.subscription import Expression, parse_subscription

__all__ = ["Subscriptions"]

_C = TypeVar("_C", bound=Callback)


class Subscriptions(ABC):
    """The subscribers of a hub; a connection that stands is told of each change."""

    def __init__(self, outbox: Outbox) -> None:
        self._outbox = outbox
        self._dispatch = Dispatch()

    @abstractmethod
    def _tell(self, topic: str, data: Mapping[str, Any]) -> None:
        """Tell the server of a subscriber, if there is a connection."""

    @abstractmethod
    def _wanted(self) -> None:
        """Hear that events are wanted."""

    @abstractmethod
    def _refuse_closed(self) -> None:
        """Refuse what a closed hub cannot do."""

    def subscribe(
        self,
        expression: str | Expression,
        callback: Callback,
        *,
        subscriber: Mapping[str, Any] | None = None,
        priority: int = 100,
    ) -> str:
        """Call a function with each event that an expression wants; return the subscriber's identifier.

        What the function returns, if it is not None, is published as a reply. The server knows of a new subscriber a
        moment later; `flush()` waits for that.

        Args:
            expression: As `topic=ftrack.update and source.user.username=ada`, or built.
            callback: Gets the event.
            subscriber: Tells of the subscriber, for targets of events; its `id` is the identifier.
            priority: Those of lower ones are called first.

        Raises:
            SubscriptionSyntaxError: The text is no subscription.
            EventError: The identifier is taken.
            EventHubClosedError: The hub was closed.
        """
        wanted = parse_subscription(expression) if isinstance(expression, str) else expression
        metadata = {"id": uuid.uuid4().hex, **(subscriber or {})}
        added = Subscriber(str(metadata["id"]), wanted, callback, priority, metadata)
        self._refuse_closed()
        with self._outbox.still:
            self._dispatch.add(added)
            self._tell("ftrack.meta.subscribe", added.subscribing())
        self._wanted()
        return added.id

    def on(
        self, expression: str | Expression, *, subscriber: Mapping[str, Any] | None = None, priority: int = 100
    ) -> Callable[[_C], _C]:
        """Return a decorator that subscribes a function: `@hub.on("topic=ftrack.update")`."""

        def decorate(callback: _C) -> _C:
            self.subscribe(expression, callback, subscriber=subscriber, priority=priority)
            return callback

        return decorate

    @contextmanager
    def subscription(
        self,
        expression: str | Expression,
        callback: Callback,
        *,
        subscriber: Mapping[str, Any] | None = None,
        priority: int = 100,
    ) -> Iterator[str]:
        """Subscribe a function for as long as the block lasts; gives the subscriber's identifier."""
        identifier = self.subscribe(expression, callback, subscriber=subscriber, priority=priority)
        try:
            yield identifier
        finally:
            if self.get_subscriber_by_identifier(identifier) is not None:
                self.unsubscribe(identifier)

    def unsubscribe(self, identifier: str) -> None:
        """Give a subscriber no event any more.

        Raises:
            UnknownSubscriberError: There is none of this identifier.
        """
        with self._outbox.still:
            removed = self._dispatch.remove(identifier)
            if removed is None:
                raise UnknownSubscriberError(identifier)
            self._tell("ftrack.meta.unsubscribe", removed.unsubscribing())

    def get_subscriber_by_identifier(self, identifier: str) -> Subscriber | None:
        """Return the subscriber of an identifier, None if there is none."""
        return self._dispatch.get(identifier)
