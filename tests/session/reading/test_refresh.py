"""refresh, expire, populate, expunge, merge, reset, and the switches of loading and recording."""

from __future__ import annotations

from typing import Any

import pytest

from ftrack_orm import Session, select
from ftrack_orm.errors import NoResultError, NotLoadedError, QueryCheckError, SessionError
from ftrack_orm.sandbox import Sandbox
from ftrack_orm.settings import Settings
from ftrack_orm.transport import HttpTransport, RecordingTransport
from ftrack_stock import Context, Note, Project, Shot, Status, Task, User


@pytest.fixture
def task(session: Session) -> Task:
    return session.query(select(Task).load(Task.name, Task.bid, Task.status.name).limit(1)).one()


def rename_elsewhere(other: Session, task: Task, name: str) -> None:
    theirs = other.get(Task, task.id)
    assert theirs is not None
    theirs.name = name
    other.commit()


def test_refresh_takes_what_the_server_has_in_one_request(
    session: Session, other: Session, sent: RecordingTransport, task: Task
) -> None:
    rename_elsewhere(other, task, "theirs")
    requests = len(sent.requests)
    task.bid = 77
    session.refresh(task)
    assert len(sent.requests) == requests + 1
    assert task.name == "theirs"
    assert task.bid != 77
    assert task.status.name
    assert session.dirty == ()
    assert len(sent.requests) == requests + 1


def test_refresh_of_some_attributes_leaves_the_others(
    session: Session, other: Session, sent: RecordingTransport, task: Task
) -> None:
    rename_elsewhere(other, task, "theirs")
    task.bid = 77
    session.refresh(task, Task.name)
    assert (task.name, task.bid) == ("theirs", 77)
    assert str(sent.operations[-1]).startswith("query select name from Task where id in")


def test_refresh_all_is_one_request(session: Session, other: Session, sent: RecordingTransport) -> None:
    tasks = session.query(select(Task).load(Task.name).limit(20)).all()
    rename_elsewhere(other, tasks[3], "theirs")
    requests = len(sent.requests)
    session.refresh_all(tasks, "name, status.name")
    assert tasks[3].name == "theirs"
    assert all(task.status.name for task in tasks)
    assert len(sent.requests) == requests + 1


def test_refresh_of_what_is_gone_says_so_and_changes_nothing(session: Session, other: Session) -> None:
    project = session.query(select(Project).limit(1)).one()
    task = session.create(Task, name="comp", parent=project, project=project)
    session.commit()
    other.delete(Task, task.id)
    other.commit()
    with pytest.raises(NoResultError, match="not on the server any more"):
        session.refresh(task)
    assert task.name == "comp"


def test_what_is_not_on_the_server_cannot_be_refreshed(session: Session) -> None:
    with pytest.raises(SessionError, match="not held"):
        session.refresh(Task(name="comp"))
    new = Project(name="new", full_name="new")
    session.add(new)
    with pytest.raises(SessionError, match="not on the server yet"):
        session.expire(new)


def test_an_expired_value_is_loaded_again(
    session: Session, other: Session, sent: RecordingTransport, task: Task
) -> None:
    rename_elsewhere(other, task, "theirs")
    requests = len(sent.requests)
    task.bid = 77
    session.expire(task, Task.name)
    assert len(sent.requests) == requests
    assert task.name == "theirs"
    assert len(sent.requests) == requests + 1
    assert session.dirty == (task,)


def test_expire_without_names_forgets_everything_but_the_key(session: Session, task: Task) -> None:
    key = task.id
    task.name = "ours"
    session.expire(task)
    assert session.inspect(task).loaded == ("id",)
    assert session.dirty == ()
    assert (task.id, task.name != "ours") == (key, True)


def test_an_expired_link_and_its_key_go_together(session: Session, task: Task) -> None:
    status = task.status
    task.status = session.query(select(Status).where(Status.id != status.id).limit(1)).one()
    session.expire(task, Task.status)
    assert session.dirty == ()
    assert task.status is status
    assert task.status_id == status.id


