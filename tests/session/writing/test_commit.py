"""Tracking changes and sending them as one batch."""

from __future__ import annotations

from typing import Any

import pytest

from ftrack_orm import Session, select
from ftrack_orm.errors import (
    CommitError,
    InvalidValueError,
    PlanError,
    ReadOnlyError,
    ServerUnreachableError,
    SessionError,
)
from ftrack_orm.sandbox import Sandbox
from ftrack_orm.transport import Create, Delete, RecordingTransport, RetryPolicy, Update
from ftrack_stock import Project, Shot, Status, Task


def written(sent: RecordingTransport) -> list[tuple[str, str]]:
    """The writing operations that were sent, by action and entity type."""
    return [
        (type(operation).__name__.lower(), operation.entity_type)
        for operation in sent.operations
        if isinstance(operation, (Create, Update, Delete))
    ]


def full_mentions(payload: Any) -> list[tuple[str, str]]:
    """Every entity that a payload holds in full: more than its type and key."""
    found: list[tuple[str, str]] = []
    if isinstance(payload, dict):
        if "__entity_type__" in payload and set(payload) - {"__entity_type__", "id"}:
            found.append((payload["__entity_type__"], payload.get("id", "")))
        for value in payload.values():
            found += full_mentions(value)
    elif isinstance(payload, list):
        for value in payload:
            found += full_mentions(value)
    return found


@pytest.fixture
def project(session: Session) -> Project:
    return session.query(select(Project).limit(1)).one()


def test_a_shot_with_three_tasks_and_40_changes_are_one_request(
    session: Session, sent: RecordingTransport, project: Project
) -> None:
    status = session.query(select(Status).where(Status.name == "Approved")).one()
    tasks = session.query(select(Task).where(Task.status.name != "Approved").limit(40)).all()
    for task in tasks:
        task.status = status
        task.description = "done"
    shot = Shot(name="sh999", parent=project, project=project)
    for name in ("animation", "lighting", "compositing"):
        session.add(Task(name=name, parent=shot, project=project))
    before = len(sent.requests)
    report = session.commit()
    assert len(sent.requests) == before + 1
    assert written(sent) == [("create", "Shot")] + [("create", "Task")] * 3 + [("update", "Task")] * 40
    assert (report.created, report.updated, report.deleted, report.operations, report.requests) == (4, 40, 0, 44, 1)
    payload = [operation.to_json() for operation in sent.requests[-1]]
    assert full_mentions(payload).count(("Shot", shot.id)) == 1
    created = [key for key in full_mentions(payload) if key[1]]
    assert len(created) == len(set(created)) == 4


def test_what_was_committed_is_on_the_server(session: Session, other: Session, project: Project) -> None:
    shot = Shot(name="sh999", parent=project, project=project, description="with a ‘quote’")
    session.add(Task(name="comp", parent=shot, project=project, bid=7200))
    session.commit()
    task = other.query(select(Task).where(Task.parent.name == "sh999")).one()
    assert (task.name, task.bid, task.parent.name) == ("comp", 7200.0, "sh999")
    assert isinstance(task.parent, Shot)
    assert task.parent.description == "with a ‘quote’"


def test_parent_is_created_before_child_whatever_was_added_first(
    session: Session, sent: RecordingTransport, project: Project
) -> None:
    shot = Shot(name="sh999", project_id=project.id, parent_id=project.id)
    task = Task(name="comp", project_id=project.id, parent_id=shot.id)
    session.add_all([task, shot])
    session.commit()
    assert written(sent) == [("create", "Shot"), ("create", "Task")]


def test_server_defaults_are_there_after_a_commit(session: Session, sent: RecordingTransport, project: Project) -> None:
    task = Task(name="comp", parent=project, project=project)
    session.add(task)
    session.commit()
    assert task.status.name
    assert task.priority_id
    assert task.created_at is not None


def test_children_are_deleted_before_parents(session: Session, sent: RecordingTransport, project: Project) -> None:
    shot = Shot(name="sh999", parent=project, project=project)
    task = Task(name="comp", parent=shot, project=project)
    session.add(task)
    session.commit()
    session.delete(shot)
    session.delete(task)
    session.commit()
    assert written(sent)[2:] == [("delete", "Task"), ("delete", "Shot")]
    assert session.get(Shot, shot.id) is None


def test_several_changes_of_one_entity_are_one_operation(session: Session, sent: RecordingTransport) -> None:
    task = session.query(select(Task).limit(1)).one()
    task.name = "one"
    task.name = "two"
    task.bid = 3600
    session.commit()
    (update,) = [operation for operation in sent.operations if isinstance(operation, Update)]
    assert update.data == {"name": "two", "bid": 3600.0}


def test_a_key_is_deleted_and_created_anew_in_two_commits(session: Session, other: Session) -> None:
    task = session.query(select(Task).limit(1)).one()
    session.delete(task)
    session.add(Task(id=task.id, name="again", parent_id=task.project_id, project_id=task.project_id))
    with pytest.raises(PlanError, match="Task 'again' has the key of one that is to be deleted: commit the deletion"):
        session.commit()
    new = session.new[0]
    session.expunge(new)
    session.commit()
    session.add(new)
    session.commit()
    found = other.get(Task, task.id)
    assert found is not None
    assert found.name == "again"


def test_a_link_without_its_key_that_is_set_to_the_same_or_set_back_is_no_change(session: Session) -> None:
    task = session.query(select(Task).load(Task.name, Task.status.name).limit(1)).one()
    status = task.status
    another = session.query(select(Status).where(Status.id != status.id).limit(1)).one()
    task.status = status
    assert not session.dirty
    task.status_id = status.id
    assert not session.dirty
    task.status = another
    task.status = status
    assert not session.dirty
    task.status_id = another.id
    task.status = status
    assert not session.dirty
    task.status = another
    task.status_id = status.id
    assert not session.dirty
    assert task.status is status


