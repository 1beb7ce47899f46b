"""Run the benchmark and write `docs/benchmarks.md`: `python -m tests.benchmarks`."""

from __future__ import annotations

import argparse
import compileall
import os
import sys
import time
from pathlib import Path

from tests.benchmarks.catalogue import chosen
from tests.benchmarks.machine import conditions
from tests.benchmarks.report import document, notes, value_table
from tests.benchmarks.runner import run

__all__ = ["main"]

_ROOT = Path(__file__).parents[2]
_PAGE = _ROOT / "docs" / "benchmarks.md"


def main() -> None:
    """Measure what was asked for; a run of everything writes the page, a run of some rows prints a table."""
    arguments = _arguments()
    try:
        scenarios = chosen(arguments.only)
    except LookupError as error:
        sys.exit(str(error))
    rows = [row for scenario in scenarios for row in scenario.rows]
    load = os.getloadavg()[0] if hasattr(os, "getloadavg") else None
    _compile()
    started = time.perf_counter()
    results = run(scenarios, arguments.rounds, lambda line: print(line, file=sys.stderr, flush=True))
    print(value_table(rows, results), notes(rows, results), sep="\n\n")
    if arguments.only:
        print("\nOnly some rows were run: docs/benchmarks.md is as it was.")
    else:
        page = document(rows, results, conditions(load))
        _PAGE.write_text(page, encoding="utf-8")
        print(f"\nWritten to {_PAGE}, {time.perf_counter() - started:.0f} s.")


def _compile() -> None:
    """Leave bytecode of a checkout, as `pip` leaves it of all that it installs: no side compiles while it is timed."""
    for folder in ("ftrack_orm", "generated", "tests/benchmarks"):
        compileall.compile_dir(_ROOT / folder, quiet=2, workers=0)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks", description=__doc__)
    parser.add_argument("--rounds", type=_positive, default=5, help="most rounds of each side; medians count (5)")
    parser.add_argument("--only", action="append", default=[], metavar="ROW", help="run just this row; may be repeated")
    return parser.parse_args()


def _positive(text: str) -> int:
    number = int(text)
    if number < 1:
        raise argparse.ArgumentTypeError("at least 1")
    return number


if __name__ == "__main__":
    main()
