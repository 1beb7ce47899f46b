"""The pipeline tools of the documentation: typed without a cast, and their own tests pass."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from ftrack_orm.sandbox import Sandbox

ROOT = Path(__file__).parents[2]


@pytest.fixture
def tools(tmp_path: Path) -> Path:
    """All blocks of the page, as one module of tests."""
    page = (ROOT / "docs" / "recipes.md").read_text(encoding="utf-8")
    blocks = re.findall(r"^```python\n(.*?)^```", page, re.MULTILINE | re.DOTALL)
    module = tmp_path / "test_tools.py"
    module.write_text("from __future__ import annotations\n\n" + "\n\n".join(blocks), encoding="utf-8")
    return module


@pytest.mark.parametrize("checker", [["mypy", "--strict"], ["pyright"]], ids=lambda checker: str(checker[0]))
def test_type_checkers_have_nothing_to_say(tools: Path, checker: list[str]) -> None:
    name, *options = checker
    if name == "pyright":
        options = ["--pythonpath", sys.executable]
    command = [sys.executable, "-m", name, *options, str(tools)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_their_tests_pass(tools: Path, sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FTRACK_SERVER", sandbox.url)
    monkeypatch.setenv("FTRACK_API_USER", sandbox.api_user)
    monkeypatch.setenv("FTRACK_API_KEY", sandbox.api_key)
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", str(tools)]
    done = subprocess.run(command, cwd=tools.parent, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "2 passed" in done.stdout