def test_populate_is_one_request_and_keeps_changes(session: Session, sent: RecordingTransport) -> None:
    tasks = session.query(select(Task).limit(50)).all()
    tasks[0].bid = 77
    requests = len(sent.requests)
    session.populate(tasks, Task.bid, Task.status.name, Task.notes)
    assert tasks[0].bid == 77
    assert all(task.status.name and isinstance(task.bid, float) for task in tasks)
    assert all(isinstance(task.notes, list) for task in tasks)
    assert len(sent.requests) == requests + 1


def test_populate_asks_only_for_what_lacks_something(session: Session, sent: RecordingTransport) -> None:
    tasks = session.query(select(Task).load(Task.name).limit(5)).all()
    requests = len(sent.requests)
    session.populate(tasks, "name")
    assert len(sent.requests) == requests
    session.populate(tasks[0], "status.name")
    assert len(sent.requests) == requests + 1


def test_populate_takes_chunks_of_500() -> None:
    with Sandbox(seed="bench:1200") as sandbox:
        sent = RecordingTransport(HttpTransport(Settings(sandbox.url, sandbox.api_user, sandbox.api_key)))
        with Session(transport=sent) as session:
            tasks = session.query(select(Task)).all()[:1100]
            requests = len(sent.requests)
            session.populate(tasks, Task.description)
            assert len(sent.requests) == requests + 3
            assert all(isinstance(task.description, str) for task in tasks)
            assert len(sent.requests) == requests + 3


def test_populate_of_several_types_is_one_request_where_a_base_has_the_attribute(
    session: Session, sent: RecordingTransport
) -> None:
    mixed: list[Context] = [
        *session.query(select(Task).limit(3)),
        *session.query(select(Shot).limit(3)),
    ]
    requests = len(sent.requests)
    session.populate(mixed, Context.created_at)
    assert all(context.created_at for context in mixed)
    assert len(sent.requests) == requests + 1


def test_populate_leaves_new_entities_out(session: Session, sent: RecordingTransport) -> None:
    project = session.query(select(Project).limit(1)).one()
    new = session.create(Task, name="comp", parent=project, project=project)
    requests = len(sent.requests)
    session.populate([new], Task.bid)
    assert len(sent.requests) == requests


def test_populate_finds_mistakes_before_anything_is_sent(
    session: Session, sent: RecordingTransport, task: Task
) -> None:
    requests = len(sent.requests)
    with pytest.raises(QueryCheckError, match="did you mean 'status'"):
        session.populate([task], "statuss.name")
    with pytest.raises(SessionError, match="needs attributes"):
        session.populate([task])
    assert len(sent.requests) == requests


def test_an_expunged_entity_is_readable_and_never_sent(session: Session, sent: RecordingTransport, task: Task) -> None:
    task.name = "ours"
    session.expunge(task)
    assert task.name == "ours"
    assert session.commit().requests == 0
    with pytest.raises(NotLoadedError, match="expunged"):
        _ = task.description
    task.name = "still writable"
    assert session.dirty == ()
    assert session.get(Task, task.id) is not task
    with pytest.raises(SessionError, match="not held"):
        session.expunge(task)


def test_an_expunged_new_entity_can_be_added_again(session: Session) -> None:
    project = session.query(select(Project).limit(1)).one()
    new = session.create(Task, name="comp", parent=project, project=project)
    session.expunge(new)
    assert session.new == ()
    session.add(new)
    assert session.commit().created == 1


def test_merge_takes_values_without_a_request_and_changes_as_changes(
    session: Session, other: Session, sent: RecordingTransport
) -> None:
    theirs = other.query(select(Task).load(Task.name, Task.status.name, Task.parent.name).limit(1)).one()
    name = theirs.name
    theirs.name = "changed there"
    ours = session.merge(theirs)
    assert ours is not theirs
    assert ours.status is not theirs.status
    assert (ours.name, ours.status.name, ours.parent.name) == ("changed there", theirs.status.name, theirs.parent.name)
    assert sent.requests == []
    assert session.dirty == (ours,)
    assert session.inspect(ours).changes["name"] == (name, "changed there")
    assert session.merge(ours) is ours
    assert session.get(Task, ours.id) is ours
    session.rollback()
    assert ours.name == name


def test_merge_into_an_entity_that_is_here_keeps_what_is_here(session: Session, other: Session) -> None:
    theirs = other.query(select(Task).load(Task.name, Task.bid).limit(1)).one()
    ours = session.get(Task, theirs.id)
    assert ours is not None
    ours.name = "ours"
    assert session.merge(theirs) is ours
    assert ours.name == "ours"


