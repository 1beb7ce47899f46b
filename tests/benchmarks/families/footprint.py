"""Memory: what a loaded task holds, and whether a long stream grows."""

from __future__ import annotations

import gc
import sys
import tracemalloc
from collections.abc import Callable
from typing import Any

from tests.benchmarks.canned import EXPRESSION
from tests.benchmarks.probe import Probe, rss
from tests.benchmarks.row import Row, at_most
from tests.benchmarks.scenario import Scenario

__all__ = ["SCENARIOS"]

_WARM = 500
"""Tasks that are loaded and dropped before, so that what is made once is not counted."""


def _weigh(probe: Probe, load: Callable[[str], Any]) -> None:
    """Record the traced memory per task of what `load(url)` returns and keeps alive."""
    strings = _string_bytes(probe.workspace(probe.size)) / probe.size
    load(probe.workspace(min(_WARM, probe.size)))
    tracemalloc.start()
    gc.collect()
    before = tracemalloc.get_traced_memory()[0]
    loaded = load(probe.workspace(probe.size))
    gc.collect()
    each = (tracemalloc.get_traced_memory()[0] - before) / probe.size
    tracemalloc.stop()
    del loaded
    probe.record("memory", each)
    probe.record("memory above", each - strings)


def _string_bytes(url: str) -> int:
    """Return the size of the unique strings, names of attributes included, in the decoded JSON of all tasks."""
    from tests.benchmarks.clients.floor import Floor

    unique: set[str] = set()
    for page in Floor(url).pages(EXPRESSION):
        _collect(page, unique)
    return sum(map(sys.getsizeof, unique))


def _collect(value: Any, unique: set[str]) -> None:
    if isinstance(value, str):
        unique.add(value)
    elif isinstance(value, list):
        for item in value:
            _collect(item, unique)
    elif isinstance(value, dict):
        for name, item in value.items():
            unique.add(name)
            _collect(item, unique)


def _weigh_floor(probe: Probe) -> None:
    from tests.benchmarks.clients.floor import Floor

    _weigh(probe, lambda url: [row for page in Floor(url).pages(EXPRESSION) for row in page])


def _weigh_ours(probe: Probe) -> None:
    from tests.benchmarks.clients.ours import open_session, task_query

    def load(url: str) -> object:
        session = open_session(url)
        return session, session.query(task_query()).all()

    _weigh(probe, load)


def _weigh_official(probe: Probe) -> None:
    from tests.benchmarks.clients.official import open_session

    base = open_session(probe.workspace(_WARM))  # its classes are made for each session: one serves both loads

    def load(url: str) -> object:
        base._server_url = url
        base._local_cache.clear()
        return base.query(EXPRESSION).all()

    _weigh(probe, load)
    base.close()


def _stream_floor(probe: Probe) -> None:
    from tests.benchmarks.clients.floor import Floor

    pages = Floor(probe.workspace(probe.size)).pages(EXPRESSION)
    _grow(probe, (row for page in pages for row in page))


def _stream_ours(probe: Probe) -> None:
    from tests.benchmarks.clients.ours import open_session, task_query

    with open_session(probe.workspace(probe.size)) as session:
        result: Any = session.query(task_query())
        stream = getattr(result, "stream", None)
        if stream is None:
            probe.absent("stream", "not there yet: no `stream()`; iterating keeps what it fetched")
        _grow(probe, iter(result) if stream is None else iter(stream()))


def _grow(probe: Probe, rows: Any) -> None:
    """Record how much the process grows after the first twentieth of the rows."""
    first = probe.size // 20
    start = 0
    for number, _ in enumerate(rows, start=1):
        if number == first:
            start = rss()
    probe.record("stream", rss() - start)


SCENARIOS = (
    Scenario(
        name="memory",
        rows=(
            Row("memory", "memory per loaded task with 16 attributes", "KB"),
            Row(
                "memory above",
                "... above the unique strings of the decoded JSON",
                "KB",
                goals=(at_most("memory above", 1536, "at most 1.5 KB"),),
                note="Traced by tracemalloc; the floor keeps the decoded rows.",
            ),
        ),
        sides={"floor": _weigh_floor, "ours": _weigh_ours, "official": _weigh_official},
        size=4_000,
        most_rounds={"floor": 1, "ours": 1, "official": 1},
    ),
    Scenario(
        name="stream",
        rows=(
            Row(
                "stream",
                "stream 200,000 rows: growth after the first 10,000",
                "MiB",
                goals=(at_most("stream", 10 * 2**20, "at most 10 MiB"),),
                note="The official client is left out: it would take minutes.",
                ratios=False,
            ),
        ),
        sides={"floor": _stream_floor, "ours": _stream_ours},
        size=200_000,
        most_rounds={"floor": 1, "ours": 1},
    ),
)
