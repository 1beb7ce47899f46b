"""`ftrack-orm shell`: what is at hand, and completion that loads nothing."""

from __future__ import annotations

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
