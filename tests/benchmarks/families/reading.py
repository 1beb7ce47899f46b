"""Reading many tasks: the first time, again, as tuples; and one change among them.

Each side imports what it works with in its own function, so that the process of another side does not hold it.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from tests.benchmarks.canned import EXPRESSION, task_id
from tests.benchmarks.measurement import Results
from tests.benchmarks.probe import Probe
from tests.benchmarks.row import Goal, Row, at_most, beside, faster
from tests.benchmarks.scenario import Scenario

if TYPE_CHECKING:
    from ftrack_orm import Session
    from ftrack_stock import Task
    from tests.benchmarks.clients.floor import Floor

__all__ = ["SCENARIOS"]

_CHANGES = 9
"""Commits of one change, of which the median counts."""

_FEW = 100
_FEW_ROW = "one change, few"
_MANY_ROW = "one change, many"


def _small(results: Results) -> bool | None:
    peak = results.summary("iterate", "ours")
    return None if peak is None or peak.peak_rss is None else peak.peak_rss <= 110 * 2**20


def _floor(probe: Probe) -> None:
    from tests.benchmarks.clients.floor import Floor

    _decode(probe, Floor(probe.workspace(probe.size)))
    _change_raw(probe, Floor(probe.workspace(probe.size)), _MANY_ROW)


def _orjson(probe: Probe) -> None:
    from tests.benchmarks.clients.floor import orjson_floor

    _decode(probe, orjson_floor(probe.workspace(probe.size)))
    _change_raw(probe, orjson_floor(probe.workspace(probe.size)), _MANY_ROW)


def _decode(probe: Probe, floor: Floor) -> None:
    with probe.measure("iterate"):
        for _ in floor.pages(EXPRESSION):
            pass
    with probe.measure("again"):
        for _ in floor.pages(EXPRESSION):
            pass


def _ours(probe: Probe) -> None:
    from tests.benchmarks.clients.ours import open_session, task_query, values

    with open_session(probe.workspace(probe.size)) as session:
        tasks = session.query(task_query())
        with probe.measure("iterate"):
            deque(values(tasks), maxlen=0)
        with probe.measure("again"):
            deque(values(session.query(task_query())), maxlen=0)
        probe.repeat(_MANY_ROW, _change(session, list(tasks)), min(_CHANGES, probe.size))


def _official(probe: Probe) -> None:
    from tests.benchmarks.clients.official import open_session, values

    session = open_session(probe.workspace(probe.size))
    tasks = session.query(EXPRESSION)
    with probe.measure("iterate"):
        deque(values(tasks), maxlen=0)
    with probe.measure("again"):
        deque(values(session.query(EXPRESSION)), maxlen=0)
    probe.repeat(_MANY_ROW, _change_item(session, list(tasks)), 1)
    session.close()


def _change(session: Session, tasks: list[Task]) -> Callable[[int], None]:
    def change(number: int) -> None:
        tasks[number].bid = 7200.0
        session.commit()

    return change


def _change_item(session: Any, tasks: list[Any]) -> Callable[[int], None]:
    def change(number: int) -> None:
        tasks[number]["bid"] = 7200.0
        session.commit()

    return change


def _change_raw(probe: Probe, floor: Floor, row: str) -> None:
    def change(number: int) -> None:
        data = {"__entity_type__": "Task", "bid": 7200.0}
        floor.call([{"action": "update", "entity_type": "Task", "entity_key": [task_id(number)], "entity_data": data}])

    probe.repeat(row, change, _CHANGES)


def _tuples_floor(probe: Probe) -> None:
    from tests.benchmarks.clients.floor import Floor

    _decode_tuples(probe, Floor(probe.workspace(probe.size)))


def _tuples_orjson(probe: Probe) -> None:
    from tests.benchmarks.clients.floor import orjson_floor

    _decode_tuples(probe, orjson_floor(probe.workspace(probe.size)))


def _decode_tuples(probe: Probe, floor: Floor) -> None:
    with probe.measure("tuples"):
        for _ in floor.pages(EXPRESSION):
            pass


def _tuples_ours(probe: Probe) -> None:
    from tests.benchmarks.clients.ours import open_session, tuple_query

    with open_session(probe.workspace(probe.size)) as session, probe.measure("tuples"):
        deque(session.query(tuple_query()), maxlen=0)


def _few_floor(probe: Probe) -> None:
    from tests.benchmarks.clients.floor import Floor

    _change_raw(probe, Floor(probe.workspace(_FEW)), _FEW_ROW)


def _few_ours(probe: Probe) -> None:
    from tests.benchmarks.clients.ours import open_session, task_query

    with open_session(probe.workspace(_FEW)) as session:
        tasks = session.query(task_query()).all()
        probe.repeat(_FEW_ROW, _change(session, tasks), _CHANGES)


def _few_official(probe: Probe) -> None:
    from tests.benchmarks.clients.official import open_session

    session = open_session(probe.workspace(_FEW))
    probe.repeat(_FEW_ROW, _change_item(session, session.query(EXPRESSION).all()), _CHANGES)
    session.close()


SCENARIOS = (
    Scenario(
        name="read",
        rows=(
            Row(
                "iterate",
                "iterate 20,000 tasks, reading 5 scalars and 4 nested names",
                "ms",
                goals=(
                    beside("iterate", 1.5, "at most 1.5x the floor"),
                    faster("iterate", 50),
                    Goal("peak RSS at most 110 MiB", _small),
                ),
                note="The floor decodes the same 40 pages and reads nothing.",
            ),
            Row(
                "again",
                "the same query again, all in the identity map",
                "ms",
                goals=(beside("again", 1.0, "no slower than the first time", side="ours", other="iterate"),),
                note="In the process of the row above, so its peak is that of both; the floor decodes once more.",
            ),
            Row(
                _MANY_ROW,
                "commit one change with 20,000 tasks loaded",
                "ms",
                goals=(
                    at_most(_MANY_ROW, 0.010, "at most 10 ms"),
                    beside(_MANY_ROW, 1.5, "at most 1.5x that with 100 loaded", side="ours", other=_FEW_ROW),
                ),
            ),
        ),
        sides={"floor": _floor, "orjson": _orjson, "ours": _ours, "official": _official},
        size=20_000,
        most_rounds={"official": 1},
    ),
    Scenario(
        name="tuples",
        rows=(
            Row(
                "tuples",
                "the same rows as typed tuples",
                "ms",
                goals=(beside("tuples", 1.1, "at most 1.1x the floor"),),
                note="Nine paths, on the canned pages of the first row. The official client has no tuples.",
            ),
        ),
        sides={"floor": _tuples_floor, "orjson": _tuples_orjson, "ours": _tuples_ours},
        size=20_000,
    ),
    Scenario(
        name="few",
        rows=(Row(_FEW_ROW, "commit one change with 100 tasks loaded", "ms"),),
        sides={"floor": _few_floor, "ours": _few_ours, "official": _few_official},
        size=_FEW,
    ),
)
