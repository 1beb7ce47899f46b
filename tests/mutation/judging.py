"""Judge the mutants of one part: a plugin of pytest that runs mutants where pytest would run tests."""

from __future__ import annotations

import gc
import importlib
import os
from collections import defaultdict
from collections.abc import Callable, Generator
from contextlib import ExitStack
from dataclasses import dataclass
from functools import partial
from itertools import accumulate
from pathlib import Path
from typing import Any, Literal, TypeAlias

import pytest

from tests.mutation.forks import Job, Lost, in_forks
from tests.mutation.making import mutants_of
from tests.mutation.mutant import Mutant
from tests.mutation.part import ROOT, Part
from tests.mutation.tracing import Line, lines_run
from tests.mutation.trial import (
    ARGUMENTS,
    Imported,
    Reach,
    Verdict,
    reach_of,
    run_anew,
    run_collected_anew,
    run_exchanged,
    use_workspace,
)
from tests.mutation.workspace import held_sandbox

__all__ = ["Judged", "Outcome", "judge"]

Outcome: TypeAlias = Literal["killed", "timeout", "survived", "unreached", "invalid"]

_FEW = 3
"""Where fewer tests than these run lines that also run at import, the mutant is imported anew: that takes seconds."""

_ENOUGH = 5.0
"""Seconds of processor time for the tests of one mutant."""

_LONGEST = 1.5
"""Seconds of processor time; tests that take longer, traced and without anything warm, are left out."""


@dataclass(frozen=True, slots=True)
class Judged:
    """A mutant and what became of it; `by` is the test that noticed it."""

    mutant: Mutant
    outcome: Outcome
    by: Verdict = None


def judge(part: Part, chosen: Callable[[Mutant], bool], workers: int, told: Callable[[str], None]) -> list[Judged]:
    """Try the mutants of a part that are chosen; progress is told line by line.

    Raises:
        RuntimeError: The tests could not be collected.
    """
    judging = _Judging(part, chosen, workers, told)
    os.chdir(ROOT)
    with judging.importing:
        status = pytest.main([*ARGUMENTS, *part.tests], plugins=[judging])
    if status is not pytest.ExitCode.OK:
        raise RuntimeError(f"the tests of {part.name} cannot be collected: pytest ended with {status!r}")
    return judging.judged


