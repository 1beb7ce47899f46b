"""ensure: found by what identifies it, updated where it differs, created where it is missing."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest

from ftrack_orm import Session, select
from ftrack_orm.errors import CommitError, MultipleResultsError, SessionError
from ftrack_orm.transport import Create, QueryExpression, RecordingTransport, Update
from ftrack_stock import Project, Shot, Status, Task, User


@pytest.fixture
def shot(session: Session, sent: RecordingTransport) -> Shot:
    found = session.query(select(Shot).load(Shot.name, Shot.project.name).limit(1)).one()
    sent.requests.clear()
    return found


def kinds(sent: RecordingTransport) -> list[type]:
    return [type(operation) for operation in sent.operations]


def test_what_is_missing_is_created_by_one_query_and_one_operation(
    session: Session, other: Session, sent: RecordingTransport, shot: Shot
) -> None:
    task = session.ensure(
        Task(name="new comp", parent=shot, project=shot.project, bid=3600), by=(Task.name, Task.parent)
    )
    assert kinds(sent) == [QueryExpression, Create]
    assert len(sent.requests) == 2
    assert session.inspect(task).state == "persistent"
    saved = other.get(Task, task.id)
    assert saved is not None
    assert (saved.name, saved.bid) == ("new comp", 3600.0)


def test_what_is_there_and_the_same_costs_one_query(session: Session, sent: RecordingTransport, shot: Shot) -> None:
    def wanted() -> Task:
        return Task(name="new comp", parent=shot, project=shot.project, bid=3600.0)

    task = session.ensure(wanted(), by=(Task.name, Task.parent))
    sent.requests.clear()
    assert session.ensure(wanted(), by=(Task.name, Task.parent)) is task
    assert kinds(sent) == [QueryExpression]
    assert session.ensure(wanted(), by="name, parent") is task


def test_what_differs_is_one_update_of_what_differs(session: Session, sent: RecordingTransport, shot: Shot) -> None:
    task = session.ensure(Task(name="c", parent=shot, project=shot.project, bid=1.0), by=(Task.name, Task.parent))
    status = session.query(select(Status).where(Status.id != task.status.id).limit(1)).one()
    sent.requests.clear()
    again = Task(name="c", parent=shot, project=shot.project, bid=2.0, status=status, description="more")
    assert session.ensure(again, by=(Task.name, Task.parent)) is task
    assert kinds(sent) == [QueryExpression, Update]
    update = sent.operations[1]
    assert isinstance(update, Update)
    assert set(update.data) == {"bid", "status", "description"}
    assert (task.bid, task.status, task.description) == (2.0, status, "more")


def test_what_else_is_pending_stays_pending(session: Session, sent: RecordingTransport, shot: Shot) -> None:
    shot.description = "pending"
    session.ensure(Task(name="c", parent=shot, project=shot.project), by=(Task.name, Task.parent))
    assert session.dirty == (shot,)
    assert kinds(sent) == [QueryExpression, Create]


def test_a_list_costs_one_query_and_one_request(session: Session, sent: RecordingTransport, shot: Shot) -> None:
    def wanted(bid: float) -> list[Task]:
        return [
            Task(name=name, parent=shot, project=shot.project, bid=bid, description="x" if bid == 1 else "y")
            for name in ("roto", "paint", "prep")
        ]

    first = session.ensure_all(wanted(1), by=(Task.name, Task.parent))
    assert [task.name for task in first] == ["roto", "paint", "prep"]
    assert len(sent.requests) == 2
    assert kinds(sent) == [QueryExpression, Create, Create, Create]
    assert 'parent.id is "' in str(sent.operations[0])
    assert 'name in ("roto", "paint", "prep")' in str(sent.operations[0])
    sent.requests.clear()
    again = session.ensure_all([*wanted(1)[:1], *wanted(2)[1:]], by=(Task.name, Task.parent))
    assert all(one is two for one, two in zip(first, again, strict=True))
    assert kinds(sent) == [QueryExpression, Update, Update]


def test_several_differing_values_identify_together(session: Session, shot: Shot) -> None:
    other_shot = session.query(select(Shot).where(Shot.id != shot.id).limit(1)).one()
    pairs = [(shot, "a"), (shot, "b"), (other_shot, "a")]

    def wanted() -> list[Task]:
        return [Task(name=name, parent=parent, project=shot.project) for parent, name in pairs]

    first = session.ensure_all(wanted(), by=(Task.name, Task.parent))
    assert len({task.id for task in first}) == 3
    assert session.ensure_all(wanted(), by=(Task.name, Task.parent)) == first


def test_an_empty_list_sends_nothing(session: Session, sent: RecordingTransport) -> None:
    assert session.ensure_all([], by=Task.name) == []
    assert sent.requests == []


def test_a_plain_key_is_enough(session: Session, sent: RecordingTransport) -> None:
    user = session.query(select(User).load(User.username).where(User.username == "ada")).one()
    assert session.ensure(User(username="ada"), by=User.username) is user


def test_moments_and_empty_values_compare_as_the_server_has_them(
    session: Session, sent: RecordingTransport, shot: Shot
) -> None:
    def wanted() -> Task:
        start = datetime(2026, 3, 1, 12, 0, 0, 250_000)
        return Task(name="c", parent=shot, project=shot.project, start_date=start, thumbnail_id=None)

    session.ensure(wanted(), by=(Task.name, Task.parent, Task.thumbnail_id))
    sent.requests.clear()
    session.ensure(wanted(), by=(Task.name, Task.parent, Task.thumbnail_id))
    assert kinds(sent) == [QueryExpression]


def test_a_local_rename_does_not_hide_what_is_on_the_server(session: Session, shot: Shot) -> None:
    def wanted() -> list[Task]:
        return [Task(name=name, parent=shot, project=shot.project) for name in ("one", "two")]

    one, two = session.ensure_all(wanted(), by=(Task.name, Task.parent))
    one.name = "renamed here"
    assert session.ensure_all(wanted(), by=(Task.name, Task.parent)) == [one, two]
    assert one.name == "one"


def test_several_matches_are_refused(session: Session, sent: RecordingTransport, shot: Shot) -> None:
    with pytest.raises(MultipleResultsError, match="more than one"):
        session.ensure(Task(name="x", project=shot.project), by=Task.project)
    assert kinds(sent) == [QueryExpression]


def test_what_cannot_be_ensured_is_refused_before_anything_is_sent(
    session: Session, sent: RecordingTransport, shot: Shot
) -> None:
    task = Task(name="c", parent=Shot(name="new"), project=shot.project)
    with pytest.raises(SessionError, match="not on the server; commit it first"):
        session.ensure(task, by=(Task.name, Task.parent))
    with pytest.raises(SessionError, match="has no bid"):
        session.ensure(Task(name="c"), by=(Task.name, Task.bid))
    with pytest.raises(SessionError, match="identified by the same values"):
        session.ensure_all([Task(name="c"), Task(name="c")], by=Task.name)
    with pytest.raises(SessionError, match="new entities of one type"):
        session.ensure(shot, by=Shot.name)
    with pytest.raises(SessionError, match="needs what identifies"):
        session.ensure(Task(name="c"), by=())
    with pytest.raises(SessionError, match="holds several"):
        session.ensure(Task(name="c", notes=[]), by=Task.notes)
    assert sent.requests == []
    assert session.new == ()


def test_a_refused_creation_is_pending_then(session: Session, sent: RecordingTransport, shot: Shot) -> None:
    loosely: Any = Task(name="c", parent=shot, project=shot.project, status_id="no such")
    with pytest.raises(CommitError):
        session.ensure(loosely, by=(Task.name, Task.parent))
    assert session.new == (loosely,)
    assert session.query(select(Project).limit(1)).one() is not None
