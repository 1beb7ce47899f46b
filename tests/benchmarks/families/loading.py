"""What latency costs: an attribute that was not loaded, and many pages."""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING

from tests.benchmarks.canned import EXPRESSION, task_id
from tests.benchmarks.measurement import Results
from tests.benchmarks.probe import Probe
from tests.benchmarks.row import Goal, Row, faster
from tests.benchmarks.scenario import Scenario

if TYPE_CHECKING:
    from tests.benchmarks.clients.floor import Floor

__all__ = ["SCENARIOS"]

_LATENCY = 30
"""Milliseconds before each answer."""


def _lazy_floor(probe: Probe) -> None:
    from tests.benchmarks.clients.floor import Floor

    floor = Floor(probe.workspace(probe.size, _LATENCY))
    floor.call([{"action": "query_server_information"}])
    with probe.measure("lazy"):
        ids = ", ".join(f'"{task_id(number)}"' for number in range(probe.size))
        expression = f"select thumbnail_id from Task where id in ({ids})"
        floor.call([{"action": "query", "expression": expression}])


def _lazy_ours(probe: Probe) -> None:
    from tests.benchmarks.clients.ours import open_session, task_query

    with open_session(probe.workspace(probe.size, _LATENCY)) as session:
        tasks = session.query(task_query()).all()
        with probe.measure("lazy"):
            for task in tasks:
                _ = task.thumbnail_id


def _lazy_official(probe: Probe) -> None:
    from tests.benchmarks.clients.official import open_session

    session = open_session(probe.workspace(probe.size, _LATENCY))
    tasks = session.query(EXPRESSION).all()
    with probe.measure("lazy"):
        for task in tasks:
            _ = task["thumbnail_id"]
    session.close()


def _serial_floor(probe: Probe) -> None:
    from tests.benchmarks.clients.floor import Floor

    _pages_raw(probe, Floor(probe.workspace(probe.size, _LATENCY)), "serial")


def _pages_floor(probe: Probe) -> None:
    from tests.benchmarks.clients.floor import Floor

    _pages_raw(probe, Floor(probe.workspace(probe.size, _LATENCY)), "pages")


def _pages_raw(probe: Probe, floor: Floor, row: str) -> None:
    with probe.measure(row):
        for _ in floor.pages(EXPRESSION):
            pass


def _serial_ours(probe: Probe) -> None:
    from tests.benchmarks.clients.ours import open_session, task_query

    url = probe.workspace(probe.size, _LATENCY)
    with open_session(url, prefetch=False) as session, probe.measure("serial"):
        deque(session.query(task_query()), maxlen=0)


def _pages_ours(probe: Probe) -> None:
    from tests.benchmarks.clients.ours import open_session, task_query

    with open_session(probe.workspace(probe.size, _LATENCY)) as session, probe.measure("pages"):
        deque(session.query(task_query()), maxlen=0)


def _parallel_ours(probe: Probe) -> None:
    from tests.benchmarks.clients.ours import open_session, task_query

    with open_session(probe.workspace(probe.size, _LATENCY)) as session, probe.measure("parallel"):
        deque(session.query(task_query(), parallel=8), maxlen=0)


def _one_request(results: Results) -> bool | None:
    summary = results.summary("lazy", "ours")
    return None if summary is None else summary.requests == 1


def _side_by_side(results: Results) -> bool | None:
    ratio = results.ratio(("serial", "ours"), ("parallel", "ours"))
    return None if ratio is None else ratio >= 4


SCENARIOS = (
    Scenario(
        name="lazy",
        rows=(
            Row(
                "lazy",
                "read an unprojected attribute of 500 entities, 30 ms latency",
                "ms",
                goals=(Goal("1 request", _one_request), faster("lazy", 100)),
            ),
        ),
        sides={"floor": _lazy_floor, "ours": _lazy_ours, "official": _lazy_official},
        size=500,
        most_rounds={"official": 1},
    ),
    Scenario(
        name="serial",
        rows=(
            Row(
                "serial",
                "iterate 40 pages, 30 ms latency, one after the other",
                "ms",
                note="`Session(prefetch=False)`; the official client does so too, and is left out for its time.",
            ),
        ),
        sides={"floor": _serial_floor, "ours": _serial_ours},
        size=20_000,
        most_rounds={"floor": 2, "ours": 2},
    ),
    Scenario(
        name="pages",
        rows=(
            Row(
                "pages",
                "iterate 40 pages, 30 ms latency",
                "ms",
                note="The next page is fetched while one is used; the floor fetches one after the other.",
            ),
        ),
        sides={"floor": _pages_floor, "ours": _pages_ours},
        size=20_000,
        most_rounds={"floor": 2, "ours": 2},
    ),
    Scenario(
        name="parallel",
        rows=(
            Row(
                "parallel",
                "iterate 40 pages, 30 ms latency, parallel=8",
                "ms",
                goals=(Goal("at least 4x faster than serial", _side_by_side),),
            ),
        ),
        sides={"ours": _parallel_ours},
        size=20_000,
        most_rounds={"ours": 2},
    ),
)
