"""Call those of this process who want an event, in the order of their priorities."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from typing import Any, TypeAlias

from ftrack_orm.errors import EventError
from ftrack_orm.events.event import Event
from ftrack_orm.events.subscriber import Subscriber
from ftrack_orm.events.subscription import Expression, parse_subscription
from ftrack_orm.events.topic_index import TopicIndex

__all__ = ["Dispatch", "Reply"]

_log = logging.getLogger("ftrack_orm.events")

Reply: TypeAlias = Callable[[Event, Any, Subscriber], object]
"""Publishes what a subscriber returned as a reply to an event."""


class Dispatch:
    """The subscribers of a hub; any thread may subscribe while another dispatches."""

    def __init__(self) -> None:
        self._index: TopicIndex[Subscriber] = TopicIndex()
        self._by_id: dict[str, Subscriber] = {}
        self._lock = threading.Lock()

    def __len__(self) -> int:
        return len(self._by_id)

    def add(self, subscriber: Subscriber) -> None:
        """Add a subscriber.

        Raises:
            EventError: Its identifier is taken.
        """
        with self._lock:
            if subscriber.id in self._by_id:
                raise EventError(f"a subscriber with the identifier {subscriber.id!r} exists already")
            self._by_id[subscriber.id] = subscriber
            self._index.add(subscriber, subscriber.expression, subscriber.priority)

    def remove(self, id: str) -> Subscriber | None:
        """Remove a subscriber and return it; it gets no event any more, not even one that is being handled."""
        with self._lock:
            subscriber = self._by_id.pop(id, None)
            if subscriber is not None:
                subscriber.active = False
                self._index.remove(subscriber)
            return subscriber

    def get(self, id: str) -> Subscriber | None:
        """Return the subscriber of an identifier."""
        return self._by_id.get(id)

    def all(self) -> list[Subscriber]:
        """Return all subscribers, in the order in which they came."""
        with self._lock:
            return list(self._by_id.values())

    def dispatch(self, event: Event, reply: Reply | None = None) -> list[Any]:
        """Give an event to all that want it, until one stops it; return what they returned.

        A subscriber that raises is logged, and the others go on.
        """
        try:
            target = _target(event)
        except EventError as error:
            _log.error("event %s (%s) is for nobody, its target cannot be read: %s", event.id, event.topic, error)
            return []
        with self._lock:
            entries = self._index.candidates(event.topic)
        results: list[Any] = []
        fields = event.fields
        for entry in entries:
            subscriber = entry.item
            if target is not None and not target.matches(subscriber.metadata):
                continue
            if (entry.rest is None or entry.rest(fields)) and subscriber.active:
                _call(subscriber, event, results, reply)
                if event.stopped:
                    break
        return results


def _call(subscriber: Subscriber, event: Event, results: list[Any], reply: Reply | None) -> None:
    try:
        result = subscriber.callback(event)
        results.append(result)
        if reply is not None and result is not None:
            reply(event, result, subscriber)
    except Exception:
        _log.exception("subscriber %s failed on event %s (%s)", subscriber.id, event.id, event.topic)


def _target(event: Event) -> Expression | None:
    return parse_subscription(event.target) if event.target else None
