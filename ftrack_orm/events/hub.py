"""The event hub: publish events, and get those of others."""

from __future__ import annotations

import atexit
import logging
import platform
import sys
import uuid
from collections.abc import Mapping
from contextlib import suppress
from functools import partial
from types import TracebackType
from typing import TYPE_CHECKING, Any, Literal, Self, overload
from weakref import WeakSet

from ftrack_orm.errors import EventError, EventHubClosedError, EventTimeoutError
from ftrack_orm.events.event import Event
from ftrack_orm.events.inbox import Inbox
from ftrack_orm.events.link import Link
from ftrack_orm.events.outbox import Answered, Outbox
from ftrack_orm.events.packet import event_packet
from ftrack_orm.events.receiver import Receiver, Station
from ftrack_orm.events.replies import OnReply, Replies
from ftrack_orm.events.subscriber import Subscriber
from ftrack_orm.events.subscription import Expression
from ftrack_orm.events.subscription.expression import Condition
from ftrack_orm.events.subscriptions import Subscriptions
from ftrack_orm.settings import Settings
from ftrack_orm.transport import Connection, RetryPolicy, Transport

if TYPE_CHECKING:
    from ftrack_orm.events.durable.register import DurableRegister

__all__ = ["EventHub"]

_log = logging.getLogger("ftrack_orm.events")

_REPLY = "ftrack.meta.reply"


