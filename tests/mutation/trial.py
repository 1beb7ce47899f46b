"""Try one mutant, in a fork that is thrown away afterwards."""

from __future__ import annotations

import signal
import time
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import _lru_cache_wrapper
from types import FunctionType
from typing import Any

import pytest
from _pytest.runner import runtestprotocol

from tests.mutation.exchange import caches_of, exchange, forget_tests, functions_of, import_mutated
from tests.mutation.mutant import Mutant
from tests.mutation.tracing import Line, lines_run
from tests.mutation.workspace import InProcess, held_sandbox

__all__ = [
    "Imported",
    "Reach",
    "Verdict",
    "reach_of",
    "run_anew",
    "run_collected_anew",
    "run_exchanged",
    "use_workspace",
]

ARGUMENTS = ["-q", "-x", "-s", "-p", "no:cacheprovider", "-p", "ftrack_orm.testing.plugin", "--no-header"]
"""Of each run of pytest: nothing is kept, nothing is captured."""

Verdict = str | None
"""The test that noticed a mutant; None where none did."""


@dataclass(frozen=True, slots=True)
class Reach:
    """What a test runs of the mutated files, where they are as they should be."""

    passed: bool
    seconds: float
    lines: frozenset[Line]

    @property
    def files(self) -> set[str]:
        """The files that it runs something of."""
        return {file for file, _ in self.lines}


@dataclass(frozen=True, slots=True)
class Imported:
    """What the import of some files made."""

    functions: list[FunctionType]
    caches: list[_lru_cache_wrapper[Any]]

    @classmethod
    def of(cls, files: set[str]) -> Imported:
        """Look through all objects; not those that the garbage collector was told to leave alone."""
        return cls(functions_of(files), caches_of(files))

    def within(self, file: str) -> Imported:
        """Return the functions of one file, and all caches."""
        return Imported([each for each in self.functions if each.__code__.co_filename == file], self.caches)


def reach_of(item: pytest.Item, files: Collection[str]) -> Reach:
    """Run a test, and see what it reaches."""
    begun = time.process_time()
    with lines_run(files) as found:
        passed = _passes(item, None)
    return Reach(passed, time.process_time() - begun, frozenset(found))


def run_exchanged(mutant: Mutant, imported: Imported, items: Sequence[tuple[pytest.Item, float]]) -> Verdict:
    """Return the first of these tests that notices the mutant, in the modules as they were imported.

    Each comes with the seconds of processor time that it took without a mutant; one that takes far longer ends the
    process.
    """
    exchange(mutant, imported.functions, imported.caches)
    following = (*(item for item, _ in items[1:]), None)
    for (item, seconds), after in zip(items, following, strict=True):
        signal.setitimer(signal.ITIMER_PROF, 1 + 5 * seconds)
        if not _passes(item, after):
            return item.nodeid
    return None


def run_anew(mutant: Mutant, modules: Sequence[str], left_out: Collection[str]) -> Verdict:
    """Return what notices the mutant when the project is imported anew with it, and all tests of some modules run."""
    import_mutated(mutant)
    held_sandbox.cache_clear()
    return run_collected_anew(modules, left_out)


def run_collected_anew(modules: Sequence[str], left_out: Collection[str]) -> Verdict:
    """Return what notices a mutant that was exchanged when test modules are imported anew, and all their tests run."""
    forget_tests()
    signal.setitimer(signal.ITIMER_PROF, 20)
    seen = _Seen(left_out)
    status = pytest.main([*ARGUMENTS, *modules], plugins=[seen])
    passed = status in (pytest.ExitCode.OK, pytest.ExitCode.NO_TESTS_COLLECTED)
    return None if passed else seen.failed or "the import"


def use_workspace(collector: pytest.Collector) -> None:
    """Let a test module have the fixtures of a sandbox in this process, not those of `tests/conftest.py`."""
    collector.session._fixturemanager.parsefactories(holder=InProcess(), node=collector)


class _Seen:
    """A plugin that leaves out what cannot be used, and remembers what failed."""

    def __init__(self, left_out: Collection[str]) -> None:
        self.failed: Verdict = None
        self._left_out = left_out

    def pytest_collectstart(self, collector: pytest.Collector) -> None:
        """Use the workspace of this process."""
        if isinstance(collector, pytest.Module):
            use_workspace(collector)

    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        """Leave out what did not pass without a mutant, or takes long."""
        items[:] = [item for item in items if item.nodeid not in self._left_out]

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Remember the first failure."""
        if report.failed and self.failed is None:
            self.failed = report.nodeid


def _passes(item: pytest.Item, following: pytest.Item | None) -> bool:
    return not any(report.failed for report in runtestprotocol(item, log=False, nextitem=following))
