"""Many-to-many collections follow what their session deletes, however it is named, and whatever loads them."""

from __future__ import annotations

import pytest

from ftrack_orm import Session, select
from ftrack_orm.transport import RecordingTransport
from ftrack_stock import ListCategory, Project, Task, TypedContextList


@pytest.fixture
def project(session: Session) -> Project:
    return session.query(select(Project).limit(1)).one()


@pytest.fixture
def tasks(session: Session, project: Project) -> list[Task]:
    made = [Task(name=f"deleted member {number}", parent=project, project=project) for number in range(3)]
    session.add_all(made)
    session.commit()
    return made


@pytest.fixture
def shown(session: Session, project: Project, tasks: list[Task]) -> TypedContextList:
    """A list of these tasks that is loaded."""
    category = session.query(select(ListCategory).limit(1)).one()
    made = TypedContextList(name="deleted members", project=project, category=category)
    session.add(made)
    session.commit()
    made.items.extend(tasks)
    session.commit()
    assert {task.id for task in made.items} == {task.id for task in tasks}
    return made


def test_a_list_shows_a_deleted_task_no_longer(session: Session, shown: TypedContextList, tasks: list[Task]) -> None:
    session.delete(tasks[0])
    session.commit()
    assert {*shown.items} == {*tasks[1:]}


def test_nor_one_that_was_deleted_by_its_key(session: Session, shown: TypedContextList, tasks: list[Task]) -> None:
    session.delete(Task, tasks[0].id)
    session.commit()
    assert {*shown.items} == {*tasks[1:]}


def test_a_new_list_that_was_filled_before_its_commit_follows_too(
    session: Session, project: Project, tasks: list[Task]
) -> None:
    category = session.query(select(ListCategory).limit(1)).one()
    made = TypedContextList(name="filled before", project=project, category=category)
    session.add(made)
    assert list(made.items) == []
    made.items.extend(tasks)
    session.commit()
    session.delete(tasks[0])
    session.commit()
    assert {*made.items} == {*tasks[1:]}


def test_what_was_rolled_back_stays(session: Session, shown: TypedContextList, tasks: list[Task]) -> None:
    session.delete(tasks[0])
    session.rollback()
    assert {*shown.items} == {*tasks}


def test_nothing_is_asked_for_it(
    session: Session, sent: RecordingTransport, shown: TypedContextList, tasks: list[Task]
) -> None:
    session.delete(tasks[0])
    session.commit()
    before = len(sent.requests)
    assert len(shown.items) == 2
    assert len(sent.requests) == before