class EventHub(Subscriptions):
    """Events of a workspace, sent and received over one connection.

    It connects by itself, in a thread, when something is published or subscribed, and again after each cut: then all
    subscribers are told to the server anew, and what was not acknowledged is sent again. Handlers are called one event
    after the other, in a thread of the hub, or in that of a caller of `run()`.

    Args:
        settings: Address and credentials.
        connection: Headers, cookies, proxies, certificates.
        background: Whether a thread of the hub calls handlers; False leaves it to `run()` alone, as a host needs whose
            interface belongs to the main thread.
        queue_limit: How many events may wait to be sent and acknowledged.
        timeout: Seconds to wait for the server when connecting.
        retry: After how many seconds, and how often, connecting is tried again.
        transport: What the server is asked through for the events that it kept; HTTP without one.
    """

    def __init__(
        self,
        settings: Settings,
        connection: Connection | None = None,
        *,
        background: bool = True,
        queue_limit: int = 10_000,
        timeout: float = 30.0,
        retry: RetryPolicy | None = None,
        transport: Transport | None = None,
    ) -> None:
        self.id: str = uuid.uuid4().hex
        self._settings = settings
        self._connection = connection or Connection()
        self._timeout = timeout
        self._retry = retry or RetryPolicy(attempts=sys.maxsize, first=0.25, most=30.0)
        super().__init__(Outbox(queue_limit))
        self._replies = Replies()
        self._inbox = Inbox(self._handle, background=background)
        self._receiver: Receiver | None = None
        self._transport = transport
        self._durable_register: DurableRegister | None = None
        self._closed = False

    def __repr__(self) -> str:
        state = "closed" if self._closed else "connected" if self.connected else "not connected"
        who = f"{self._settings.server_url} as {self._settings.api_user}"
        return f"<EventHub {who}: {state}, {len(self._dispatch)} subscribers>"

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.close()

    @property
    def server_url(self) -> str:
        """The address of the workspace."""
        return self._settings.server_url

    @property
    def connected(self) -> bool:
        """Whether there is a connection now."""
        return self._receiver is not None and self._receiver.connected

    @property
    def closed(self) -> bool:
        """Whether the hub was closed."""
        return self._closed

    @property
    def waiting(self) -> int:
        """How many events came and are not handled yet."""
        return len(self._inbox)

    @property
    def background(self) -> bool:
        """Whether a thread of the hub calls handlers."""
        return self._inbox.background

    @background.setter
    def background(self, background: bool) -> None:
        self._inbox.background = background

    def connect(self, timeout: float | None = None) -> None:
        """Connect now, and wait for it; nobody has to, since the hub connects when it is used.

        Raises:
            EventHubUnreachableError: There is no connection after so many seconds; it is tried further.
            AuthenticationError: The server does not accept the user or the key.
            EventHubClosedError: The hub was closed.
        """
        error = self._receiving().wait(self._timeout if timeout is None else timeout)
        if error is not None:
            raise error

    def reconnect(self) -> None:
        """Cut the connection, if there is one, and make it anew."""
        if self._receiver is not None:
            self._receiver.cut()

    def run(self, seconds: float | None = None) -> None:
        """Handle events in this thread: for so many seconds, or until the hub is closed.

        Raises:
            AuthenticationError: The server does not accept the user or the key.
            EventHubUnreachableError: Connecting was tried as often as it may be.
            EventHubClosedError: The hub was closed before.
        """
        receiver = self._receiving()
        self._inbox.work(seconds, lambda: self._closed or receiver.failure is not None)
        if receiver.failure is not None:
            raise receiver.failure

    def flush(self, timeout: float | None = 10.0) -> None:
        """Wait until the server has acknowledged all that was published and subscribed.

        Raises:
            EventTimeoutError: It has not in so many seconds.
            AuthenticationError: The server does not accept the user or the key.
            EventHubClosedError: The hub was closed.
        """
        receiver = self._receiving()
        done = self._outbox.wait_until_empty(timeout, lambda: self._closed or receiver.failure is not None)
        if receiver.failure is not None:
            raise receiver.failure
        if not done and not receiver.connected:
            raise EventTimeoutError(f"there was no connection to {self.server_url} within {timeout} s")
        if not done:
            raise EventTimeoutError(f"{len(self._outbox)} events were not acknowledged within {timeout} s")

    def close(self, timeout: float = 5.0) -> None:
        """Send what waits, handle what came, and end the connection: for so many seconds each. Twice is fine."""
        if self._closed:
            return
        receiver = self._receiver
        if self._durable_register is not None:
            self._durable_register.stop()
        if receiver is not None and receiver.connected:
            lost = self._outbox.wait_until_sent(timeout, lambda: not receiver.connected)
            self._inbox.wait_until_empty(timeout)
        else:
            lost = self._outbox.wait_until_sent(0, lambda: True)
        self._closed = True
        if lost:
            _log.warning("the event hub is closed and %d events were not acknowledged", lost)
        self._inbox.close(timeout)
        if receiver is not None:
            receiver.close(timeout)
        if self._durable_register is not None:
            self._durable_register.close(0.0 if self._inbox.is_mine else timeout)
        self._wake()
        _open_hubs.discard(self)

    @overload
    def publish(
        self,
        event: Event | str,
        data: Any = None,
        *,
        target: str | Expression = "",
        synchronous: Literal[True],
        on_reply: None = None,
        wait_for_reply: None = None,
    ) -> list[Any]: ...
    @overload
    def publish(
        self,
        event: Event | str,
        data: Any = None,
        *,
        target: str | Expression = "",
        synchronous: Literal[False] = False,
        on_reply: OnReply | None = None,
        wait_for_reply: float,
    ) -> Event: ...
    @overload
    def publish(
        self,
        event: Event | str,
        data: Any = None,
        *,
        target: str | Expression = "",
        synchronous: Literal[False] = False,
        on_reply: OnReply | None = None,
        wait_for_reply: None = None,
    ) -> None: ...
    def publish(
        self,
        event: Event | str,
        data: Any = None,
        *,
        target: str | Expression = "",
        synchronous: bool = False,
        on_reply: OnReply | None = None,
        wait_for_reply: float | None = None,
    ) -> list[Any] | Event | None:
        """Publish an event, or one made of a topic and data; where there is no connection it is kept and sent later.

        Args:
            event: An event, or its topic.
            data: With a topic: what the event tells.
            target: With a topic: which subscribers it is for, as `id=...`.
            synchronous: Call the handlers of this hub alone, now and in this thread, and return what they returned.
            on_reply: Is called with each reply.
            wait_for_reply: Wait so many seconds for a reply, and return it.

        Raises:
            EventTimeoutError: No reply came in time.
            EventQueueFullError: Too many events wait to be sent.
            EventError: The data is not JSON.
            EventHubClosedError: The hub was closed.
        """
        if isinstance(event, str):
            event = Event(event, data, target=str(target))
        self._sign(event)
        if synchronous:
            return self._dispatch.dispatch(event)
        if on_reply is not None:
            self._replies.call_back(event.id, on_reply)
        if wait_for_reply is None:
            self._send(event)
            return None
        waiter = self._replies.expect(event.id)
        try:
            self._send(event)
            reply = waiter.wait(wait_for_reply)
        finally:
            self._replies.forget(event.id)
        if reply is None:
            raise EventTimeoutError(f"no reply to event {event.id} ({event.topic}) within {wait_for_reply:g} s")
        return reply

    def publish_reply(self, event: Event, data: Any, source: Mapping[str, Any] | None = None) -> None:
        """Publish a reply to an event; only who published that gets it."""
        asked = event.source.get("id")
        if not isinstance(asked, str):
            raise EventError(f"event {event.id} ({event.topic}) has no source to reply to")
        target = str(Condition("id", "=", asked))
        self.publish(Event(_REPLY, data, source=source, target=target, in_reply_to_event=event.id))

    def drain(self, timeout: float = 30.0) -> bool:
        """Take nothing new and wait, so many seconds at most, until all that came was handled; tell whether it was.

        Subscribers get no event any more; close the hub after this.
        """
        if self._durable_register is not None:
            self._durable_register.stop()
        if self.connected:
            with self._outbox.still:
                for subscriber in self._dispatch.all():
                    self._tell("ftrack.meta.unsubscribe", subscriber.unsubscribing())
            with suppress(EventError):
                self.flush(timeout)
        return self._inbox.wait_until_empty(timeout)

    def _durables(self) -> DurableRegister:
        if self._durable_register is None:
            from ftrack_orm.events.durable.register import DurableRegister

            self._durable_register = DurableRegister(self._settings, self._connection, self._transport, self._inbox)
        return self._durable_register

    def _begin(self) -> None:
        """Tell a new connection of all subscribers."""
        own = {"subscriber": {"id": self.id}, "subscription": f"topic={_REPLY}"}
        self._tell("ftrack.meta.subscribe", own)
        for subscriber in self._dispatch.all():
            self._tell("ftrack.meta.subscribe", subscriber.subscribing())

    def _changed(self, topic: str) -> None:
        """Tell the handlers of this hub, and nobody else, that it is connected or was cut."""
        event = Event(topic)
        self._sign(event)
        self._inbox.put(event)
        if self._durable_register is not None:
            self._durable_register.wake()

    def _received(self, event: Event) -> None:
        """Take an event of the server."""
        if event.topic == _REPLY:
            self._replies.arrived(event)
        self._inbox.put(event)

    def _receiving(self) -> Receiver:
        """Return the receiver to one who waits for it, and tells why it failed, however soon that was."""
        self._refuse_closed()
        with self._outbox.still:
            if self._receiver is None:
                station = Station(self._begin, self._changed, self._received, self._wake)
                link = partial(Link, self._settings, self._connection, self._timeout)
                self._receiver = Receiver(link, self._outbox, station, self._retry)
                _open_hubs.add(self)
            return self._receiver

    def _start(self) -> None:
        begun = self._receiver is not None
        receiver = self._receiving()
        if begun and receiver.failure is not None:  # else who waits for it is told
            raise EventHubClosedError(f"the event hub gave up: {receiver.failure}") from receiver.failure

    def _wake(self) -> None:
        self._outbox.wake()
        self._inbox.wake()

    def _wanted(self) -> None:
        if self.background:
            self._start()

    def _refuse_closed(self) -> None:
        if self._closed:
            raise EventHubClosedError("the event hub was closed; open another session")

    def _send(self, event: Event) -> None:
        self._start()
        self._outbox.put(partial(event_packet, event.to_wire()), self._answered(event))

    def _tell(self, topic: str, data: Mapping[str, Any]) -> None:
        """Tell the server of a subscriber, if there is a connection; a new one begins with all of them."""
        event = Event(topic, data)
        self._sign(event)
        self._outbox.put(partial(event_packet, event.to_wire()), self._answered(event), lasting=False)

    def _answered(self, event: Event) -> Answered:
        def answered(answer: Mapping[str, Any]) -> None:
            if answer.get("success") is False:
                _log.error("the server refused event %s (%s): %s", event.id, event.topic, answer.get("message"))

        return answered

    def _sign(self, event: Event) -> None:
        source = event.source
        source.setdefault("id", self.id)
        source.setdefault("user", {"username": self._settings.api_user})
        source.setdefault("host", platform.node())

    def _handle(self, event: Event) -> None:
        if event.topic == _REPLY and (callback := self._replies.callback(event)) is not None:
            try:
                callback(event)
            except Exception:
                _log.exception("on_reply failed on event %s", event.id)
        self._dispatch.dispatch(event, self._reply)

    def _reply(self, event: Event, data: Any, subscriber: Subscriber) -> None:
        self.publish_reply(event, data, source=subscriber.metadata)


_open_hubs: WeakSet[EventHub] = WeakSet()


@atexit.register
def _close_open_hubs() -> None:
    for hub in list(_open_hubs):
        hub.close(timeout=2.0)
