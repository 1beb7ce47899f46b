"""`ftrack-orm shell`: what is at hand, and completion that loads nothing."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

import ftrack_stock
from ftrack_orm import Session, select
from ftrack_orm.cli.application import run
from ftrack_orm.cli.shell.completion import QuietCompleter
from ftrack_orm.cli.shell.namespace import namespace
from ftrack_orm.sandbox import Sandbox
from ftrack_orm.testing import Sent
from ftrack_stock import Task


@pytest.fixture
def sending(ftrack_sandbox: Sandbox) -> Sent:
    return Sent(ftrack_sandbox.transport())


def test_every_entity_class_is_at_hand(sending: Sent) -> None:
    with Session(transport=sending, models=ftrack_stock) as session:
        names = namespace(session, ftrack_stock)
    assert names["Task"] is Task
    assert {"session", "select", "and_", "or_", "not_", "Project", "AssetVersion"} <= names.keys()


def completed(completer: QuietCompleter, text: str) -> list[str]:
    found: list[str] = []
    while (match := completer.complete(text, len(found))) is not None:
        found.append(match)
    return found


def test_completion_sends_nothing(sending: Sent) -> None:
    with Session(transport=sending, models=ftrack_stock) as session:
        names = namespace(session, ftrack_stock)
        names["task"] = session.query(select(Task).load(Task.name, Task.type.name).limit(1)).one()
        count = len(sending.requests)
        completer = QuietCompleter(names, session)
        assert {"task.status", "task.status_id"} <= set(completed(completer, "task.stat"))
        assert "task.type.name" in completed(completer, "task.type.na")
        assert completed(completer, "task.status.na") == []
        assert "Task.status.name" in completed(completer, "Task.status.na")
        assert "session.query(" in completed(completer, "session.que") or "session.query" in completed(
            completer, "session.que"
        )
        assert completed(completer, "nobody.x") == []
        assert len(sending.requests) == count


@pytest.mark.parametrize(
    ("arguments", "status", "told"),
    [
        (["shell", "--sandbox", "--url", "x"], 2, "exclude each other"),
        (["shell", "--sandbox", "--seed", "nonsense"], 1, "nonsense"),
        (["shell", "--models", "no_such_package", "--sandbox"], 1, "no_such_package"),
    ],
)
def test_what_cannot_be_right_is_told(
    arguments: list[str], status: int, told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(arguments) == status
    assert told in capsys.readouterr().err


@pytest.mark.parametrize("options", [["--plain"], []], ids=["python", "ipython"])
def test_what_the_library_refuses_is_told_in_a_line_and_what_fails_in_a_function_with_its_frames(
    options: list[str], tmp_path: Path
) -> None:
    typed = 'session.query("Tusk")\ndef mine(): session.query("Tisk")\n\nmine()\nexit()\n'
    done = subprocess.run(
        [sys.executable, "-m", "ftrack_orm.cli", "shell", "--sandbox", *options],
        input=typed,
        env={**os.environ, "IPYTHONDIR": str(tmp_path), "NO_COLOR": "1"},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    told = re.sub(r"\x1b\[[0-9;]*m", "", done.stdout + done.stderr)
    assert (
        "QueryCheckError: error: unknown entity type 'Tusk', did you mean 'Task'? (line 1, column 1)\n  Tusk\n" in told
    )
    assert told.count("Traceback") == 1
    assert "in mine" in told.partition("Traceback")[2]
