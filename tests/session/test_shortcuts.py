"""create, delete by key, get_many, project schemas, notes and timers."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from ftrack_orm import Session, select
from ftrack_orm.errors import NoResultError, SessionError, UnknownAttributeError, UnknownEntityTypeError
from ftrack_orm.transport import Create, Delete, RecordingTransport
from ftrack_stock import (
    AssetVersion,
    Note,
    NoteLabel,
    Project,
    Shot,
    Status,
    Task,
    TaskTypeSchema,
    Timer,
    Type,
    User,
    WorkflowSchema,
)


@pytest.fixture
def project(session: Session) -> Project:
    return session.query(select(Project).limit(1)).one()


@pytest.fixture
def ada(session: Session) -> User:
    return session.query(select(User).where(User.username == "ada")).one()


def writes(sent: RecordingTransport) -> list[tuple[str, str]]:
    return [
        (type(operation).__name__, operation.entity_type)
        for operation in sent.operations
        if isinstance(operation, (Create, Delete))
    ]


def test_get_takes_the_name_of_an_entity_type(session: Session, project: Project) -> None:
    assert session.get("Project", project.id) is project
    assert session.get_many("Context", [project.id, "no such key"]) == [project, None]
    with pytest.raises(UnknownEntityTypeError, match="did you mean 'Project'"):
        session.get("Projct", project.id)


@pytest.mark.parametrize("method", ["add", "delete", "merge", "query", "get"])
@pytest.mark.parametrize("value", [3, None, Task.name, Task.name == "x"])
def test_what_is_no_entity_and_no_query_is_refused(session: Session, method: str, value: object) -> None:
    with pytest.raises(SessionError, match=r"expected an entity|takes a select or a text"):
        getattr(session, method)(value)


def test_create_makes_and_adds(session: Session, project: Project) -> None:
    task = session.create(Task, name="comp", parent=project, project=project)
    assert session.new == (task,)
    by_name: Any = session.create("Task", {"name": "roto", "parent_id": project.id}, project=project)
    assert isinstance(by_name, Task)
    assert session.commit().created == 2


def test_create_knows_the_wires_names(session: Session) -> None:
    link = session.create("TypedContextLink", {"from": None})
    assert link.from_ is None
    with pytest.raises(UnknownAttributeError, match="did you mean 'name'"):
        session.create(Task, {"nam": "x"})
    with pytest.raises(UnknownEntityTypeError):
        session.create("Tassk")


def test_delete_by_type_and_key_asks_nothing_before(
    session: Session, sent: RecordingTransport, other: Session, project: Project
) -> None:
    task = other.query(select(Task).limit(1)).one()
    requests = len(sent.requests)
    session.delete(Task, task.id)
    assert session.commit().deleted == 1
    assert len(sent.requests) == requests + 1
    assert other.query(select(Task).where(Task.id == task.id)).all() == []
    session.delete("Task", other.query(select(Task).limit(1)).one().id)
    assert len(session.deleted) == 1
    with pytest.raises(SessionError, match="the key of Task is id"):
        session.delete(Task)


def test_get_many_asks_once_for_those_that_are_not_here(session: Session, sent: RecordingTransport) -> None:
    ids = session.query(select(Task.id).limit(20)).all()
    held = session.get(Task, ids[3])
    requests = len(sent.requests)
    found = session.get_many(Task, [*ids, "no such", ids[3]])
    assert [task.id if task else None for task in found] == [*ids, None, ids[3]]
    assert found[3] is held is found[-1]
    assert len(sent.requests) == requests + 1
    session.get_many(Task, ids)
    assert len(sent.requests) == requests + 1
    assert session.get_many(Task, []) == []


def test_what_is_to_be_deleted_is_not_got(session: Session) -> None:
    task = session.query(select(Task).limit(1)).one()
    session.delete(task)
    assert session.get(Task, task.id) is None
    session.commit()
    assert session.get(Task, task.id) is None


def test_statuses_and_types_of_a_project_come_in_one_request(
    session: Session, sent: RecordingTransport, project: Project, other: Session
) -> None:
    assert project.project_schema_id
    requests = len(sent.requests)
    schema = session.project_schema(project)
    statuses, types, versions = schema.statuses(Task), schema.types(Task), schema.statuses(AssetVersion)
    assert [status.name for status in statuses]
    assert len(sent.requests) == requests + 1
    assert all(isinstance(status, Status) for status in [*statuses, *versions])
    assert all(isinstance(type, Type) for type in types)
    theirs = other.query(select(Project).where(Project.id == project.id)).one().project_schema
    workflow = other.get(WorkflowSchema, theirs.task_workflow_schema_id)
    type_schema = other.get(TaskTypeSchema, theirs.task_type_schema_id)
    assert workflow is not None
    assert type_schema is not None
    assert {status.id for status in statuses} == {status.id for status in workflow.statuses}
    assert {type.id for type in types} == {type.id for type in type_schema.types}


def test_other_kinds_take_their_statuses_from_their_object_type(
    session: Session, sent: RecordingTransport, project: Project
) -> None:
    schema = session.project_schema(project)
    statuses = schema.statuses(Shot)
    assert {status.name for status in statuses}
    requests = len(sent.requests)
    assert schema.statuses("Shot") == statuses
    assert len(sent.requests) == requests
    with pytest.raises(SessionError, match="neither statuses nor types"):
        schema.statuses(Note)


def test_an_override_of_a_type_wins(session: Session, other: Session, project: Project) -> None:
    schema = project.project_schema
    type = schema.task_type_schema.types[0]
    workflow = session.create("WorkflowSchema", name="short")
    session.create(
        "ProjectSchemaOverride", project_schema_id=schema.id, type_id=type.id, workflow_schema_id=workflow.id
    )
    status = session.query(select(Status).limit(1)).one()
    session.create("WorkflowSchemaStatus", workflow_schema_id=workflow.id, status_id=status.id)
    session.commit()
    theirs = other.query(select(Project).where(Project.id == project.id)).one()
    assert [s.id for s in other.project_schema(theirs).statuses(Task, type.id)] == [status.id]
    assert len(other.project_schema(theirs).statuses(Task)) > 1


def test_a_note_comes_with_its_recipients_and_labels(
    session: Session, sent: RecordingTransport, other: Session, project: Project, ada: User
) -> None:
    shot = session.query(select(Shot).limit(1)).one()
    label = session.create(NoteLabel, name="urgent")
    session.commit()
    requests = len(sent.requests)
    note = session.create_note(shot, "too dark", author=ada, recipients=[ada], labels=[label])
    reply = session.create_reply(note, "on it")
    session.commit()
    assert len(sent.requests) == requests + 1
    theirs = other.get(Note, note.id)
    assert theirs is not None
    assert (theirs.content, theirs.author.id, theirs.parent_id) == ("too dark", ada.id, shot.id)
    assert ada.id in {recipient.resource_id for recipient in theirs.recipients}
    assert [link.label_id for link in theirs.note_label_links] == [label.id]
    assert [each.id for each in theirs.replies] == [reply.id]
    assert theirs.replies[0].content == "on it"


def test_a_timer_becomes_a_time_log(session: Session, sent: RecordingTransport, other: Session, ada: User) -> None:
    task = session.query(select(Task).load(Task.name).limit(1)).one()
    task.name = "pending meanwhile"
    timer = session.start_timer(ada, task, name="comp", comment="first pass")
    running = other.query(select(Timer).where(Timer.user.username == "ada")).one()
    assert (running.id, running.context_id, running.name) == (timer.id, task.id, "comp")
    running.start = datetime.now(UTC).replace(tzinfo=None, microsecond=0) - timedelta(hours=2)
    other.commit()
    session.expire(timer)
    requests = len(sent.requests)
    log = session.stop_timer(ada)
    assert 7200 <= log.duration < 7300
    assert (log.context_id, log.comment, log.user_id) == (task.id, "first pass", ada.id)
    assert len(sent.requests) == requests + 3  # the timer, the server's clock, both changes as one batch
    assert other.query(select(Timer).where(Timer.user.username == "ada")).all() == []
    assert session.dirty == (task,)
    with pytest.raises(NoResultError, match="no timer"):
        session.stop_timer(ada)


def test_a_second_timer_is_refused_or_forced(session: Session, ada: User, sent: RecordingTransport) -> None:
    first = session.start_timer(ada)
    with pytest.raises(SessionError, match="running already"):
        session.start_timer(ada)
    assert session.new == ()
    second = session.start_timer(ada, force=True)
    assert session.get(Timer, first.id) is None
    assert session.get(Timer, second.id) is second
    assert ("Create", "Timelog") in writes(sent)


def test_a_project_schema_tells_its_own_workflow(session: Session, project: Project) -> None:
    own = session.project_schema(project.project_schema)
    assert own.statuses(Task) == session.project_schema(project).statuses(Task)


def test_what_has_no_project_schema_is_refused(session: Session) -> None:
    task = session.query(select(Task).limit(1)).one()
    with pytest.raises(SessionError, match=r"takes a Project or a ProjectSchema, got <Task"):
        session.project_schema(task)