def test_merge_of_a_changed_link_leads_to_this_sessions_entity(session: Session, other: Session) -> None:
    theirs = other.query(select(Task).load(Task.status.name).limit(1)).one()
    theirs.status = other.query(select(Status).where(Status.id != theirs.status.id).load(Status.name).limit(1)).one()
    ours = session.merge(theirs)
    assert ours.status is session.get(Status, theirs.status.id)
    assert ours.status is not theirs.status
    assert session.dirty == (ours,)


def test_merge_of_a_new_entity_becomes_pending_here(session: Session, other: Session) -> None:
    project = other.query(select(Project).limit(1)).one()
    theirs = other.create(Task, name="comp", parent=project, project=project)
    ours = session.merge(theirs)
    assert session.new == (ours,)
    assert (ours.id, ours.name, ours.project) == (theirs.id, "comp", session.get(Project, project.id))
    assert session.commit().created == 1


def test_merge_of_a_detached_entity_brings_its_changes(session: Session, task: Task) -> None:
    task.name = "ours"
    session.expunge(task)
    task.bid = 78
    again = session.merge(task)
    assert again is not task
    assert (again.name, again.bid) == ("ours", 78)
    assert set(session.inspect(again).changes) == {"name", "bid"}


def test_merge_of_a_long_chain_does_not_recurse(session: Session, other: Session) -> None:
    note = Note(content="0")
    first = note
    for number in range(2000):
        note = Note(content=str(number + 1), in_reply_to=note)
    other.add(note)
    assert session.merge(note).content == "2000"
    assert len(session.new) == 2001
    assert first.content == "0"


def test_reset_drops_everything_and_lets_go(session: Session, task: Task) -> None:
    name = task.name
    task.name = "ours"
    project = session.query(select(Project).limit(1)).one()
    new = session.create(Task, name="comp", parent=project, project=project)
    session.reset()
    assert (session.new, session.dirty, session.deleted) == ((), (), ())
    assert task.name == name
    with pytest.raises(NotLoadedError, match="reset"):
        _ = task.description
    assert session.inspect(new).state == "transient"
    fresh = session.get(Task, task.id)
    assert fresh is not None
    assert fresh is not task
    assert fresh.description is not None


def test_auto_populating_off_refuses_to_load(session: Session, sent: RecordingTransport, task: Task) -> None:
    requests = len(sent.requests)
    with session.auto_populating(False):
        assert task.name
        with pytest.raises(NotLoadedError):
            _ = task.description
        with session.auto_populating(True):
            assert task.description is not None
    assert len(sent.requests) == requests + 1
    assert task.thumbnail_id is None


def test_auto_populating_on_loads_in_a_session_that_does_not(sandbox: Sandbox) -> None:
    with Session(sandbox.url, sandbox.api_user, sandbox.api_key, lazy="raise") as session:
        user = session.query(select(User).limit(1)).one()
        with session.auto_populating(True):
            assert user.email is not None
        session.expire(user)
        with pytest.raises(NotLoadedError):
            _ = user.email


def test_what_is_not_recorded_is_never_sent(session: Session, sent: RecordingTransport, task: Task) -> None:
    with session.recording(False):
        task.name = "for the eye only"
    assert task.name == "for the eye only"
    assert session.dirty == ()
    assert session.commit().requests == 0
    task.bid = 79
    session.commit()
    assert sent.operations[-1].to_json()["entity_data"] == {"__entity_type__": "Task", "bid": 79.0}


def test_adding_and_deleting_while_nothing_is_recorded_is_refused(session: Session, task: Task) -> None:
    with session.recording(False):
        with pytest.raises(SessionError, match="nothing is recorded"):
            session.delete(task)
        with pytest.raises(SessionError, match="nothing is recorded"):
            session.add(Task(name="comp"))


def test_attributes_must_be_attributes(session: Session, task: Task) -> None:
    loosely: Any = session
    with pytest.raises(SessionError, match="expected an attribute"):
        loosely.expire(task, 3)
    with pytest.raises(SessionError, match="no attribute of Task itself"):
        session.expire(task, "status.name")
