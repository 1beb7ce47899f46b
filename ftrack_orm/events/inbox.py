"""Events that came and are not handled yet, and whose turn it is to handle them."""

from __future__ import annotations

import logging
import threading
import time
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from ftrack_orm.events.event import Event

__all__ = ["Inbox"]

_log = logging.getLogger("ftrack_orm.events")

_MANY = 10_000


class Inbox:
    """Hands events one by one to a thread of its own, or to a caller for as long as one asks for them.

    Args:
        handle: What is done with each.
        background: Whether there is such a thread; it is started with the first event.
    """

    def __init__(self, handle: Callable[[Event], None], *, background: bool) -> None:
        self.background = background
        self._handle = handle
        self._waiting: deque[Event] = deque()
        self._changed = threading.Condition()
        self._handling = threading.RLock()
        self._callers = 0
        self._closed = False
        self._warned = False
        self._thread: threading.Thread | None = None

    def put(self, event: Event) -> None:
        """Add an event."""
        with self._changed:
            self._waiting.append(event)
            self._changed.notify_all()
            if self.background and self._thread is None and not self._closed:
                self._thread = threading.Thread(target=self._work, name="ftrack-orm event handlers", daemon=True)
                self._thread.start()
            many, self._warned = len(self._waiting) > _MANY and not self._warned, self._warned or len(self) > _MANY
        if many:
            _log.warning("%d events wait to be handled: the handlers are slower than the events come", _MANY)

    def __len__(self) -> int:
        return len(self._waiting)

    def work(self, seconds: float | None, ended: Callable[[], bool]) -> None:
        """Handle events in the calling thread, for so many seconds, or until there is an end."""
        until = None if seconds is None else time.monotonic() + seconds
        with self._called():
            while not ended() and not self._closed:
                left = None if until is None else until - time.monotonic()
                if left is not None and left <= 0:
                    return
                event = self._next(left, lambda: ended() or self._closed)
                if event is not None:
                    self._do(event)

    def wait_until_empty(self, timeout: float) -> None:
        """Wait until all was handled that came."""
        with self._changed:
            self._changed.wait_for(lambda: not self._waiting or self._closed or self._thread is None, timeout)
        if self._handling.acquire(timeout=timeout):
            self._handling.release()

    def wake(self) -> None:
        """Let those who wait look again."""
        with self._changed:
            self._changed.notify_all()

    def close(self, timeout: float) -> None:
        """Handle nothing more; wait for what is being handled."""
        with self._changed:
            self._closed = True
            self._changed.notify_all()
            thread = self._thread
        if thread is not None and thread is not threading.current_thread():
            thread.join(timeout)

    def _work(self) -> None:
        while not self._closed:
            event = self._next(None, lambda: self._closed, lambda: self._callers == 0)
            if event is not None:
                try:
                    self._do(event)
                except BaseException:  # as SystemExit, which would end this thread and with it all handlers
                    _log.exception("event %s (%s) ended its handler", event.id, event.topic)

    def _next(
        self, timeout: float | None, ended: Callable[[], bool], mine: Callable[[], bool] = lambda: True
    ) -> Event | None:
        with self._changed:
            self._changed.wait_for(lambda: ended() or (self._waiting and mine()), timeout)
            if ended() or not self._waiting or not mine():
                return None
            event = self._waiting.popleft()
            if not self._waiting:
                self._warned = False
                self._changed.notify_all()
            return event

    def _do(self, event: Event) -> None:
        with self._handling:
            self._handle(event)

    @contextmanager
    def _called(self) -> Iterator[None]:
        with self._changed:
            self._callers += 1
        try:
            yield
        finally:
            with self._changed:
                self._callers -= 1
                self._changed.notify_all()
