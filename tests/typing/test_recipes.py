"""The pipeline tools of the documentation are typed without a cast."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.recipes.page import ROOT, written


@pytest.mark.parametrize("checker", [["mypy", "--strict"], ["pyright"]], ids=lambda checker: str(checker[0]))
def test_type_checkers_have_nothing_to_say(tmp_path: Path, checker: list[str]) -> None:
    name, *options = checker
    if name == "pyright":
        options = ["--pythonpath", sys.executable]
    command = [sys.executable, "-m", name, *options, str(written(tmp_path))]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
