"""How far a transfer is, told while it runs."""

from __future__ import annotations

import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TypeAlias

__all__ = ["Meter", "OnProgress", "Progress", "ProgressChoice", "metered"]


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a transfer is; sizes in bytes, `seconds` since it began. `file` is what was worked on last."""

    files: int
    total_files: int
    bytes: int
    total_bytes: int
    seconds: float
    file: str = ""


OnProgress: TypeAlias = Callable[[Progress], None]
ProgressChoice: TypeAlias = OnProgress | bool | None
"""A function; True or None for a bar where a person watches; False for silence."""


class Meter:
    """Counts what all workers did and tells it, one call at a time."""

    def __init__(self, tell: OnProgress | None, files: int, total: int) -> None:
        self._tell = tell
        self._total_files, self._total = files, total
        self._files = self._bytes = 0
        self._began = time.monotonic()
        self._lock = threading.Lock()

    def moved(self, count: int, file: str) -> None:
        """Count bytes; fewer than none where a file begins anew."""
        self._count(0, count, file)

    def finished(self, file: str) -> None:
        """Count a file."""
        self._count(1, 0, file)

    @property
    def bytes(self) -> int:
        """Bytes so far."""
        return self._bytes

    def _count(self, files: int, count: int, file: str) -> None:
        with self._lock:
            self._files += files
            self._bytes += count
            if self._tell is not None:
                seconds = time.monotonic() - self._began
                self._tell(Progress(self._files, self._total_files, self._bytes, self._total, seconds, file))


@contextmanager
def metered(choice: ProgressChoice, files: int, total: int) -> Iterator[Meter]:
    """Give the meter of a transfer, with a bar on the error stream where a person watches."""
    if callable(choice):
        yield Meter(choice, files, total)
    elif choice is False or not files or not (sys.stderr is not None and sys.stderr.isatty()):
        yield Meter(None, files, total)
    else:
        with _bar(total) as tell:
            yield Meter(tell, files, total)


@contextmanager
def _bar(total: int) -> Iterator[OnProgress | None]:
    try:
        from rich.console import Console
        from rich.progress import BarColumn, DownloadColumn, TextColumn, TimeRemainingColumn, TransferSpeedColumn
        from rich.progress import Progress as Bar
    except ImportError:
        yield None
        return
    columns = (TextColumn("{task.description}", markup=False), BarColumn(), DownloadColumn(), TransferSpeedColumn())
    with Bar(*columns, TimeRemainingColumn(), console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("files", total=total)

        def tell(progress: Progress) -> None:
            said = f"{progress.files}/{progress.total_files} files"
            bar.update(task, completed=progress.bytes, description=said)

        yield tell
