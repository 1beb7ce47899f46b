"""Run scenarios round by round, the sides by turns, so that a busy moment of the machine meets all of them."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from tests.benchmarks.measurement import SIDES, Results
from tests.benchmarks.probing import probe
from tests.benchmarks.scenario import Scenario
from tests.benchmarks.stub import running_stub

__all__ = ["run"]

_READY = 20_000
"""Tasks whose pages the stub encodes beforehand: those of the timed rows."""


def run(scenarios: Sequence[Scenario], rounds: int, tell: Callable[[str], None]) -> Results:
    """Measure everything; `tell` gets a line for each scenario."""
    results = Results()
    with running_stub(ready=_READY) as stub, tempfile.TemporaryDirectory(prefix="ftrack-orm-bench-") as cache:
        for scenario in scenarios:
            started = time.perf_counter()
            for round in range(rounds):
                _round(scenario, round, rounds, stub, Path(cache), results)
            tell(f"{scenario.name}: {time.perf_counter() - started:.1f} s")
    return results


def _round(scenario: Scenario, round: int, rounds: int, stub: str, cache: Path, results: Results) -> None:
    for side in SIDES:
        if side in scenario.sides and round < scenario.rounds_of(side, rounds):
            measurements, absences = probe(scenario, side, stub, cache)
            results.measurements += measurements
            results.absences += [absence for absence in absences if absence not in results.absences]
