"""A subscription that reads the server's log, and remembers how far it is.

The log alone decides what is handled and in which order; events that come live wake the reader. So a cut, a restart and
a flood are all the same: there is something after the position, and it is read. A live event that the log does not show
in time is handled all the same, and a warning says so.
"""

from __future__ import annotations

import logging
import threading
import time
import traceback
from collections import OrderedDict
from collections.abc import Callable, Collection
from datetime import UTC, datetime
from typing import Any

from ftrack_orm.errors import EventTimeoutError, FtrackError
from ftrack_orm.events.durable.dead_letter import DeadLetter
from ftrack_orm.events.durable.event_log import EventLog
from ftrack_orm.events.durable.store import DurableStore, Progress
from ftrack_orm.events.event import Event
from ftrack_orm.events.inbox import Inbox, TurnLostError
from ftrack_orm.events.subscription import Expression
from ftrack_orm.events.topic_index import topics_of
from ftrack_orm.transport import RetryPolicy

__all__ = ["DurableSubscription"]

_log = logging.getLogger("ftrack_orm.events")

_RECENT = 25_000
"""Ids of handled events, so that a live copy that comes later than the log is known: more than wait on a connection."""
_MOST_EXPECTED = 10_000
_LATE_SECONDS = 5.0
"""How long a live event may be missing from the log."""

_UNREACHABLE = RetryPolicy(attempts=2**31, first=0.25, most=30.0)


