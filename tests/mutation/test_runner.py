"""The runner of mutants: what it makes, how it puts a mutant in place, and that nothing is written anywhere."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

import pytest

from ftrack_orm.query import literal as module
from ftrack_orm.query.literal import escape_like
from tests.mutation.equivalents import Equivalents
from tests.mutation.exchange import caches_of, exchange, functions_of
from tests.mutation.forks import Job, Lost, in_forks
from tests.mutation.judging import Judged
from tests.mutation.making import mutants_of
from tests.mutation.mutant import Mutant
from tests.mutation.part import PARTS, ROOT
from tests.mutation.report import Figures, table
from tests.page_section import write_section

LITERAL = ROOT / "ftrack_orm" / "query" / "literal.py"

SOURCE = '''
"""A module."""
from __future__ import annotations
from typing import TYPE_CHECKING, cast

__all__ = ["Thing"]

if TYPE_CHECKING:
    def stated(x): return x + 1
else:
    def real(x): return x + 1

class Thing:
    @property
    def size(self) -> int:
        """Its size."""
        match self.kind:
            case "a":
                return 1
            case _:
                return cast("int", 2)
'''


def test_every_function_is_mutated_and_nothing_that_is_for_type_checkers(tmp_path: Path) -> None:
    path = tmp_path / "thing.py"
    path.write_text(SOURCE)
    made = mutants_of(path, tmp_path)
    assert {(one.function, one.before, one.after) for one in made} == {
        ("real", "def real(x): return x + 1", "def real(x): return x - 1"),
        ("real", "def real(x): return x + 1", "def real(x): return x + 2"),
        ("Thing.size", "match self.kind", 'match self.kind without case "a"'),
        ("Thing.size", "match self.kind", "match self.kind without case _"),
        ("Thing.size", 'case "a":', 'case "XXaXX":'),
        ("Thing.size", 'case "a":', 'case "A":'),
        ("Thing.size", "return 1", "return 2"),
    }
    for one in made:
        compile(one.applied(SOURCE), "thing.py", "exec")
        assert one.applied(SOURCE) != SOURCE


def test_each_part_has_files_with_mutants() -> None:
    for part in PARTS:
        assert all((ROOT / test).exists() for test in part.tests)
        assert part.paths()


def _try(mutant: Mutant) -> object:
    exchange(mutant, functions_of({str(LITERAL)}), caches_of({str(LITERAL)}))
    return escape_like("a_b"), module.escape_like("a_b")


def test_a_mutant_runs_wherever_its_function_was_imported_to_and_only_in_its_fork() -> None:
    source = LITERAL.read_text(encoding="utf-8")
    chosen = [one for one in mutants_of(LITERAL, ROOT) if one.after.endswith('"XX\\\\_XX")')]
    results = list(in_forks([Job(one, lambda one=one: _try(one), 20) for one in chosen], 1))  # type: ignore[misc]  # bound early
    assert [result for _, result in results] == [("aXX\\_XXb", "aXX\\_XXb")]
    assert module.escape_like("a_b") == "a\\_b"
    assert LITERAL.read_text(encoding="utf-8") == source


def test_a_fork_that_runs_without_end_is_ended() -> None:
    def endless() -> None:
        while True:
            pass

    def failing() -> None:
        raise ValueError

    results = dict(in_forks([Job("endless", endless, 0.1), Job("failing", failing, 5), Job("good", time.time, 5)], 2))
    assert results["endless"] == Lost(too_long=True)
    assert results["failing"] == Lost(too_long=False)
    assert isinstance(results["good"], float)


def mutant(after: str) -> Mutant:
    return Mutant("a.py", "f", (1, 1), 0, 1, "x", "return 1", after)


def test_equivalent_mutants_are_left_out_of_the_score_and_held_against_what_is_found(tmp_path: Path) -> None:
    record = tmp_path / "equivalent.toml"
    record.write_text(
        '[[equivalent]]\nfile = "a.py"\nfunction = "f"\nbefore = "return 1"\nafter = ["a", "b", "gone"]\nreason = "r"\n'
    )
    equivalents = Equivalents.load(record)
    judged = [
        Judged(mutant("a"), "survived"),
        Judged(mutant("b"), "killed", "test_b"),
        Judged(mutant("c"), "timeout"),
        Judged(mutant("d"), "unreached"),
        Judged(mutant("e"), "invalid"),
    ]
    figures = Figures.of(judged, equivalents)
    assert (figures.killed, figures.timeouts, figures.equivalent, len(figures.survived)) == (1, 1, 1, 1)
    assert figures.mutants == 4
    assert figures.score == pytest.approx(2 / 3)
    noticed, stale = equivalents.mistakes(judged)
    assert "test_b notices it" in noticed
    assert "'gone'" in stale
    assert "| 4 | 1 | 1 | 1 | 1 | 66.6 % |" in table({PARTS[0]: figures})


def test_the_page_is_written_between_its_markers_alone(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text("before\n<!-- mutation:begin -->\nold\n<!-- mutation:end -->\nafter\n")
    assert write_section(page, "mutation", "new")
    assert page.read_text() == "before\n<!-- mutation:begin -->\nnew\n<!-- mutation:end -->\nafter\n"
    page.write_text("nothing")
    assert not write_section(page, "mutation", "new")
    assert page.read_text() == "nothing"


def test_an_unknown_part_is_refused_by_name() -> None:
    run = subprocess.run(
        [sys.executable, "-m", "tests.mutation", "--only", "nothing"], cwd=ROOT, capture_output=True, text=True
    )
    assert run.returncode == 2
    assert "compiler" in run.stderr
