"""Bring events from those who publish to those who are subscribed."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Mapping
from functools import partial
from typing import Any, TypeAlias

from ftrack_orm.errors import EventError
from ftrack_orm.events.event import Event
from ftrack_orm.events.packet import Packet, PacketKind, event_packet
from ftrack_orm.events.subscription import Expression, parse_subscription
from ftrack_orm.events.topic_index import TopicIndex
from ftrack_orm.sandbox.batch.message import Message
from ftrack_orm.sandbox.events.consumer import Consumer, Subscriber
from ftrack_orm.sandbox.events.publication import Publication, now
from ftrack_orm.sandbox.storage.store import Store

__all__ = ["Answer", "Exchange"]

Answer: TypeAlias = Callable[[str | None], None]
"""Acknowledges what a client sent: None where it worked, else what did not."""

_log = logging.getLogger("ftrack_orm.sandbox")


class Exchange:
    """The connected clients of a workspace.

    All but `record`, `close` and what it hands to `Publication` is used by the server's loop alone.
    """

    def __init__(self, store: Store) -> None:
        self._publication = Publication(store, self._deliver_soon)
        self._loop: asyncio.AbstractEventLoop | None = None
        self._index: TopicIndex[Subscriber] = TopicIndex()
        self._consumers: set[Consumer] = set()

    def record(self, message: Message) -> None:
        """Make the events of a batch, within its transaction; for the executor."""
        self._publication.record(message)

    def close(self) -> None:
        """Finish what waits to be kept."""
        self._publication.close()

    def join(self, consumer: Consumer) -> None:
        """Take a connection in."""
        self._loop = asyncio.get_running_loop()
        self._consumers.add(consumer)

    def leave(self, consumer: Consumer) -> None:
        """Forget a connection and its subscribers."""
        self._consumers.discard(consumer)
        for subscriber in consumer.subscribers.values():
            self._index.remove(subscriber)
        consumer.subscribers.clear()

    def receive(self, consumer: Consumer, payload: Mapping[str, Any], answer: Answer) -> None:
        """Do what an event of a client asks for: subscribe, unsubscribe, or give it to all that want it."""
        try:
            event = Event.from_wire(payload).to_wire()
            match event["topic"]:
                case "ftrack.meta.subscribe":
                    self._subscribe(consumer, event["data"])
                case "ftrack.meta.unsubscribe":
                    self._unsubscribe(consumer, event["data"])
                case _:
                    _parsed_target(event["target"])
                    event["sent"] = event["sent"] or now()
                    self._publication.publish(event, consumer.user_id, partial(self._answer_soon, answer))
                    return
        except EventError as error:
            answer(str(error))
        else:
            answer(None)

    def _subscribe(self, consumer: Consumer, data: Any) -> None:
        metadata = data.get("subscriber") if isinstance(data, Mapping) else None
        id = metadata.get("id") if isinstance(metadata, Mapping) else None
        text = data.get("subscription") if isinstance(data, Mapping) else None
        if not isinstance(metadata, Mapping) or not isinstance(id, str) or not isinstance(text, str):
            raise EventError(
                "ftrack.meta.subscribe needs data with 'subscriber', which has an 'id', and 'subscription'"
            )
        if id in consumer.subscribers:
            raise EventError(f"a subscriber with the id {id!r} exists already")
        subscriber = Subscriber(consumer, id, metadata, parse_subscription(text))
        consumer.subscribers[id] = subscriber
        self._index.add(subscriber, subscriber.expression)

    def _unsubscribe(self, consumer: Consumer, data: Any) -> None:
        metadata = data.get("subscriber") if isinstance(data, Mapping) else None
        id = metadata.get("id") if isinstance(metadata, Mapping) else None
        subscriber = consumer.subscribers.pop(id, None) if isinstance(id, str) else None
        if subscriber is None:
            raise EventError(f"there is no subscriber with the id {id!r}")
        self._index.remove(subscriber)

    def _deliver(self, event: Mapping[str, Any]) -> None:
        target = _parsed_target(event["target"])
        packet: str | None = None
        reached: set[Consumer] = set()
        for entry in self._index.candidates(event["topic"]):
            subscriber = entry.item
            if (
                subscriber.consumer not in reached
                and (target is None or target.matches(subscriber.metadata))
                and (entry.rest is None or entry.rest(event))
            ):
                reached.add(subscriber.consumer)
                packet = packet or _packet(event)
                subscriber.consumer.send(packet)

    def _deliver_soon(self, event: Mapping[str, Any]) -> None:
        self._soon(self._deliver, event)

    def _answer_soon(self, answer: Answer, problem: str | None) -> None:
        self._soon(answer, problem)

    def _soon(self, function: Callable[..., object], *args: object) -> None:
        """Call a function in the server's loop; there is nobody to tell where that has ended or never began."""
        if self._loop is not None and not self._loop.is_closed():
            try:
                self._loop.call_soon_threadsafe(function, *args)
            except RuntimeError:
                _log.debug("the server has stopped")


def _packet(event: Mapping[str, Any]) -> str:
    """Return the packet of an event; one that is nested too deeply to be written says nothing."""
    try:
        return event_packet(event)
    except EventError as error:
        _log.error("%s", error)
        return str(Packet(PacketKind.NOTHING))


def _parsed_target(text: str) -> Expression | None:
    return parse_subscription(text) if text else None
