"""Measure inside the process that does the work: time, requests and bytes as the stub counted them, memory."""

from __future__ import annotations

import gc
import http.client
import json
import resource
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from urllib.parse import urlsplit

from tests.benchmarks.measurement import Absence, Measurement, Side

__all__ = ["Probe", "Timing", "peak_rss", "rss", "timings"]


class Timing:
    """A clock that runs until it is stopped, once."""

    def __init__(self) -> None:
        self._started = time.perf_counter()
        self.seconds: float | None = None

    def stop(self) -> float:
        """Stop the clock, unless it stands already; return the seconds that it ran."""
        if self.seconds is None:
            self.seconds = time.perf_counter() - self._started
        return self.seconds


class Probe:
    """Collects what one side of one scenario takes in one round."""

    def __init__(self, stub: str, side: Side, size: int) -> None:
        self.stub = stub
        self.side: Side = side
        self.size = size
        self.measurements: list[Measurement] = []
        self.absences: list[Absence] = []

    def workspace(self, tasks: int, latency: int = 0) -> str:
        """Return the address of a canned workspace: so many tasks, each answer after so many milliseconds."""
        return f"{self.stub}/{tasks}/{latency}"

    @contextmanager
    def measure(self, row: str, *, memory: bool = True) -> Iterator[Timing]:
        """Measure the block: its time unless the block stops it earlier, its requests, and the memory at its end.

        `memory=False` is for work that another process does.
        """
        gc.collect()
        before = self._counts()
        timing = Timing()
        yield timing
        seconds = timing.stop()
        peak = peak_rss() if memory else None
        requests, sent, received = (now - then for now, then in zip(self._counts(), before, strict=True))
        self.measurements.append(Measurement(row, self.side, seconds, seconds, requests, sent, received, peak))

    def repeat(self, row: str, action: Callable[[int], object], times: int) -> None:
        """Measure `action(0)`, `action(1)` ... one by one; the median counts, requests and bytes are of one."""
        before = self._counts()
        seconds = timings(action, times)
        requests, sent, received = ((now - then) // times for now, then in zip(self._counts(), before, strict=True))
        self.measurements.append(
            Measurement(row, self.side, median(seconds), min(seconds), requests, sent, received, peak_rss())
        )

    def record(self, row: str, value: float, least: float | None = None) -> None:
        """Keep a value that was measured some other way, in seconds or bytes."""
        self.measurements.append(Measurement(row, self.side, value, least))

    def absent(self, row: str, reason: str) -> None:
        """Say that this side cannot do a row."""
        self.absences.append(Absence(row, self.side, reason))

    def _counts(self) -> tuple[int, int, int]:
        """Return requests, bytes sent and bytes received, as the stub counted them so far."""
        parts = urlsplit(self.stub)
        connection = http.client.HTTPConnection(parts.hostname or "", parts.port)
        try:
            connection.request("GET", "/counts")
            requests, sent, received = json.loads(connection.getresponse().read())
        finally:
            connection.close()
        return requests, sent, received


def timings(action: Callable[[int], object], times: int) -> list[float]:
    """Return the seconds of `action(0)`, `action(1)` ..."""
    gc.collect()
    seconds = []
    for number in range(times):
        started = time.perf_counter()
        action(number)
        seconds.append(time.perf_counter() - started)
    return seconds


def peak_rss() -> int:
    """Return the most memory that this process has held, in bytes.

    Linux hands `ru_maxrss` down from the process that started this one; the line in /proc is our own.
    """
    found = _status("VmHWM")
    return found if found is not None else resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * _RUSAGE_UNIT


def rss() -> int:
    """Return the memory that this process holds now, in bytes; the peak where the system does not tell."""
    found = _status("VmRSS")
    return found if found is not None else peak_rss()


_RUSAGE_UNIT = 1 if sys.platform == "darwin" else 1024


def _status(name: str) -> int | None:
    try:
        lines = Path("/proc/self/status").read_text(encoding="utf-8").splitlines()
    except OSError:
        return None
    return next((int(line.split()[1]) * 1024 for line in lines if line.startswith(f"{name}:")), None)
