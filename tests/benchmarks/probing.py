"""One side of one scenario in a process of its own: `python -m tests.benchmarks.probing SCENARIO SIDE STUB`."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import asdict
from pathlib import Path

from tests.benchmarks.catalogue import scenario
from tests.benchmarks.measurement import SIDES, Absence, Measurement, Side
from tests.benchmarks.probe import Probe
from tests.benchmarks.scenario import Scenario

__all__ = ["main", "probe"]

_ROOT = Path(__file__).parents[2]


def probe(scenario: Scenario, side: Side, stub: str, cache: Path) -> tuple[list[Measurement], list[Absence]]:
    """Run one side of a scenario in a fresh process; `cache` is where the official client keeps its schemas.

    Raises:
        RuntimeError: The process failed; the error holds what it wrote.
    """
    command = [sys.executable, "-m", "tests.benchmarks.probing", scenario.name, side, stub]
    environment = {**os.environ, "FTRACK_API_SCHEMA_CACHE_PATH": str(cache), "PYTHONWARNINGS": "ignore"}
    done = subprocess.run(command, cwd=_ROOT, env=environment, capture_output=True, text=True)
    if done.returncode:
        raise RuntimeError(f"{scenario.name}, {side}: {done.stderr}")
    found = json.loads(done.stdout.splitlines()[-1])
    return [Measurement(**each) for each in found["measurements"]], [Absence(**each) for each in found["absences"]]


def main() -> None:
    """Measure, and write what was found as one line of JSON."""
    name, wanted, stub = sys.argv[1:]
    found = scenario(name)
    side: Side = next(side for side in SIDES if side == wanted)
    probe = Probe(stub, side, found.size)
    found.sides[side](probe)
    measurements, absences = map(asdict, probe.measurements), map(asdict, probe.absences)
    print(json.dumps({"measurements": list(measurements), "absences": list(absences)}))


if __name__ == "__main__":
    main()