def test_a_value_set_back_makes_an_entity_clean(session: Session, sent: RecordingTransport) -> None:
    task = session.query(select(Task).load(Task.name, Task.status.name, Task.status_id).limit(1)).one()
    name, status = task.name, task.status
    task.name = "other"
    task.status = session.query(select(Status).where(Status.id != status.id).limit(1)).one()
    assert len(session.dirty) == 1
    task.name = name
    task.status = status
    assert len(session.dirty) == 0
    requests = len(sent.requests)
    assert session.commit().requests == 0
    assert len(sent.requests) == requests


def test_a_foreign_key_and_its_link_change_together(session: Session) -> None:
    task = session.query(select(Task).load(Task.status.name).limit(1)).one()
    wanted = session.query(select(Status).where(Status.id != task.status.id).limit(1)).one()
    task.status_id = wanted.id
    assert task.status is wanted
    task.status = wanted
    assert task.status_id == wanted.id


def test_create_and_delete_before_a_commit_is_nothing(
    session: Session, sent: RecordingTransport, project: Project
) -> None:
    task = Task(name="comp", parent=project, project=project)
    session.add(task)
    session.delete(task)
    assert len(session.plan()) == 0
    session.commit()
    assert written(sent) == []


def test_a_delete_absorbs_updates(session: Session, sent: RecordingTransport) -> None:
    task = session.query(select(Task).limit(1)).one()
    task.name = "other"
    session.delete(task)
    session.commit()
    assert written(sent) == [("delete", "Task")]


def test_the_plan_shows_old_and_new(session: Session) -> None:
    task = session.query(select(Task).load(Task.name, Task.bid).limit(1)).one()
    before = task.bid
    task.bid = before + 3600
    text = str(session.plan())
    assert "update" in text
    assert f"{before} -> {before + 3600}" in text


def test_a_refused_operation_changes_nothing_and_is_named(
    session: Session, other: Session, sent: RecordingTransport, project: Project
) -> None:
    good = Task(name="good", parent=project, project=project)
    bad = Task(name="bad", parent=project, project=project, status_id="there-is-no-such-status")
    session.add_all([good, bad])
    changed = session.query(select(Task).limit(1)).one()
    changed.description = "changed"
    with pytest.raises(CommitError) as caught:
        session.commit()
    assert caught.value.operation == Create("Task", (bad.id,), caught.value.operation.data)  # type: ignore[attr-defined]
    assert caught.value.position == 2
    assert set(session.new) == {good, bad}
    assert session.dirty == (changed,)
    assert other.get(Task, good.id) is None
    bad.status_id = other.query(select(Status).limit(1)).one().id
    assert session.commit().operations == 3
    saved = other.get(Task, good.id)
    assert saved is not None
    assert saved.name == "good"


def test_rollback_restores_every_value(session: Session, project: Project) -> None:
    task = session.query(select(Task).load(Task.name, Task.status.name).limit(1)).one()
    name, status = task.name, task.status
    task.name = "other"
    task.status = session.query(select(Status).where(Status.id != status.id).limit(1)).one()
    session.add(Task(name="new", parent=project, project=project))
    session.delete(project)
    session.rollback()
    assert (task.name, task.status) == (name, status)
    assert (session.new, session.dirty, session.deleted) == ((), (), ())
    assert session.commit().requests == 0


def test_entities_that_need_each_other_are_named(session: Session) -> None:
    one, two = Shot(name="one"), Shot(name="two")
    one.parent, two.parent = two, one
    session.add(one)
    with pytest.raises(PlanError, match=r"in a circle: .*'one'"):
        session.commit()
    assert set(session.new) == {one, two}


def test_an_entity_of_another_session_is_refused(session: Session, other: Session) -> None:
    theirs = other.query(select(Task).limit(1)).one()
    with pytest.raises(SessionError, match="not held by this session"):
        session.delete(theirs)
    with pytest.raises(SessionError, match="another session"):
        session.add(theirs)


def test_wrong_values_are_refused_and_change_nothing(session: Session) -> None:
    task = session.query(select(Task).load(Task.name, Task.status.name).limit(1)).one()
    loosely: Any = task
    with pytest.raises(InvalidValueError, match=r"Task\.name: .*string, got 3"):
        loosely.name = 3
    with pytest.raises(InvalidValueError, match="takes a Status, got Task"):
        loosely.status = task
    with pytest.raises(ReadOnlyError, match="the server computes it"):
        loosely.time_logged = 3
    with pytest.raises(ReadOnlyError, match="immutable"):
        loosely.id = "x"
    assert session.dirty == ()


def test_an_unreachable_server_keeps_everything_pending(sandbox: Sandbox) -> None:
    retry = RetryPolicy(attempts=2, first=0.01)
    with Session(sandbox.url, sandbox.api_user, sandbox.api_key, retry=retry) as session:
        task = session.query(select(Task).limit(1)).one()
        task.name = "other"
        sandbox.close()
        with pytest.raises(ServerUnreachableError) as caught:
            session.commit()
        assert sandbox.api_key not in str(caught.value)
        assert session.dirty == (task,)


def test_requeried_values_do_not_overwrite_pending_changes(session: Session) -> None:
    task = session.query(select(Task).load(Task.name).limit(1)).one()
    name = task.name
    task.name = "mine"
    session.query(select(Task).where(Task.id == task.id).load(Task.name)).all()
    assert task.name == "mine"
    session.rollback()
    assert task.name == name
