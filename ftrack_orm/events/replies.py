"""Who waits for replies to which event."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import TypeAlias

from ftrack_orm.events.event import Event

__all__ = ["OnReply", "Replies", "Waiter"]

OnReply: TypeAlias = Callable[[Event], object]

_MOST = 10_000
"""Events whose replies are still called back; the oldest is forgotten for a newer one."""


class Waiter:
    """Waits for one reply."""

    def __init__(self) -> None:
        self._came = threading.Event()
        self._reply: Event | None = None

    def wait(self, timeout: float) -> Event | None:
        """Return the first reply, None if none comes in time."""
        self._came.wait(timeout)
        return self._reply

    def take(self, reply: Event) -> None:
        """Take a reply; those after the first are left."""
        if self._reply is None:
            self._reply = reply
            self._came.set()


class Replies:
    """Callbacks and waiters by the event that they want replies to; any thread may use it."""

    def __init__(self) -> None:
        self._callbacks: dict[str, OnReply] = {}
        self._waiters: dict[str, Waiter] = {}
        self._lock = threading.Lock()

    def call_back(self, event_id: str, callback: OnReply) -> None:
        """Call a function with each reply to an event."""
        with self._lock:
            while len(self._callbacks) >= _MOST:
                del self._callbacks[next(iter(self._callbacks))]
            self._callbacks[event_id] = callback

    def expect(self, event_id: str) -> Waiter:
        """Return what waits for a reply to an event."""
        waiter = self._waiters[event_id] = Waiter()
        return waiter

    def forget(self, event_id: str) -> None:
        """Expect no reply to an event any more."""
        self._waiters.pop(event_id, None)

    def arrived(self, reply: Event) -> None:
        """Wake who waits for it, at once."""
        waiter = self._waiters.get(reply.in_reply_to_event or "")
        if waiter is not None:
            waiter.take(reply)

    def callback(self, reply: Event) -> OnReply | None:
        """Return who is to be called with it."""
        return self._callbacks.get(reply.in_reply_to_event or "")
