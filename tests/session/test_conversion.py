"""Entities as JSON and back."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any

import pytest

from ftrack_orm import Session, select
from ftrack_orm.errors import NotLoadedError, SessionError
from ftrack_orm.sandbox import Sandbox
from ftrack_orm.transport import RecordingTransport
from ftrack_stock import Shot, Status, Task


@pytest.fixture
def task(session: Session) -> Task:
    query = select(Task).load(Task.name, Task.end_date, Task.status.name, Task.notes)
    return session.query(query.where(Task.end_date != None).limit(1)).one()  # noqa: E711


def test_set_only_encodes_what_is_here_and_loads_nothing(
    session: Session, sent: RecordingTransport, task: Task
) -> None:
    requests = len(sent.requests)
    task.name = "renamed"
    data = json.loads(session.encode(task))
    assert data["name"] == "renamed"
    assert data["status"] == {"__entity_type__": "Status", "id": task.status.id}
    assert data["end_date"]["__type__"] == "datetime"
    assert isinstance(data["notes"], list)
    assert "bid" not in data
    assert len(sent.requests) == requests


def test_modified_only_encodes_changes(session: Session, task: Task) -> None:
    assert json.loads(session.encode(task, "modified_only")) == session.entity_reference(task)
    task.name = "renamed"
    assert json.loads(session.encode(task, "modified_only")) == {**session.entity_reference(task), "name": "renamed"}


def test_persisted_only_encodes_what_the_server_has(session: Session, task: Task) -> None:
    name = task.name
    task.name = "renamed"
    task.bid = 99
    data = json.loads(session.encode(task, "persisted_only"))
    assert data["name"] == name
    assert "bid" not in data
    new = Task(name="new")
    assert json.loads(session.encode(new, "persisted_only")) == session.entity_reference(new)


def test_all_loads_what_is_missing(session: Session, task: Task) -> None:
    data = json.loads(session.encode(task, "all"))
    assert {"bid", "description", "parent", "assignments", "metadata", "priority"} <= data.keys()
    assert data["parent"]["id"] == task.parent.id


def test_entities_may_be_anywhere_and_keys_are_sorted(session: Session, task: Task) -> None:
    text = session.encode({"b": [task.status], "a": datetime(2026, 1, 2, 3, 4, 5)})
    assert text.startswith('{"a": {"__type__": "datetime", "value": "2026-01-02T03:04:05"}, "b": [{')


def test_decode_merges_entities_into_the_session(session: Session, sent: RecordingTransport, task: Task) -> None:
    requests = len(sent.requests)
    text = json.dumps(
        {
            "items": [{"__entity_type__": "Task", "id": task.id, "description": "from text"}, 3],
            "when": {"__type__": "datetime", "value": "2026-01-02T03:04:05"},
            "status": {"__entity_type__": "Status", "id": task.status.id},
        }
    )
    decoded = session.decode(text)
    assert decoded["items"] == [task, 3]
    assert task.description == "from text"
    assert decoded["when"] == datetime(2026, 1, 2, 3, 4, 5)
    assert decoded["status"] is task.status
    assert session.dirty == ()
    assert len(sent.requests) == requests


def test_encode_and_decode_give_the_same_objects(session: Session, task: Task) -> None:
    assert session.decode(session.encode([task, task.status])) == [task, task.status]


def test_an_unknown_strategy_is_refused(session: Session) -> None:
    loosely: Any = session
    with pytest.raises(SessionError, match="there are all, set_only, modified_only, persisted_only"):
        loosely.encode(Status(name="x"), "some")


def test_everything_of_many_entities_is_loaded_at_once(session: Session, sent: RecordingTransport) -> None:
    tasks, shots = session.query(select(Task).limit(20)).all(), session.query(select(Shot).limit(5)).all()
    sent.requests.clear()
    data = json.loads(session.encode({"tasks": tasks, "shots": shots}, "all"))
    assert len(sent.requests) == 2
    assert all(entry["status"]["__entity_type__"] == "Status" for entry in data["tasks"])
    assert all("children" in entry for entry in data["shots"])


def test_a_session_that_does_not_load_refuses_to_encode_everything(sandbox: Sandbox) -> None:
    with Session(sandbox.url, sandbox.api_user, sandbox.api_key, lazy="raise") as session:
        task = session.query(select(Task).limit(1)).one()
        with pytest.raises(NotLoadedError):
            session.encode(task, "all")