class _Judging:
    def __init__(
        self,
        part: Part,
        chosen: Callable[[Mutant], bool],
        workers: int,
        told: Callable[[str], None],
    ) -> None:
        self.judged: list[Judged] = []
        self._part = part
        self._files = {str(path) for path in part.paths()}
        self.importing: ExitStack = ExitStack()
        """Sees what the import of the project runs, until the tests are collected."""
        self._at_import: set[Line] = self.importing.enter_context(lines_run(self._files))
        self._chosen = chosen
        self._workers = workers
        self._told = told
        self._collecting: dict[str, set[Line]] = {}
        """By test module the lines that its import runs."""
        self._reaches: dict[str, Reach] = {}
        self._left_out: set[str] = set()
        self._by_line: dict[Line, set[str]] = defaultdict(set)
        self._killers: dict[tuple[str, str], list[str]] = defaultdict(list)

    @pytest.hookimpl(tryfirst=True)
    def pytest_collection(self) -> None:
        """See what the import of the project runs; much of it is imported already, by `conftest.py`."""
        with self.importing:
            importlib.import_module("ftrack_stock")
            for path in self._part.paths():
                importlib.import_module(".".join(path.relative_to(ROOT).with_suffix("").parts))

    @pytest.hookimpl(wrapper=True)
    def pytest_make_collect_report(self, collector: pytest.Collector) -> Generator[None, Any, Any]:
        """See what the import of a test module runs; its fixtures are those of a workspace in this process."""
        if not isinstance(collector, pytest.Module):
            return (yield)
        use_workspace(collector)
        with lines_run(self._files) as found:
            report = yield
        self._collecting[collector.nodeid] = found
        return report

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """Judge all mutants, instead of running the tests."""
        held_sandbox()
        imported = Imported.of(self._files)
        gc.collect()
        gc.freeze()
        items = {item.nodeid: item for item in session.items}
        self._measure(items)
        mutants = [
            one for path in self._part.paths() for one in mutants_of(path, ROOT) if one.function and self._chosen(one)
        ]
        self._told(f"{self._part.name}: {len(mutants)} mutants, {len(self._reaches)} of {len(items)} tests")
        jobs = (self._job(mutant, items, imported) for mutant in mutants)
        for number, (mutant, result) in enumerate(in_forks(jobs, self._workers), 1):
            self._take(mutant, result)
            if self.judged[-1].outcome in ("survived", "unreached"):
                self._told(f"{number} of {len(mutants)}: {self.judged[-1].outcome}: {mutant}")
            elif number % 100 == 0:
                self._told(f"{number} of {len(mutants)}")
        self.judged.sort(key=lambda one: mutants.index(one.mutant))
        return True

    def _measure(self, items: dict[str, pytest.Item]) -> None:
        """See which test reaches what; each in a fork of its own, so that nothing was remembered before it."""
        jobs = (Job(name, partial(reach_of, item, self._files), 4) for name, item in items.items())
        for name, reach in in_forks(jobs, self._workers):
            if isinstance(reach, Reach) and reach.passed and reach.seconds <= _LONGEST:
                self._reaches[name] = reach
                for line in reach.lines:
                    self._by_line[line].add(name)
            else:
                self._left_out.add(name)
        if self._left_out:
            names = sorted({name.split("[")[0] for name in self._left_out})
            self._told(f"{self._part.name}: left out, slow or in need of a server: {', '.join(names)}")

    def _job(self, mutant: Mutant, items: dict[str, pytest.Item], imported: Imported) -> Job[Mutant]:
        path = str(ROOT / mutant.file)
        lines = {(path, line) for line in range(mutant.lines[0], mutant.lines[1] + 1)}
        names = {name for line in lines for name in self._by_line.get(line, ())}
        known = self._killers[mutant.file, mutant.function]
        order = {name: place for place, name in enumerate(known[::-1])}
        own = f"test_{Path(path).stem}.py::"
        chosen = sorted(
            names, key=lambda name: (order.get(name, len(order)), own not in name, self._reaches[name].seconds, name)
        )
        chosen = self._affordable(chosen)
        building = [module for module, found in self._collecting.items() if not lines.isdisjoint(found)]
        early = building or not lines.isdisjoint(self._at_import)
        anew = self._modules(path) if early and len(chosen) < _FEW else []
        seconds = 5 + 4 * sum(self._reaches[name].seconds for name in chosen) + (60 if building or anew else 0)
        tests = [(items[name], self._reaches[name].seconds) for name in chosen]
        run = partial(_try, mutant, imported.within(path), tests, building, anew, frozenset(self._left_out))
        return Job(mutant, run, seconds)

    def _affordable(self, names: list[str]) -> list[str]:
        """Return the first of these tests, until enough time is spent: what the others notice counts as survived."""
        spent = list(accumulate(self._reaches[name].seconds for name in names))
        return [name for name, seconds in zip(names, [0.0, *spent], strict=False) if seconds < _ENOUGH]

    def _modules(self, path: str) -> list[str]:
        """Return the test modules that reach a file, the quickest first: what is made at import is shared by all."""
        seconds: dict[str, float] = defaultdict(float)
        for name, reach in self._reaches.items():
            if path in reach.files:
                seconds[name.split("::")[0]] += reach.seconds
        return sorted(seconds, key=lambda module: seconds[module])

    def _take(self, mutant: Mutant, result: Any) -> None:
        outcome: Outcome
        if isinstance(result, Lost):
            outcome, by = "timeout" if result.too_long else "killed", None
        else:
            outcome, by = result
        if by in self._reaches:
            known = self._killers[mutant.file, mutant.function]
            if by in known:
                known.remove(by)
            known.append(by)
        self.judged.append(Judged(mutant, outcome, by))


def _try(
    mutant: Mutant,
    imported: Imported,
    items: list[tuple[pytest.Item, float]],
    building: list[str],
    anew: list[str],
    left_out: frozenset[str],
) -> tuple[Outcome, Verdict]:
    """Try what costs least first: the tests as they are, then those that build something at import, then anew."""
    if not (items or building or anew):
        return "unreached", None
    try:
        by = run_exchanged(mutant, imported, items)
    except SyntaxError:
        return "invalid", None
    if by is None and building:
        by = run_collected_anew(building, left_out)
    if by is None and anew:
        by = run_anew(mutant, anew, left_out)
    return ("survived" if by is None else "killed"), by
