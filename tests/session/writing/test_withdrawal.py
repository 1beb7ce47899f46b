"""What is deleted before it was created: it is not created, nor is what hangs on it."""

from __future__ import annotations

import pytest

from ftrack_orm import Session, select
from ftrack_orm.errors import SessionError
from ftrack_orm.transport import RecordingTransport
from ftrack_stock import Appointment, Component, Note, Project, Shot, Status, Task, User
from tests.session.written import written


@pytest.fixture
def project(session: Session) -> Project:
    return session.query(select(Project).limit(1)).one()


@pytest.fixture
def shot(session: Session, project: Project) -> Shot:
    """A shot that is to be created."""
    return session.create(Shot, name="sh990", parent=project, project=project)


def test_new_children_of_a_new_parent_are_not_created_without_it(
    session: Session, sent: RecordingTransport, project: Project, shot: Shot
) -> None:
    comp = Task(name="comp", parent=shot, project=project)
    session.add(comp)
    session.add(Task(name="by key", parent_id=shot.id, project=project))
    comp.assignments.append(Appointment(resource=session.query(select(User).limit(1)).one()))
    session.delete(shot)
    assert session.new == ()
    session.commit()
    assert written(sent) == []


def test_metadata_and_notes_of_a_new_entity_are_not_created_without_it(
    session: Session, sent: RecordingTransport, shot: Shot
) -> None:
    shot.metadata["reel"] = "A"
    shot.notes.append(Note(content="too dark", author=session.query(select(User).limit(1)).one()))
    session.delete(shot)
    session.commit()
    assert written(sent) == []


def test_what_comes_back_brings_what_hung_on_it(
    session: Session, sent: RecordingTransport, project: Project, shot: Shot
) -> None:
    shot.metadata["reel"] = "A"
    shot.children.append(Task(name="comp", project=project))
    session.delete(shot)
    session.add(shot)
    session.commit()
    assert sorted(written(sent)) == [("create", "Metadata"), ("create", "Shot"), ("create", "Task")]


def test_a_new_member_that_moves_on_takes_along_what_hangs_on_it(
    session: Session, sent: RecordingTransport, project: Project, shot: Shot
) -> None:
    other = session.create(Shot, name="sh991", parent=project, project=project)
    comp = Task(name="comp", project=project)
    shot.children.append(comp)
    comp.metadata["reel"] = "A"
    shot.children.remove(comp)
    other.children.append(comp)
    session.commit()
    assert sorted(written(sent)) == [("create", "Metadata"), ("create", "Shot"), ("create", "Shot"), ("create", "Task")]
    assert comp.parent is other


def test_who_is_about_to_go_to_a_new_entity_must_be_told_where_else(session: Session, shot: Shot) -> None:
    task = session.query(select(Task).limit(1)).one()
    task.parent = shot
    with pytest.raises(SessionError, match=r"is new, and <Task .* refers to it by parent"):
        session.delete(shot)
    assert list(session.new) == [shot]
    session.refresh(task, Task.parent)
    session.delete(shot)
    assert not session.new
    assert not session.dirty


def test_what_merely_uses_a_new_entity_is_not_dropped_with_it(session: Session, project: Project, shot: Shot) -> None:
    status = session.create(Status, name="Odd")
    shot.status = status
    with pytest.raises(SessionError, match=r"is new, and <Shot .* refers to it by status"):
        session.delete(status)
    component = session.create(Component, name="thumbnail")
    project.thumbnail = component
    with pytest.raises(SessionError, match=r"is new, and <Project .* refers to it by thumbnail"):
        session.delete(component)
    assert set(session.new) == {shot, status, component}
    session.rollback()
