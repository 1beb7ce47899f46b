"""Undo points and links: what was pending before is pending again just as it was, by its link or by its key."""

from __future__ import annotations

import pytest

from ftrack_orm import Session, select
from ftrack_orm.transport import RecordingTransport
from ftrack_stock import Metadata, Project, Scope, Shot, Status, Task


@pytest.fixture
def project(session: Session) -> Project:
    return session.query(select(Project).limit(1)).one()


@pytest.fixture
def task(session: Session) -> Task:
    return session.query(select(Task).load(Task.name, Task.status, Task.description).order_by(Task.id).limit(1)).one()


@pytest.fixture
def status(session: Session, task: Task) -> Status:
    return session.query(select(Status).where(Status.id != task.status.id).order_by(Status.id).limit(1)).one()


def payload(session: Session) -> list[object]:
    """What a commit would send now."""
    return [operation.to_json() for operation in session.plan().operations]


def disturb(session: Session, task: Task) -> None:
    """Change much in a nested block, and undo it."""
    with session.begin_nested() as point:
        task.name = "in between"
        task.status = session.query(select(Status).order_by(Status.id.desc()).limit(1)).one()
        task.description = "in between"
        session.add(Shot(name="between"))
        point.rollback()


def test_a_pending_link_is_pending_as_a_link(session: Session, task: Task, status: Status) -> None:
    task.status = status
    before = payload(session)
    disturb(session, task)
    assert payload(session) == before
    assert task.status is status
    assert task.status_id == status.id


def test_a_pending_key_is_pending_as_a_key(session: Session, task: Task, status: Status) -> None:
    task.status_id = status.id
    before = payload(session)
    disturb(session, task)
    assert payload(session) == before
    assert task.status_id == status.id
    assert task.status is status


def test_a_pending_value_that_was_never_loaded_is_pending_again(session: Session, project: Project) -> None:
    task = session.query(select(Task).load(Task.name).limit(1)).one()
    task.bid = 3.5
    before = payload(session)
    with session.begin_nested() as point:
        task.bid = 4.5
        task.name = "in between"
        point.rollback()
    assert payload(session) == before
    session.rollback()
    assert payload(session) == []


def test_a_pending_creation_keeps_its_values_links_and_collections(
    session: Session, sent: RecordingTransport, project: Project
) -> None:
    scopes = [Scope(name="red"), Scope(name="blue")]
    new = Task(name="comp", parent=project, project_id=project.id, scopes=scopes, metadata={"reel": "A"})
    session.add(new)
    before = payload(session)
    with session.begin_nested() as point:
        new.name = "in between"
        new.description = "in between"
        new.scopes.remove(scopes[0])
        new.metadata["reel"] = "B"
        new.metadata["take"] = "3"
        point.rollback()
    after = payload(session)
    assert sorted(map(str, after)) == sorted(map(str, before))
    assert "description" not in new.__dict__
    assert [*new.scopes] == scopes
    assert dict(new.metadata) == {"reel": "A"}
    session.commit()
    found = session.query(select(Metadata).where(Metadata.parent_id == new.id)).all()
    assert [(entry.key, entry.value) for entry in found] == [("reel", "A")]


def test_values_of_what_comes_along_with_a_creation_are_undone_too(session: Session, project: Project) -> None:
    shot = Shot(name="sh999", parent=project, project=project)
    session.add(Task(name="comp", parent=shot, project=project))
    before = payload(session)
    with session.begin_nested() as point:
        shot.name = "in between"
        shot.description = "in between"
        point.rollback()
    assert shot.name == "sh999"
    assert payload(session) == before


def test_a_pending_deletion_is_pending_again(session: Session, task: Task) -> None:
    session.delete(task)
    before = payload(session)
    with session.begin_nested() as point:
        session.add(Shot(name="between"))
        point.rollback()
    assert payload(session) == before


def test_an_undo_point_can_be_gone_back_to_again(session: Session, task: Task, status: Status) -> None:
    task.status = status
    before = payload(session)
    with session.begin_nested() as point:
        for name in ("first", "second"):
            task.name = name
            point.rollback()
            assert payload(session) == before
