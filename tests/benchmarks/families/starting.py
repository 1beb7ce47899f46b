"""Starting: imports, and the way from the start of a process to the first row."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from functools import partial
from pathlib import Path

from tests.benchmarks.measurement import Results, Side
from tests.benchmarks.probe import Probe, Timing
from tests.benchmarks.row import Goal, Row, beside
from tests.benchmarks.scenario import Scenario

__all__ = ["SCENARIOS"]

_ROOT = Path(__file__).parents[3]
_BYTECODE = Path(tempfile.gettempdir(), "ftrack-orm-bench-bytecode")
"""Where Python keeps what it compiled, as it does beside an installed package: a checkout may forbid to write."""

_ENVIRONMENT = {
    **{name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"},
    "PYTHONWARNINGS": "ignore",
    "PYTHONPYCACHEPREFIX": str(_BYTECODE),
}

_FIRST_ROW: dict[Side, str] = {
    "floor": """
import json, sys, pydantic, requests
session = requests.Session()
operation = {"action": "query", "expression": "select context_type, id, name from Task offset 0 limit 500"}
answer = json.loads(session.post(sys.argv[1] + "/api", data=json.dumps([operation]).encode()).content)
print(answer[0]["data"][0]["name"], flush=True)
""",
    "ours": """
import sys
from ftrack_orm import Session, select
from ftrack_stock import Task
with Session(sys.argv[1], "bench", "key") as session:
    print(next(iter(session.query(select(Task)))).name, flush=True)
""",
    "official": """
import sys, ftrack_api
session = ftrack_api.Session(sys.argv[1], "key", "bench", auto_connect_event_hub=False, plugin_paths=[])
print(next(iter(session.query("Task")))["name"], flush=True)
""",
}

_IMPORTS: dict[Side, str] = {
    "floor": "import pydantic, requests",
    "ours": "import ftrack_orm",
    "official": "import ftrack_api",
}


def _first_row(side: Side, probe: Probe) -> None:
    url = probe.workspace(probe.size)
    _line(_FIRST_ROW[side], [url])  # leaves bytecode, and the official client's schemas, as an earlier start would have
    with probe.measure("first row", memory=False) as timing:
        _line(_FIRST_ROW[side], [url], timing)


def _line(program: str, arguments: Sequence[str] = (), timing: Timing | None = None) -> str:
    """Run a program and return its first line; its end is not timed."""
    command = [sys.executable, "-c", program, *arguments]
    with subprocess.Popen(command, cwd=_ROOT, env=_ENVIRONMENT, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        line = process.stdout.readline()
        if timing is not None:
            timing.stop()
    if not line or process.returncode:
        raise RuntimeError(f"the program ended with {process.returncode} and gave {line!r}: {program}")
    return line


_FIRST_CLASS: dict[Side, str] = {
    "floor": "from pydantic import BaseModel\nclass Model(BaseModel):\n    name: str = ''",
    "ours": "from ftrack_stock import Task",
}


def _first_class(side: Side, probe: Probe) -> None:
    _line(f"{_FIRST_CLASS[side]}\nprint(0)")  # leaves bytecode
    probe.record("first class", _import_seconds(_FIRST_CLASS[side]))


def _imports(side: Side, probe: Probe) -> None:
    _line(f"{_IMPORTS[side]}\nprint(0)")
    probe.record("import", _import_seconds(_IMPORTS[side]))
    if side == "ours":
        _line("from ftrack_stock import *\nprint(0)")
        probe.record("import models", _import_seconds("from ftrack_stock import *"))


def _import_seconds(statement: str) -> float:
    """Return the seconds that an import takes in a fresh process, its start not counted."""
    program = f"import time\nstart = time.perf_counter()\n{statement}\nprint(time.perf_counter() - start, flush=True)"
    return float(_line(program))


def _sixty_above(row: str, results: Results) -> bool | None:
    ours, floor = results.value(row, "ours"), results.value(row, "floor")
    return None if ours is None or floor is None else ours - floor <= 0.060


SCENARIOS = (
    Scenario(
        name="start",
        rows=(
            Row(
                "first row",
                "process start to the first row of a select(Task)",
                "ms",
                goals=(
                    Goal("at most 60 ms above the floor", partial(_sixty_above, "first row")),
                    beside("first row", 1.5, "at most 1.5x the official client", side="official"),
                ),
                note="The floor imports pydantic and requests and posts the same query; the official client has its "
                "schemas cached. All have their bytecode, as installed packages do.",
            ),
        ),
        sides={side: partial(_first_row, side) for side in _FIRST_ROW},
        size=500,
    ),
    Scenario(
        name="first class",
        rows=(
            Row(
                "first class",
                "first import of one class",
                "ms",
                goals=(Goal("at most 60 ms beyond Pydantic", partial(_sixty_above, "first class")),),
                note="`from ftrack_stock import Task`; the floor imports Pydantic and makes a model of one field.",
            ),
        ),
        sides={side: partial(_first_class, side) for side in _FIRST_CLASS},
    ),
    Scenario(
        name="import",
        rows=(
            Row("import", "import ftrack_orm", "ms", note="The floor imports pydantic and requests."),
            Row(
                "import models",
                "from ftrack_stock import *",
                "ms",
                note="130 classes, ftrack_orm included.",
            ),
        ),
        sides={side: partial(_imports, side) for side in _IMPORTS},
    ),
)
