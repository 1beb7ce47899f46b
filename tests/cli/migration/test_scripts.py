"""Ten scripts as studios have them run on the sandbox before and after, with the same effect."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

import ftrack_stock
from ftrack_orm import Session
from ftrack_orm.cli.application import run
from ftrack_orm.cli.migration import migrate
from ftrack_orm.sandbox import Sandbox
from ftrack_orm.schema.stock import stock_schema

SCRIPTS = sorted(Path(__file__).with_name("scripts").glob("*.py"))

EFFECTS = {
    "Shot": "select name, description, parent.name from Shot",
    "Sequence": "select name, parent.name from Sequence",
    "Task": "select name, parent.name, status.name, bid, start_date, end_date from Task",
    "AssetVersion": "select asset.name, asset.parent.name, version, comment, task.name from AssetVersion",
    "Metadata": "select key, value from Metadata",
    "Note": "select content, author.username, in_reply_to.content from Note",
    "Appointment": "select resource.id, context.id, type from Appointment",
}


def executed(text: str, folder: Path) -> tuple[str, dict[str, list[str]]]:
    """Run a script on a sandbox of its own; gives what it printed, and what is in the workspace afterwards."""
    script = folder / "script.py"
    script.write_text(text, encoding="utf-8")
    with Sandbox() as sandbox:
        settings = {
            "FTRACK_SERVER": sandbox.url,
            "FTRACK_API_USER": sandbox.api_user,
            "FTRACK_API_KEY": sandbox.api_key,
        }
        command = [sys.executable, "-W", "ignore", str(script)]  # the official client uses what Python deprecates
        done = subprocess.run(command, env=os.environ | settings, capture_output=True, text=True, timeout=60)
        assert done.returncode == 0, done.stderr
        with Session(sandbox.url, sandbox.api_user, sandbox.api_key, models=ftrack_stock) as session:
            left = {
                kind: sorted(str(sorted(row.items())) for row in session.query(query).rows())
                for kind, query in EFFECTS.items()
            }
    return done.stdout, left


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda path: path.stem)
def test_a_migrated_script_has_the_same_effect(script: Path, tmp_path: Path) -> None:
    text = script.read_text(encoding="utf-8")
    migration = migrate(text, stock_schema())
    assert "ftrack_api" not in migration.after, migration.after
    assert executed(migration.after, tmp_path) == executed(text, tmp_path)


def test_there_are_ten_scripts() -> None:
    assert len(SCRIPTS) == 10


def test_the_command_shows_a_diff_and_changes_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "script.py"
    path.write_text(SCRIPTS[0].read_text(encoding="utf-8"), encoding="utf-8")
    assert run(["migrate", str(tmp_path)]) == 0
    told = capsys.readouterr()
    assert "+from ftrack_orm import Session" in told.out
    assert told.err.endswith("1 file to change, 0 places to look at\n")
    assert path.read_bytes() == SCRIPTS[0].read_bytes()


def test_the_command_changes_files_when_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for script in SCRIPTS:
        (tmp_path / script.name).write_bytes(script.read_bytes())
    assert run(["migrate", str(tmp_path), "--write"]) == 0
    assert capsys.readouterr().err.endswith("10 files changed, 2 places to look at\n")
    assert all("ftrack_api" not in path.read_text(encoding="utf-8") for path in tmp_path.glob("*.py"))
    assert run(["migrate", str(tmp_path)]) == 0
    assert capsys.readouterr().err == "0 files to change, 0 places to look at\n"


def test_what_is_no_python_is_left_alone(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "old.py").write_text("import ftrack_api\nprint 'hello'\n", encoding="utf-8")
    assert run(["migrate", str(tmp_path), "--write"]) == 0
    assert "left alone, it is no Python" in capsys.readouterr().err
