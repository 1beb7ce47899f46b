"""How much of what is on its way is held in memory, all uploads of a session together."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

__all__ = ["MemoryBudget"]

_LOOK_AGAIN = 0.1


class MemoryBudget:
    """Gives out at most so many bytes; who wants more than there is waits, and more than all gets it alone."""

    def __init__(self, limit: int) -> None:
        self.limit = limit
        self._taken = 0
        self._changed = threading.Condition()

    def take(self, count: int, check: Callable[[], object]) -> None:
        """Wait for so many bytes; `check` is called now and then, and ends the wait by what it raises."""
        with self._changed:
            while self._taken and self._taken + count > self.limit:
                check()
                self._changed.wait(_LOOK_AGAIN)
            self._taken += count

    def give(self, count: int) -> None:
        """Give bytes back."""
        with self._changed:
            self._taken -= count
            self._changed.notify_all()

    @contextmanager
    def held(self, count: int, check: Callable[[], object]) -> Iterator[None]:
        """Hold so many bytes in a block."""
        self.take(count, check)
        try:
            yield
        finally:
            self.give(count)
