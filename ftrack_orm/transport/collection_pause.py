"""Keep the garbage collector from running while a page is read.

A page makes thousands of objects that all stay: each run of the collector over them is wasted, and a full one walks
everything that the program holds. The threshold is raised and put back, never the collector switched off: a program's
own `gc.disable()` and `gc.enable()` mean the same before, during and after, and what it sets meanwhile stays.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock

__all__ = ["collection_paused"]

_RAISED = 1_000_000_007
"""A first threshold that nobody else sets, so that ours can be told apart."""


class _Pause:
    """The one pause of this process: threads and nested blocks share it, and the last one out ends it."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._inside = 0
        self._before = gc.get_threshold()

    def begin(self) -> None:
        """Raise the threshold, unless that was done or the program wants no collections."""
        with self._lock:
            self._inside += 1
            first, *others = gc.get_threshold()
            if self._inside == 1 and first not in (0, _RAISED):
                self._before = gc.get_threshold()
                gc.set_threshold(_RAISED, *others)

    def end(self) -> None:
        """Put back what was there, unless the program set something else meanwhile."""
        with self._lock:
            self._inside -= 1
            if not self._inside and gc.get_threshold()[0] == _RAISED:
                gc.set_threshold(*self._before)


_PAUSE = _Pause()


@contextmanager
def collection_paused() -> Iterator[None]:
    """Let the block run without automatic collections; milliseconds of work that keeps most of what it makes."""
    _PAUSE.begin()
    try:
        yield
    finally:
        _PAUSE.end()
