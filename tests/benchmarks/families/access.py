"""Reading one attribute of a loaded task."""

from __future__ import annotations

from statistics import median
from timeit import Timer
from typing import Any

from tests.benchmarks.canned import EXPRESSION
from tests.benchmarks.probe import Probe
from tests.benchmarks.row import Row, at_most
from tests.benchmarks.scenario import Scenario

__all__ = ["SCENARIOS", "per_call"]

_UNROLLED = 10
"""Copies of the statement in one turn of the loop, so that the loop itself hardly counts."""

_REPEATS = 9
_LEAST_SECONDS = 0.02


def per_call(statement: str, names: dict[str, Any]) -> tuple[float, float]:
    """Return the median and the least seconds of a statement over repeats of 20 ms each."""
    timer = Timer("; ".join([statement] * _UNROLLED), globals=names)
    number = 1
    while (once := timer.timeit(number)) < _LEAST_SECONDS:
        number = max(number * 2, int(number * _LEAST_SECONDS / max(once, 1e-9)))
    seconds = [each / number / _UNROLLED for each in timer.repeat(_REPEATS, number)]
    return median(seconds), min(seconds)


def _record(probe: Probe, scalar: str, nested: str, task: Any) -> None:
    probe.record("scalar", *per_call(scalar, {"task": task}))
    probe.record("nested", *per_call(nested, {"task": task}))


def _floor(probe: Probe) -> None:
    from tests.benchmarks.clients.floor import Floor

    task = next(Floor(probe.workspace(probe.size)).pages(EXPRESSION))[0]
    _record(probe, 'task["name"]', 'task["status"]["name"]', task)


def _ours(probe: Probe) -> None:
    from tests.benchmarks.clients.ours import open_session, task_query

    with open_session(probe.workspace(probe.size)) as session:
        _record(probe, "task.name", "task.status.name", session.query(task_query()).all()[0])


def _official(probe: Probe) -> None:
    from tests.benchmarks.clients.official import open_session

    session = open_session(probe.workspace(probe.size))
    _record(probe, 'task["name"]', 'task["status"]["name"]', session.query(EXPRESSION).all()[0])
    session.close()


SCENARIOS = (
    Scenario(
        name="access",
        rows=(
            Row("scalar", "read a scalar attribute", "ns", goals=(at_most("scalar", 60e-9, "at most 60 ns"),)),
            Row("nested", "read a nested name", "ns", goals=(at_most("nested", 120e-9, "at most 120 ns"),)),
        ),
        sides={"floor": _floor, "ours": _ours, "official": _official},
        size=10,
        most_rounds={"floor": 2, "ours": 2, "official": 2},
    ),
)
