"""The part of the hub that subscribes."""

from __future__ import annotations

import uuid
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from ftrack_orm.errors import EventError, UnknownSubscriberError
from ftrack_orm.events.dispatch import Dispatch
from ftrack_orm.events.outbox import Outbox
from ftrack_orm.events.subscriber import Callback, Subscriber
from ftrack_orm.events.subscription import Expression, parse_subscription

if TYPE_CHECKING:
    from ftrack_orm.events.durable import DurableStore, DurableSubscription
    from ftrack_orm.events.durable.register import DurableRegister
    from ftrack_orm.transport import RetryPolicy

__all__ = ["Subscriptions"]

_C = TypeVar("_C", bound=Callback)


class Subscriptions(ABC):
    """The subscribers of a hub; a connection that stands is told of each change."""

    def __init__(self, outbox: Outbox) -> None:
        self._outbox = outbox
        self._dispatch = Dispatch()
        self._durable_of: dict[str, DurableSubscription] = {}

    @abstractmethod
    def _durables(self) -> DurableRegister:
        """Return the durable subscriptions."""

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
        durable: str | None = None,
        store: DurableStore | str | Path | None = None,
        retry: RetryPolicy | None = None,
    ) -> str:
        """Call a function with each event that an expression wants; return the subscriber's identifier.

        What the function returns, if it is not None, is published as a reply. The server knows of a new subscriber a
        moment later; `flush()` waits for that.

        Args:
            expression: As `topic=ftrack.update and source.user.username=ada`, or built.
            callback: Gets the event.
            subscriber: Tells of the subscriber, for targets of events; its `id` is the identifier.
            priority: Those of lower ones are called first.
            durable: A name under which the last handled event is remembered: after a cut or a restart the function is
                called with all that it missed, in order, each event once. What it returns is no reply then.
            store: Where that is remembered: a file of SQLite, or a `DurableStore`; None for a file of the user's.
            retry: How often, and after how long, a durable function that fails is called again for an event.

        Raises:
            SubscriptionSyntaxError: The text is no subscription.
            EventError: The identifier or the name is taken, or a durable subscription asks for what is not kept.
            TransportError: A durable subscription is new, and the server does not tell where its log ends.
            EventHubClosedError: The hub was closed.
        """
        wanted = parse_subscription(expression) if isinstance(expression, str) else expression
        metadata = {"id": uuid.uuid4().hex, **(subscriber or {})}
        self._refuse_closed()
        if durable is None:
            if store is not None or retry is not None:
                raise EventError("store and retry are those of a durable subscription: give durable='a-name' too")
            return self._add(Subscriber(str(metadata["id"]), wanted, callback, priority, metadata))
        opened = self._durables().open(durable, wanted, callback, store, retry)
        try:
            identifier = self._add(Subscriber(str(metadata["id"]), wanted, opened.notice, priority, metadata))
        except BaseException:
            self._durables().end(opened)
            raise
        self._durable_of[identifier] = opened
        opened.start()
        return identifier

    def durable_subscription(self, name: str) -> DurableSubscription:
        """Return a durable subscription of this hub, with its position and its dead letters.

        Raises:
            UnknownSubscriberError: There is none of this name.
        """
        return self._durables().get(name)

    def _add(self, added: Subscriber) -> str:
        with self._outbox.still:
            self._dispatch.add(added)
            self._tell("ftrack.meta.subscribe", added.subscribing())
        self._wanted()
        return added.id

    def on(
        self,
        expression: str | Expression,
        *,
        subscriber: Mapping[str, Any] | None = None,
        priority: int = 100,
        durable: str | None = None,
        store: DurableStore | str | Path | None = None,
        retry: RetryPolicy | None = None,
    ) -> Callable[[_C], _C]:
        """Return a decorator that subscribes a function, as `subscribe` does: `@hub.on("topic=ftrack.update")`."""

        def decorate(callback: _C) -> _C:
            self.subscribe(
                expression,
                callback,
                subscriber=subscriber,
                priority=priority,
                durable=durable,
                store=store,
                retry=retry,
            )
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
        durable = self._durable_of.pop(identifier, None)
        if durable is not None:
            self._durables().end(durable)

    @property
    def subscriber_count(self) -> int:
        """How many subscribers there are."""
        return len(self._dispatch)

    def get_subscriber_by_identifier(self, identifier: str) -> Subscriber | None:
        """Return the subscriber of an identifier, None if there is none."""
        return self._dispatch.get(identifier)
