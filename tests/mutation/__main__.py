"""Try the mutants and write the figures to `docs/reliability.md`: `python -m tests.mutation`."""

from __future__ import annotations

import argparse
import os
import sys
import time
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context

from tests.mutation.alone import judge_alone
from tests.mutation.equivalents import Equivalents
from tests.mutation.judging import Judged
from tests.mutation.part import PARTS, Part
from tests.mutation.report import Figures, table
from tests.page_section import RELIABILITY, write_section

__all__ = ["main"]

LEAST = 0.9
"""The score below which a run fails."""

_FEW = {"FTRACK_ORM_ORACLE_EXAMPLES": "12", "FTRACK_ORM_EXAMPLES": "2", "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"}


def main() -> None:
    """Try what was asked for; a run of whole parts writes the page, that of some files prints alone."""
    arguments = _arguments()
    parts = [part for part in PARTS if not arguments.only or part.name in arguments.only]
    equivalents = Equivalents.load()
    figures: dict[Part, Figures] = {}
    mistakes: list[str] = []
    begun = time.monotonic()
    for part in parts:
        judged = _in_a_process_of_its_own(part, arguments.file, arguments.workers)
        figures[part] = Figures.of(judged, equivalents)
        mistakes += equivalents.mistakes(judged)
        for one in figures[part].survived:
            print(f"{one.outcome}: {one.mutant}")
    print(*mistakes, table(figures), f"{(time.monotonic() - begun) / 60:.0f} minutes", sep="\n")
    if len(parts) == len(PARTS) and not arguments.file:
        written = write_section(RELIABILITY, "mutation", table(figures))
        print(f"Written to {RELIABILITY}." if written else f"{RELIABILITY} has no place for it.")
    sys.exit(1 if mistakes or any(of.score < LEAST for of in figures.values()) else 0)


def _in_a_process_of_its_own(part: Part, pattern: str, workers: int) -> list[Judged]:
    """Judge a part where nothing was imported yet."""
    os.environ.update(_FEW)
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as executor:
        return executor.submit(judge_alone, part, pattern, workers).result()


def _arguments(given: Sequence[str] | None = None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.mutation", description=__doc__)
    names = [part.name for part in PARTS]
    parser.add_argument("--only", action="append", choices=names, metavar="PART", help=f"one of {', '.join(names)}")
    parser.add_argument("--file", default="", metavar="PATTERN", help="only files like this: '*/query/literal.py'")
    parser.add_argument("--workers", type=int, default=2, help="forks at a time (2)")
    return parser.parse_args(given)


if __name__ == "__main__":
    main()
