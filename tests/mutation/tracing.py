"""Which lines of the mutated files are run."""

from __future__ import annotations

import sys
import threading
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Any

__all__ = ["Line", "lines_run"]

Line = tuple[str, int]
"""A file, as its code objects name it, and a line of it."""


@contextmanager
def lines_run(files: Collection[str]) -> Iterator[set[Line]]:
    """Give a set that holds, after the block, the lines of these files that it ran, in all threads that it started."""
    found: set[Line] = set()

    def on_line(frame: FrameType, event: str, argument: Any) -> Any:
        found.add((frame.f_code.co_filename, frame.f_lineno))
        return on_line

    def on_call(frame: FrameType, event: str, argument: Any) -> Any:
        return on_line(frame, event, argument) if frame.f_code.co_filename in files else None

    before = sys.gettrace()
    sys.settrace(on_call)
    threading.settrace(on_call)
    try:
        yield found
    finally:
        sys.settrace(before)
        threading.settrace(None)
