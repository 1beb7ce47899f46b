"""Where an entity stands."""

from __future__ import annotations

from ftrack_orm import Session, select
from ftrack_orm.sentinels import NOT_LOADED
from ftrack_orm.session import inspect
from ftrack_orm.transport import RecordingTransport
from ftrack_stock import Project, Shot, Status, Task


def test_an_entity_goes_through_all_states(session: Session) -> None:
    project = session.query(select(Project).limit(1)).one()
    shot = Shot(name="sh999", parent=project, project=project)
    assert session.inspect(shot).state == "transient"
    session.add(shot)
    assert session.inspect(shot).state == "pending"
    session.commit()
    assert session.inspect(shot).state == "persistent"
    session.delete(shot)
    assert session.inspect(shot).state == "deleted"
    session.rollback()
    assert session.inspect(shot).state == "persistent"
    session.delete(shot)
    session.commit()
    assert session.inspect(shot).state == "deleted"
    session.expunge(project)
    assert session.inspect(project).state == "detached"


def test_entities_of_a_closed_session_are_detached(session: Session) -> None:
    project = session.query(select(Project).limit(1)).one()
    session.close()
    assert inspect(project).state == "detached"


def test_changes_give_the_loaded_and_the_current_value_and_send_nothing(
    session: Session, sent: RecordingTransport
) -> None:
    task = session.query(select(Task).load(Task.name, Task.status.name).limit(1)).one()
    name, status = task.name, task.status
    other = session.query(select(Status).where(Status.id != status.id).limit(1)).one()
    requests = len(sent.requests)
    task.name = "renamed"
    task.bid = 3600
    task.status = other
    inspection = session.inspect(task)
    assert inspection.changes["name"] == (name, "renamed")
    assert inspection.changes["bid"] == (NOT_LOADED, 3600.0)
    assert inspection.changes["status"] == (status, other)
    assert "name" in inspection.loaded
    assert "description" not in inspection.loaded
    assert len(sent.requests) == requests


def test_a_value_set_back_is_no_change(session: Session) -> None:
    task = session.query(select(Task).load(Task.name).limit(1)).one()
    name = task.name
    task.name = "renamed"
    task.name = name
    assert session.inspect(task).changes == {}


def test_every_given_value_of_a_new_entity_is_a_change(session: Session) -> None:
    task = Task(name="comp", bid=3600)
    assert session.inspect(task).changes == {"name": (NOT_LOADED, "comp"), "bid": (NOT_LOADED, 3600.0)}
