"""The threat table of docs/security.md: whole, and behind each row a test that is there."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
LINES = (ROOT / "docs" / "security.md").read_text(encoding="utf-8").splitlines()
HEAD = LINES.index("| Asset | Attack | Defence | Test |")
ROWS = [[cell.strip() for cell in line.strip("|").split("|")] for line in LINES[HEAD + 2 :] if line.startswith("|")]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row[0]}: {row[1]}"[:60])
def test_each_threat_has_a_defence_and_tests_that_are_there(row: list[str]) -> None:
    assert len(row) == 4
    assert all(row)
    named = re.findall(r"`(tests/[\w/]+\.py)::(test_\w+)`", row[3])
    assert named
    assert row[3].count("`") == 2 * len(named), "a test is not named as `tests/FILE.py::test_NAME`"
    for file, name in named:
        tree = ast.parse((ROOT / file).read_text(encoding="utf-8"))
        assert name in {node.name for node in tree.body if isinstance(node, ast.FunctionDef)}, f"{file}::{name}"


def test_the_table_is_not_empty() -> None:
    assert len(ROWS) > 30
