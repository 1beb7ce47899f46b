"""Events that came and are not handled yet, and whose turn it is to handle them."""

from __future__ import annotations

import logging
import threading
import time
from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from contextlib import contextmanager

from ftrack_orm.events.event import Event

__all__ = ["Inbox", "TurnLostError"]

_log = logging.getLogger("ftrack_orm.events")

_MANY = 10_000


class TurnLostError(Exception):
    """The inbox was closed before a function had its turn."""


class _Work:
    """A function that is called in its turn while somebody waits for it."""

    __slots__ = ("_function", "done")

    def __init__(self, function: Callable[[], object]) -> None:
        self._function = function
        self.done: Future[None] = Future()

    def __call__(self) -> None:
        try:
            self._function()
        except BaseException as error:
            self.done.set_exception(error)
            if not isinstance(error, Exception):
                raise
        else:
            self.done.set_result(None)


class Inbox:
    """Hands events one by one to a thread of its own, or to a caller for as long as one asks for them.

    Args:
        handle: What is done with each.
        background: Whether there is such a thread; it is started with the first event.
    """

    def __init__(self, handle: Callable[[Event], None], *, background: bool) -> None:
        self.background = background
        self._handle = handle
        self._waiting: deque[Event | _Work] = deque()
        self._changed = threading.Condition()
        self._handling = threading.RLock()
        self._callers = 0
        self._closed = False
        self._warned = False
        self._thread: threading.Thread | None = None

    def call(self, function: Callable[[], object]) -> None:
        """Call a function in its turn, as an event is handled, and wait for it; what it raises is raised here.

        Raises:
            TurnLostError: The inbox was closed before.
        """
        work = _Work(function)
        self.put(work)
        if self._closed and self._take_back(work):
            raise TurnLostError
        error = work.done.exception()
        if error is not None:
            raise error

    def put(self, event: Event | _Work) -> None:
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

    def wait_until_empty(self, timeout: float) -> bool:
        """Wait until all was handled that came; tell whether it was."""
        with self._changed:
            self._changed.wait_for(lambda: not self._waiting or self._closed or self._thread is None, timeout)
        if self._handling.acquire(timeout=timeout):
            self._handling.release()
            return not self._waiting
        return False

    @property
    def is_mine(self) -> bool:
        """Whether this thread is the one that handles events."""
        return self._thread is threading.current_thread()

    def wake(self) -> None:
        """Let those who wait look again."""
        with self._changed:
            self._changed.notify_all()

    def close(self, timeout: float) -> None:
        """Handle nothing more; wait for what is being handled."""
        with self._changed:
            self._closed = True
            lost = [waiting for waiting in self._waiting if isinstance(waiting, _Work)]
            self._waiting.clear()
            self._changed.notify_all()
            thread = self._thread
        for work in lost:
            work.done.set_exception(TurnLostError())
        if thread is not None and thread is not threading.current_thread():
            thread.join(timeout)

    def _work(self) -> None:
        while not self._closed:
            event = self._next(None, lambda: self._closed, lambda: self._callers == 0)
            if event is not None:
                try:
                    self._do(event)
                except BaseException:  # as SystemExit, which would end this thread and with it all handlers
                    _log.exception("the handler of %r ended its thread", event)

    def _take_back(self, work: _Work) -> bool:
        with self._changed:
            try:
                self._waiting.remove(work)
            except ValueError:
                return False
            return True

    def _next(
        self, timeout: float | None, ended: Callable[[], bool], mine: Callable[[], bool] = lambda: True
    ) -> Event | _Work | None:
        with self._changed:
            self._changed.wait_for(lambda: ended() or (self._waiting and mine()), timeout)
            if ended() or not self._waiting or not mine():
                return None
            event = self._waiting.popleft()
            if not self._waiting:
                self._warned = False
                self._changed.notify_all()
            return event

    def _do(self, event: Event | _Work) -> None:
        with self._handling:
            if isinstance(event, _Work):
                event()
            else:
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
