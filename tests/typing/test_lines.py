"""Both type checkers accept every good line, and flag every bad one."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
GOOD = Path(__file__).with_name("good_lines.py")
BAD = Path(__file__).with_name("bad_lines.py")
MARKED = {number for number, line in enumerate(BAD.read_text().splitlines(), 1) if line.endswith("  # bad")}

Flagged = dict[str, dict[int, str]]
"""The flagged lines of each file, with what is said of them."""


def by_mypy() -> Flagged:
    command = [sys.executable, "-m", "mypy", "--no-error-summary", "--hide-error-context", str(GOOD), str(BAD)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 1, done.stdout + done.stderr
    found: Flagged = {}
    for file, line, message in re.findall(r"^(.+?):(\d+): error: (.+)$", done.stdout, re.MULTILINE):
        found.setdefault(Path(file).name, {})[int(line)] = message
    return found


def by_pyright(folder: Path) -> Flagged:
    """Run pyright by a configuration of its own: the project's leaves the bad lines out."""
    for file in (GOOD, BAD):
        (folder / file.name).write_text(file.read_text())
    configuration = {
        "extraPaths": [str(ROOT), str(ROOT / "codegen"), str(ROOT / "generated")],
        "pythonVersion": "3.11",
        "typeCheckingMode": "standard",
    }
    path = folder / "pyrightconfig.json"
    path.write_text(json.dumps(configuration))
    command = [sys.executable, "-m", "pyright", "--outputjson", "--pythonpath", sys.executable, "-p", str(path)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 1, done.stdout + done.stderr
    found: Flagged = {}
    for finding in json.loads(done.stdout)["generalDiagnostics"]:
        if finding["severity"] == "error":
            line = finding["range"]["start"]["line"] + 1
            found.setdefault(Path(finding["file"]).name, {})[line] = finding["message"]
    return found


@pytest.mark.parametrize("checker", ["mypy", "pyright"])
def test_bad_lines_are_flagged_and_good_ones_are_not(checker: str, tmp_path: Path) -> None:
    found = by_mypy() if checker == "mypy" else by_pyright(tmp_path)
    assert found.get(GOOD.name, {}) == {}
    flagged = found[BAD.name]
    assert sorted(flagged) == sorted(MARKED), {line: flagged.get(line) for line in MARKED ^ set(flagged)}


def test_there_are_enough_lines() -> None:
    assert GOOD.read_text().count("assert_type(") >= 40
    assert len(MARKED) >= 30
