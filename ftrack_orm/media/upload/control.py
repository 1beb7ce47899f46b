"""What the threads of one upload share: how far it is, and whether to go on."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from typing import Protocol

__all__ = ["Cancel", "Control", "StoppedError"]

_LOOK_AGAIN = 0.1


class Cancel(Protocol):
    """Tells that somebody outside wants it to end; a `threading.Event` does."""

    def is_set(self) -> bool:
        """Tell whether it is to end."""
        ...


class StoppedError(Exception):
    """The upload is not to go on; raised inside its threads and never seen outside."""


class Control:
    """Counts bytes and passes on that somebody cancelled, or that another part failed for good.

    `tell` is called with the bytes that are there and all bytes, by one thread at a time.
    """

    def __init__(
        self,
        total: int,
        tell: Callable[[int, int], object] | None = None,
        cancel: Cancel | None = None,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self.total = total
        self._tell = tell
        self._cancel = cancel
        self._sleep = sleep
        self._stopped = threading.Event()
        self._lock = threading.Lock()
        self._done = 0

    @property
    def cancelled(self) -> bool:
        """Whether somebody outside wants it to end."""
        return self._cancel is not None and self._cancel.is_set()

    def stop(self) -> None:
        """Let all threads end."""
        self._stopped.set()

    def begin(self) -> None:
        """Let threads work again, once those that were stopped have ended; nothing counts as done."""
        self._stopped.clear()
        self.advance(-self._done)

    def check(self) -> None:
        """Go on, or not.

        Raises:
            StoppedError: It was cancelled, or another thread failed.
        """
        if self._stopped.is_set() or self.cancelled:
            raise StoppedError

    def advance(self, count: int) -> None:
        """Add bytes that are there; a negative number takes back what must be sent again."""
        with self._lock:
            self._done += count
            if self._tell is not None:
                self._tell(self._done, self.total)

    def pause(self, seconds: float) -> None:
        """Wait before something is tried again.

        Raises:
            StoppedError: It was cancelled, or another thread failed.
        """
        if self._sleep is not time.sleep:
            self.check()
            self._sleep(seconds)
        end = time.monotonic() + (seconds if self._sleep is time.sleep else 0)
        while (left := end - time.monotonic()) > 0:
            self.check()
            self._stopped.wait(min(left, _LOOK_AGAIN))
        self.check()
