"""`make demo` from a user's side: it ends well, shows each step, and leaves nothing behind."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]


def test_demo_shows_the_whole_job_and_leaves_nothing(tmp_path: Path) -> None:
    environment = {**os.environ, "TMPDIR": str(tmp_path), "HOME": str(tmp_path / "home"), "COLUMNS": "120"}
    environment = {name: value for name, value in environment.items() if not name.startswith("FTRACK_")}
    done = subprocess.run(
        [sys.executable, str(ROOT / "docs" / "demo" / "run.py")],
        capture_output=True,
        text=True,
        env=environment,
        timeout=240,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    for shown in (
        "class Task(TypedContext",
        'has no attribute "statuss"',
        "select name, bid, status.name",
        "-> Status 'Awaiting approval'",
        "created 4, updated 40, deleted 0: 44 operations in 1 request",
        "sh999",
    ):
        assert shown in done.stdout
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith("ftrack-orm")] == []
