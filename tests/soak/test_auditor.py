"""Faults that are left in on purpose are found by the auditor, each by its name."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.soak.audit.finding import Kind
from tests.soak.sabotage import SABOTAGES, Sabotage
from tests.soak.soaking import Soaked, soaked

pytestmark = pytest.mark.skipif(not Path("/proc/self/fd").exists(), reason="the gauges read /proc")

FOUND_AS: dict[Sabotage, Kind] = {
    "lost-write": "lost",
    "double-write": "twice",
    "orphan-file": "file without entity",
    "lost-file": "entity without file",
    "lost-event": "event lost",
    "double-event": "event twice",
    "short-export": "export",
    "leaked-handle": "handles",
    "leaked-thread": "threads",
}


@pytest.fixture(scope="module")
def sabotaged(tmp_path_factory: pytest.TempPathFactory) -> Soaked:
    """A soak with all of them at once."""
    chosen = [f"--sabotage={sabotage}" for sabotage in SABOTAGES]
    return soaked(tmp_path_factory.mktemp("sabotaged"), 3, "--processes", "1", "--pace", "0.2", "--seed", "3", *chosen)


@pytest.mark.parametrize("sabotage", SABOTAGES)
def test_auditor_finds_what_was_left_in(sabotaged: Soaked, sabotage: Sabotage) -> None:
    assert sabotaged.code == 1, sabotaged.output
    what = sabotaged.confessions[sabotage][-1]
    assert re.search(f"^- {FOUND_AS[sabotage]}: .*{re.escape(what)}", sabotaged.output, re.MULTILINE), sabotaged.output


def test_auditor_finds_nothing_else(sabotaged: Soaked) -> None:
    kinds = set(re.findall(r"^- ([a-z ]+): ", sabotaged.output, re.MULTILINE))
    assert kinds <= {*FOUND_AS.values(), "wrong answer"}, sabotaged.output
