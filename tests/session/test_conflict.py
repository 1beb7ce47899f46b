"""`commit(check_conflicts=True)`."""

from __future__ import annotations

import pytest

from ftrack_orm import Session, select
from ftrack_orm.errors import ConflictError
from ftrack_orm.sandbox import Sandbox
from ftrack_orm.sentinels import MISSING
from ftrack_orm.settings import Settings
from ftrack_orm.transport import HttpTransport, QueryExpression, RecordingTransport, Update
from ftrack_stock import Project, Status, Task


@pytest.fixture
def task(session: Session) -> Task:
    return session.query(select(Task).load(Task.name, Task.bid, Task.status.name, Task.end_date).limit(1)).one()


def change_elsewhere(other: Session, task: Task, **values: object) -> None:
    theirs = other.get(Task, task.id)
    assert theirs is not None
    for name, value in values.items():
        setattr(theirs, name, value)
    other.commit()


def test_a_conflict_names_attribute_loaded_theirs_and_ours(
    session: Session, other: Session, sent: RecordingTransport, task: Task
) -> None:
    loaded = task.name
    change_elsewhere(other, task, name="theirs")
    task.name = "ours"
    with pytest.raises(ConflictError, match="refresh") as caught:
        session.commit(check_conflicts=True)
    error = caught.value
    assert (error.attribute, error.loaded, error.theirs, error.ours) == ("name", loaded, "theirs", "ours")
    assert error.entity is task
    assert not any(isinstance(operation, Update) for operation in sent.operations)
    assert session.dirty == (task,)
    session.refresh(task)
    assert task.name == "theirs"
    assert len(session.dirty) == 0


def test_a_commit_without_the_check_sends_ours(session: Session, other: Session, task: Task) -> None:
    change_elsewhere(other, task, name="theirs")
    task.name = "ours"
    with pytest.raises(ConflictError):
        session.commit(check_conflicts=True)
    assert session.commit().updated == 1
    assert other.query(select(Task.name).where(Task.id == task.id)).one() == "ours"


def test_changes_of_other_attributes_are_no_conflict(session: Session, other: Session, task: Task) -> None:
    change_elsewhere(other, task, bid=task.bid + 1, description="theirs")
    task.name = "ours"
    assert session.commit(check_conflicts=True).updated == 1


def test_the_same_change_is_no_conflict(session: Session, other: Session, task: Task) -> None:
    change_elsewhere(other, task, name="both")
    task.name = "both"
    assert session.commit(check_conflicts=True).updated == 1


def test_a_changed_link_is_a_conflict_by_its_key(session: Session, other: Session, task: Task) -> None:
    mine, theirs = session.query(select(Status).where(Status.id != task.status.id).limit(2)).all()
    loaded = task.status.id
    change_elsewhere(other, task, status_id=theirs.id)
    task.status = mine
    with pytest.raises(ConflictError) as caught:
        session.commit(check_conflicts=True)
    assert (caught.value.loaded, caught.value.theirs, caught.value.ours) == (loaded, theirs.id, mine.id)


def test_links_and_moments_that_nobody_changed_are_no_conflict(session: Session, task: Task) -> None:
    task.status = session.query(select(Status).where(Status.id != task.status.id).limit(1)).one()
    before = task.end_date
    assert before is not None
    task.end_date = before.replace(year=before.year + 1)
    assert session.commit(check_conflicts=True).requests == 2


def test_what_was_not_loaded_is_not_compared(session: Session, other: Session, task: Task) -> None:
    change_elsewhere(other, task, description="theirs")
    task.description = "ours"
    assert session.commit(check_conflicts=True).requests == 1


def test_what_is_gone_is_a_conflict(session: Session, other: Session) -> None:
    project = session.query(select(Project).limit(1)).one()
    task = session.create(Task, name="comp", parent=project, project=project)
    session.commit()
    other.delete(Task, task.id)
    other.commit()
    task.name = "ours"
    with pytest.raises(ConflictError) as caught:
        session.commit(check_conflicts=True)
    assert caught.value.theirs is MISSING


def test_600_changes_are_compared_by_two_queries() -> None:
    with Sandbox(seed="bench:600") as sandbox:
        sent = RecordingTransport(HttpTransport(Settings(sandbox.url, sandbox.api_user, sandbox.api_key)))
        with Session(transport=sent) as session:
            tasks = session.query(select(Task).load(Task.name)).all()[:600]
            for task in tasks:
                task.name += " changed"
            sent.requests.clear()
            report = session.commit(check_conflicts=True)
            assert (report.updated, len(sent.requests)) == (600, 3)
            assert [type(request[0]) for request in sent.requests] == [QueryExpression, QueryExpression, Update]
