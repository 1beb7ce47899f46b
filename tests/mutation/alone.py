"""Judge a part in a process in which nothing was imported yet; it is started by name, so it stands in a module."""

from __future__ import annotations

import sys
from fnmatch import fnmatch

from hypothesis import settings

from tests.mutation.judging import Judged, judge
from tests.mutation.part import Part

__all__ = ["judge_alone"]


def judge_alone(part: Part, pattern: str, workers: int) -> list[Judged]:
    """Judge the mutants of a part, or those of its files that are like a pattern; laws get few examples."""
    settings.register_profile("mutation", max_examples=12, derandomize=True, database=None, deadline=None)
    settings.load_profile("mutation")
    return judge(
        part,
        lambda mutant: not pattern or fnmatch(mutant.file, pattern),
        workers,
        lambda line: print(line, file=sys.stderr, flush=True),
    )