class DurableSubscription:
    """Calls a handler with each event after the last one that it handled, in order.

    An event counts as handled when the handler has returned. Where the process dies between, the event comes again: at
    least once. It is called again after a failure, by the retry policy, while later events wait; then the event becomes
    a dead letter.
    """

    def __init__(
        self,
        name: str,
        expression: Expression,
        handler: Callable[[Event], Any],
        log: EventLog,
        store: DurableStore,
        inbox: Inbox,
        *,
        scope: str,
        retry: RetryPolicy,
        after: DurableSubscription | None = None,
    ) -> None:
        self.name = name
        self._after = after
        self._key = f"{scope} {name}"
        self._expression = expression
        self._topics: Collection[str] | None = topics_of(expression)
        self._handler = handler
        self._event_log = log
        self._store = store
        self._inbox = inbox
        self._retry = retry
        self._expected: OrderedDict[str, tuple[float, Event]] = OrderedDict()
        self._changed = threading.Condition()
        self._due = True
        self._current = False
        self._closing = threading.Event()
        self._told = False
        self._take(self._begun())
        self._thread = threading.Thread(target=self._run, name=f"ftrack-orm durable {name}", daemon=True)

    def __repr__(self) -> str:
        return f"<DurableSubscription {self.name!r} at {self._position}>"

    @property
    def position(self) -> int:
        """The row of `Event` up to which all is handled."""
        return self._position

    def start(self) -> None:
        """Begin to read."""
        self._thread.start()

    def wake(self) -> None:
        """Read what is new."""
        with self._changed:
            self._due, self._current = True, False
            self._changed.notify_all()

    def notice(self, event: Event) -> None:
        """Take note of a live event: the log is to have it."""
        with self._changed:
            if len(self._expected) < _MOST_EXPECTED and event.id not in self._recent:
                self._expected.setdefault(event.id, (time.monotonic() + _LATE_SECONDS, event))
        self.wake()

    def wait(self, timeout: float = 10.0) -> None:
        """Wait until all is handled that the server has now.

        Raises:
            EventTimeoutError: It was not in so many seconds.
        """
        self.wake()
        with self._changed:
            if not self._changed.wait_for(lambda: self._current or self._closing.is_set(), timeout):
                raise EventTimeoutError(f"{self.name!r} did not catch up within {timeout:g} s")

    def dead_letters(self) -> list[DeadLetter]:
        """Return the events that were given up, the oldest first."""
        return list(self._store.dead_letters(self._key))

    def retry_dead_letters(self) -> list[DeadLetter]:
        """Call the handler once more, here and now, with each event that was given up; return what failed again."""
        for letter in self.dead_letters():
            try:
                self._handler(letter.event)
            except Exception:
                again = DeadLetter(letter.event, traceback.format_exc(), letter.failures + 1, letter.died_at)
                self._store.bury(self._key, again)
            else:
                self._store.remove_dead_letter(self._key, letter.event.id)
        return self.dead_letters()

    def drop_dead_letter(self, event_id: str) -> None:
        """Forget an event that was given up."""
        self._store.remove_dead_letter(self._key, event_id)

    def stop(self) -> None:
        """Read no more; what is being handled is finished."""
        self._closing.set()
        self.wake()

    def join(self, timeout: float | None) -> None:
        """Wait until what was being handled is finished."""
        if self._thread.is_alive() and self._thread is not threading.current_thread():
            self._thread.join(timeout)

    def _begun(self) -> Progress:
        progress = self._store.load(self._key)
        if progress is None:
            self._store.begin(self._key, self._event_log.latest())
            progress = self._store.load(self._key)
        return progress or Progress(0)

    def _take(self, progress: Progress) -> None:
        self._position = progress.position
        self._failures = progress.failures
        self._recent: OrderedDict[str, None] = OrderedDict.fromkeys(progress.recent[-_RECENT:])

    def _run(self) -> None:
        if self._after is not None:  # what it is handling is its own, and counts before this one begins
            self._after.join(None)
            self._after = None
            self._take(self._begun())
        waits = _UNREACHABLE.waits()
        while self._next():
            try:
                self._handle_late(self._catch_up())
            except TurnLostError:
                return
            except FtrackError as error:
                if not self._told:
                    _log.warning("durable %r: %s; it is tried again", self.name, error)
                    self._told = True
                self._closing.wait(next(waits))
                self.wake()
            except Exception:
                _log.exception("durable %r: its store failed; it is tried again", self.name)
                self._closing.wait(next(waits))
                self.wake()
            else:
                waits, self._told = _UNREACHABLE.waits(), False

    def _next(self) -> bool:
        """Wait until there may be something to do; tell whether the work goes on."""
        with self._changed:
            self._changed.wait_for(lambda: self._due or self._closing.is_set(), self._until_late())
            self._due = False
            return not self._closing.is_set()

    def _until_late(self) -> float | None:
        if not self._expected:
            return None
        deadline, _ = next(iter(self._expected.values()))
        return max(deadline - time.monotonic(), 0.05)

    def _catch_up(self) -> float:
        """Handle what the log has; return the moment when it was last asked."""
        more, asked = True, time.monotonic()
        while more and not self._closing.is_set():
            asked = time.monotonic()
            rows, more = self._event_log.after(self._position, self._topics)
            passed = None
            for logged in rows:
                if self._closing.is_set():
                    return asked
                if logged.row <= self._position:
                    continue  # another process moved on
                with self._changed:
                    self._expected.pop(logged.event.id, None)
                if logged.event.id not in self._recent and self._expression.matches(logged.event.fields):
                    self._handle(logged.event, logged.row)
                    passed = None
                else:
                    passed = logged.row
            if passed is not None:
                self._move(passed, None)
        with self._changed:
            if not self._due:
                self._current = True
                self._changed.notify_all()
        return asked

    def _handle_late(self, asked: float) -> None:
        """Handle what came live and was not in the log after all, when that was asked once more."""
        with self._changed:
            late = [event for deadline, event in self._expected.values() if deadline <= asked]
            for event in late:
                del self._expected[event.id]
        for event in late:
            _log.warning("durable %r: event %s (%s) is not in the server's log", self.name, event.id, event.topic)
            self._handle(event, self._position)

    def _handle(self, event: Event, row: int) -> None:
        """Call the handler until it returns or has failed too often."""
        waits = list(self._retry.waits())
        while not self._closing.is_set():
            try:
                self._inbox.call(lambda: self._handler(event))
                break
            except TurnLostError:
                raise
            except (Exception, SystemExit):
                self._failures += 1
                self._store.failed(self._key)
                _log.exception("durable %r failed on event %s (%s)", self.name, event.id, event.topic)
                if self._failures >= self._retry.attempts:
                    self._bury(event)
                    break
                self._closing.wait(waits[self._failures - 1])
        else:
            return
        self._move(row, event.id)

    def _bury(self, event: Event) -> None:
        died_at = datetime.now(UTC).replace(tzinfo=None)
        self._store.bury(self._key, DeadLetter(event, traceback.format_exc(), self._failures, died_at))
        _log.error("durable %r: event %s (%s) is a dead letter", self.name, event.id, event.topic)

    def _move(self, row: int, handled: str | None) -> None:
        if not self._store.advance(self._key, self._position, row, handled):
            _log.warning("durable %r is handled by another process too; one is enough", self.name)
            self._take(self._begun())
            return
        with self._changed:
            self._position, self._failures = row, 0
            if handled is not None:
                self._expected.pop(handled, None)  # its live copy came while it was handled
                self._recent[handled] = None
                if len(self._recent) > _RECENT:
                    self._recent.popitem(last=False)
