"""What is deleted before it was created: it is not created, nor is what hangs on it."""

from __future__ import annotations

import pytest

from ftrack_orm import Session, select
from ftrack_orm.errors import SessionError
from ftrack_orm.transport import RecordingTransport
from ftrack_stock import Appointment, Component, Note, Project, Scope, Shot, State, Status, Task, User
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
    with pytest.raises(SessionError, match=r"is new, and <Task .* refers to it by parent:"):
        session.delete(shot)
    assert list(session.new) == [shot]
    session.refresh(task, Task.parent)
    session.delete(shot)
    assert not session.new
    assert not session.dirty


def test_what_merely_uses_a_new_entity_is_not_dropped_with_it(session: Session, project: Project, shot: Shot) -> None:
    status = session.create(Status, name="Odd")
    shot.status = status
    with pytest.raises(SessionError, match=r"is new, and <Shot .* refers to it by status:"):
        session.delete(status)
    component = session.create(Component, name="thumbnail")
    project.thumbnail = component
    with pytest.raises(SessionError, match=r"is new, and <Project .* refers to it by thumbnail:"):
        session.delete(component)
    assert set(session.new) == {shot, status, component}
    session.rollback()


def test_a_task_does_not_hang_on_its_status_though_that_lists_it(session: Session, project: Project) -> None:
    status = session.create(Status, name="Odd")
    session.create(Task, name="comp", parent=project, project=project, status=status)
    with pytest.raises(SessionError, match=r"is new, and <Task .* refers to it by status:"):
        session.delete(status)
    session.rollback()


def test_what_lies_elsewhere_does_not_hang_on_the_project_it_names(session: Session, project: Project) -> None:
    pilot = session.create(Project, name="pilot", full_name="Pilot")
    session.create(Shot, name="sh990", parent=project, project=pilot)
    with pytest.raises(SessionError, match=r"is new, and <Shot .* refers to it by project:"):
        session.delete(pilot)
    session.rollback()


def test_a_link_that_has_no_key_beside_it_is_noticed(session: Session) -> None:
    state = session.create(State, name="Odd", short="ODD")
    session.create(Status, name="Odd", state=state)
    with pytest.raises(SessionError, match=r"is new, and <Status .* refers to it by state:"):
        session.delete(state)
    session.rollback()


def test_what_merely_uses_a_new_entity_is_noticed_beside_what_hangs_on_it(session: Session, shot: Shot) -> None:
    component = session.create(Component, name="thumbnail")
    component.metadata["colour"] = "red"
    shot.thumbnail = component
    with pytest.raises(SessionError, match=r"is new, and <Shot .* refers to it by thumbnail:"):
        session.delete(component)
    session.rollback()


def test_what_holds_a_list_is_not_created_without_its_parent(
    session: Session, sent: RecordingTransport, project: Project, shot: Shot
) -> None:
    session.add(Task(scopes=[Scope(name="blue")], name="by key", parent_id=shot.id, project=project))
    session.delete(shot)
    session.commit()
    assert written(sent) == [("create", "Scope")]


def test_notes_that_answer_each_other_are_dropped_once(session: Session, shot: Shot) -> None:
    question, answer = Note(content="dark?"), Note(content="dark!")
    shot.notes.append(question)
    question.in_reply_to, answer.in_reply_to = answer, question
    session.add(answer)
    session.delete(shot)
    assert session.new == ()


def test_another_type_of_entity_may_have_the_same_key(session: Session, shot: Shot) -> None:
    note = session.create(Note, id=shot.id, content="too dark")
    session.delete(shot)
    assert session.new == (note,)
    session.rollback()


def test_a_new_owner_is_known_by_its_key_after_an_entry_of_it_is_gone(
    session: Session, project: Project, shot: Shot
) -> None:
    shot.metadata["reel"] = "A"
    del shot.metadata["reel"]
    assert len(shot.children) == 0
    comp = session.create(Task, name="comp", parent_id=shot.id, project=project)
    assert [*shot.children] == [comp]
    session.rollback()
