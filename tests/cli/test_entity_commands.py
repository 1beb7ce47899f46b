"""`get`, `set` and `delete`, with good and bad input."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import datetime

import pytest

import ftrack_stock
from ftrack_orm import Session, select
from ftrack_orm.cli.application import run
from ftrack_orm.sandbox import Sandbox
from ftrack_orm.testing import ServerAddress, build_many
from ftrack_stock import Status, Task

Output = pytest.CaptureFixture[str]


@pytest.fixture
def ftrack_seed() -> str:
    return "conformance"


@pytest.fixture
def session(ftrack_sandbox: Sandbox, ftrack_server: ServerAddress) -> Iterator[Session]:
    """A session beside the command, to see what the server holds."""
    with Session(transport=ftrack_sandbox.transport(), models=ftrack_stock) as session:
        yield session


@pytest.fixture
def task(session: Session) -> Task:
    return session.query(select(Task).order_by(Task.id).limit(1)).one()


def test_get_shows_the_asked_attributes(task: Task, capsys: Output) -> None:
    assert run(["get", "Task", task.id, "name", "status.name"]) == 0
    assert capsys.readouterr().out.splitlines() == [
        "attribute\tvalue",
        f"name\t{task.name}",
        f"status.name\t{task.status.name}",
    ]


def test_get_shows_all_plain_attributes_and_json_has_types(task: Task, capsys: Output) -> None:
    assert run(["get", "Task", task.id, "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["__entity_type__"] == "Task"
    assert told["id"] == task.id
    assert told["bid"] == task.bid
    assert told["name"] == task.name


def test_get_reads_links_collections_and_mappings(task: Task, capsys: Output) -> None:
    assert run(["get", "Task", task.id, "status", "assignments.resource.username", "custom_attributes", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["status"]["__entity_type__"] == "Status"
    assert isinstance(told["assignments.resource.username"], list)
    assert told["custom_attributes"]["customNumber"] == 0


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["get", "Tsk", "1"], "unknown entity type 'Tsk', did you mean 'Task'?"),
        (["get", "Task", "nobody"], "there is no Task with the key 'nobody'"),
        (["get", "Metadata", "one"], "the key of Metadata is parent_id, key; got 1 values"),
        (["delete", "Task", "nobody", "--yes"], "there is no Task with the key 'nobody'"),
        (["set", "Task", "nobody", "name=x", "--yes"], "there is no Task with the key 'nobody'"),
        (["get", "SiteOwnThing", "1"], "`ftrack-orm generate`"),
    ],
)
@pytest.mark.usefixtures("ftrack_server")
def test_what_is_not_there_is_told_in_one_line(arguments: list[str], told: str, capsys: Output) -> None:
    assert run(arguments) == 1
    error = capsys.readouterr().err
    assert told in error
    assert error.count("\n") == 1


def test_get_refuses_an_unknown_attribute_with_a_caret(task: Task, capsys: Output) -> None:
    assert run(["get", "Task", task.id, "nme"]) == 1
    assert "did you mean 'name'?" in capsys.readouterr().err


def test_set_shows_the_plan_and_sends_it(task: Task, session: Session, capsys: Output) -> None:
    status = session.query(select(Status).where(Status.name == "Approved")).one()
    values = ["status=Approved", "bid=3600", "end_date=2026-03-01", "description=a=b", "metadata.client=acme"]
    assert run(["set", "Task", task.id, *values, "custom_attributes.customNumber=7", "--yes"]) == 0
    captured = capsys.readouterr()
    assert "-> Status 'Approved'" in captured.err
    assert captured.out == "1 created, 2 updated\n"
    session.refresh(task, Task.status, Task.bid, Task.end_date, Task.description)
    assert task.status is status
    assert (task.bid, task.end_date, task.description) == (3600, datetime(2026, 3, 1), "a=b")
    assert dict(task.metadata)["client"] == "acme"
    assert task.custom_attributes["customNumber"] == 7


def test_set_takes_ids_for_links_and_clears(task: Task, session: Session) -> None:
    status = session.query(select(Status).where(Status.name == "Approved")).one()
    assert run(["set", "Task", task.id, f"status={status.id}", "--clear", "description", "--yes"]) == 0
    session.refresh(task, Task.status, Task.description)
    assert task.status is status
    assert not task.description


def test_dry_run_sends_nothing_and_json_tells_the_operations(task: Task, session: Session, capsys: Output) -> None:
    assert run(["set", "Task", task.id, "name=other", "--dry-run", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["done"] is False
    assert [(one["action"], one["entity_type"], one["data"]["name"]) for one in told["operations"]] == [
        ("update", "Task", "other")
    ]
    name = task.name
    session.refresh(task, Task.name)
    assert task.name == name


def test_value_that_is_there_already_leaves_nothing_to_send(task: Task, capsys: Output) -> None:
    assert run(["set", "Task", task.id, f"name={task.name}"]) == 0
    assert capsys.readouterr().err == "nothing to commit\n"


@pytest.mark.parametrize(
    ("value", "told"),
    [
        ("bid=much", "Task.bid takes a number, got 'much'"),
        ("bid=inf", "Task.bid takes a number"),
        ("end_date=tomorrow", "Task.end_date takes an ISO date"),
        ("status=Aproved", "Task.status takes a Status; none has the key or name 'Aproved'"),
        ("nme=x", "unknown attribute 'nme' on Task, did you mean 'name'?"),
        ("time_logged=3", "the server computes it"),
        ("assignments=ada", "is a collection"),
        ("metadata=x", "name a key of it"),
        ("status.name=x", "belongs to another entity"),
        ("custom_attributes.customNumbr=3", "customNumber"),
        ("custom_attributes.customNumber=x", "takes a number, got 'x'"),
    ],
)
def test_set_refuses_what_does_not_fit_and_sends_nothing(task: Task, value: str, told: str, capsys: Output) -> None:
    assert run(["set", "Task", task.id, "description=changed", value, "--yes"]) == 1
    assert told in capsys.readouterr().err
    assert run(["get", "Task", task.id, "description", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["description"] != "changed"


def test_name_that_several_have_asks_for_the_key(task: Task, session: Session, capsys: Output) -> None:
    for name in ("one", "two"):
        other = ftrack_stock.Shot(name="twin", parent=task.project, project=task.project, description=name)
        session.add(other)
    session.commit()
    assert run(["set", "Task", task.id, "parent=twin", "--yes"]) == 1
    assert "several are called 'twin'; give the key of one" in capsys.readouterr().err


@pytest.mark.parametrize("arguments", [[], ["name"], ["=x"]])
def test_set_without_values_is_a_wrong_use(task: Task, arguments: list[str], capsys: Output) -> None:
    assert run(["set", "Task", task.id, *arguments]) == 2
    assert "ATTR=VALUE" in capsys.readouterr().err


@pytest.mark.parametrize("command", ["set", "delete"])
def test_without_a_terminal_nothing_is_sent_unless_it_was_said(task: Task, command: str, capsys: Output) -> None:
    values = ["name=other"] if command == "set" else []
    assert run([command, "Task", task.id, *values]) == 2
    error = capsys.readouterr().err
    assert task.id not in error.splitlines()[0]
    assert "--yes" in error
    assert run(["get", "Task", task.id, "name", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["name"] == task.name


def test_delete_deletes_all_or_none(session: Session, capsys: Output) -> None:
    first, second = build_many(Task, 2)
    session.add_all([first, second])
    session.commit()
    assert run(["delete", "Task", first.id, "nobody", "--yes"]) == 1
    assert run(["get", "Task", first.id]) == 0
    capsys.readouterr()
    assert run(["delete", "Task", first.id, second.id, first.id, "--yes", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["done"] is True
    assert [one["action"] for one in told["operations"]] == ["delete", "delete"]
    assert run(["get", "Task", first.id]) == 1


def test_refusal_of_the_server_is_told_without_a_traceback(
    task: Task, ftrack_sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch, capsys: Output
) -> None:
    reader = ftrack_sandbox.add_user("onlooker", roles=["Reader"])
    monkeypatch.setenv("FTRACK_API_USER", reader.user)
    monkeypatch.setenv("FTRACK_API_KEY", reader.key)
    assert run(["set", "Task", task.id, "name=other", "--yes"]) == 1
    captured = capsys.readouterr()
    assert "was refused" in captured.err
    assert "Traceback" not in captured.err
    assert reader.key not in captured.out + captured.err
