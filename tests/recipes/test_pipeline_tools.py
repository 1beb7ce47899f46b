"""The pipeline tools of the documentation: their own tests pass."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from ftrack_orm.sandbox import Sandbox
from tests.recipes.page import written


def test_their_tests_pass(tmp_path: Path, sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch) -> None:
    tools = written(tmp_path)
    monkeypatch.setenv("FTRACK_SERVER", sandbox.url)
    monkeypatch.setenv("FTRACK_API_USER", sandbox.api_user)
    monkeypatch.setenv("FTRACK_API_KEY", sandbox.api_key)
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", str(tools)]
    done = subprocess.run(command, cwd=tools.parent, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "2 passed" in done.stdout
