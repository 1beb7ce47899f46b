"""`begin`, `begin_nested` and `dry_run`."""

from __future__ import annotations

import pytest

from ftrack_orm import Session, select
from ftrack_orm.errors import CommitError, SessionError
from ftrack_orm.sandbox import Sandbox
from ftrack_orm.transport import RecordingTransport, Update
from ftrack_stock import Note, Project, Shot, Status, Task


@pytest.fixture
def task(session: Session) -> Task:
    query = select(Task).load(Task.name, Task.bid, Task.status.name, Task.status_id, Task.project.name, Task.notes)
    return session.query(query.limit(1)).one()


def test_begin_commits_at_the_end(session: Session, other: Session, task: Task) -> None:
    with session.begin():
        task.name = "renamed"
    saved = other.get(Task, task.id)
    assert saved is not None
    assert saved.name == "renamed"
    assert session.dirty == ()


def test_an_exception_in_begin_sends_nothing_and_undoes_the_block(
    session: Session, sent: RecordingTransport, task: Task
) -> None:
    name, requests = task.name, len(sent.requests)

    def block() -> None:
        with session.begin():
            task.name = "renamed"
            session.add(Task(name="new", parent=task.project, project=task.project))
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        block()
    assert task.name == name
    assert (session.new, session.dirty) == ((), ())
    assert len(sent.requests) == requests


def test_what_was_pending_before_begin_survives_its_failure(session: Session, task: Task) -> None:
    task.bid = 3600

    def block() -> None:
        with session.begin():
            task.name = "renamed"
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        block()
    assert task.bid == 3600
    assert set(session.inspect(task).changes) == {"bid"}


def test_a_refused_commit_at_the_end_of_begin_keeps_everything_pending(session: Session, task: Task) -> None:
    with pytest.raises(CommitError), session.begin():
        task.status_id = "there-is-no-such-status"
    assert session.dirty == (task,)


def test_begin_inside_begin_is_refused(session: Session) -> None:
    with session.begin(), pytest.raises(SessionError, match="begin_nested"), session.begin():
        pass


def test_an_undo_point_restores_what_was_pending(session: Session, task: Task) -> None:
    first, second = session.query(select(Task).where(Task.id != task.id).load(Task.name).limit(2)).all()
    project = task.project
    loaded = (task.name, task.status, second.name)
    added = Shot(name="sh990", parent=project, project=project)
    session.add(added)
    task.bid = 1
    session.delete(first)
    before = str(session.plan())
    with session.begin_nested() as undo:
        task.bid = 2
        task.name = "renamed"
        task.status = session.query(select(Status).where(Status.id != task.status.id).limit(1)).one()
        added.name = "sh991"
        added.description = "not there before"
        second.name = "renamed too"
        later = Shot(name="sh992", parent=project, project=project)
        session.add(later)
        session.delete(second)
        assert str(session.plan()) != before
        undo.rollback()
    assert str(session.plan()) == before
    assert (task.bid, added.name, set(session.new), session.dirty) == (1, "sh990", {added}, (task,))
    assert (task.name, task.status, second.name) == loaded
    assert session.deleted == (first,)
    assert session.inspect(later).state == "transient"
    assert "description" not in session.inspect(added).changes


def test_an_exception_in_begin_nested_undoes_the_block_and_goes_on(session: Session, task: Task) -> None:
    task.name = "before"

    def block() -> None:
        with session.begin_nested():
            task.name = "inside"
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        block()
    assert task.name == "before"


def test_undo_points_stand_inside_each_other(session: Session, task: Task) -> None:
    with session.begin_nested() as outer:
        task.bid = 1
        with session.begin_nested() as inner:
            task.bid = 2
            inner.rollback()
        assert task.bid == 1
        with session.begin_nested():
            task.bid = 3
        assert task.bid == 3
        outer.rollback()
    assert session.dirty == ()


def test_an_undone_creation_can_be_added_again_and_a_dropped_one_comes_back(session: Session, task: Task) -> None:
    shot = Shot(name="sh990", parent=task.project, project=task.project)
    session.add(shot)
    with session.begin_nested() as undo:
        session.delete(shot)
        assert not any(entity is shot for entity in session.new)
        undo.rollback()
    assert session.new == (shot,)
    assert session.commit().created == 1


def test_what_was_committed_inside_stays(session: Session, sent: RecordingTransport, task: Task) -> None:
    task.name = "before"
    with session.begin_nested() as undo:
        task.bid = 10
        session.commit()
        task.bid = 20
        undo.rollback()
    assert (task.name, task.bid, session.dirty) == ("before", 10, ())
    assert sum(isinstance(operation, Update) for operation in sent.operations) == 1


def test_the_cost_of_an_undo_point_follows_the_changes_and_not_what_is_loaded(session: Session, task: Task) -> None:
    session.query(select(Task)).all()
    task.name = "renamed"
    with session.begin_nested() as undo:
        assert len(undo._dirty) == 1
        assert len(undo._new) == 0


def test_a_dry_run_plans_and_sends_nothing(session: Session, sent: RecordingTransport, task: Task) -> None:
    requests = len(sent.requests)
    task.name = "renamed"
    session.add(Task(name="comp", parent=task.project, project=task.project))
    plan = session.dry_run()
    assert [step.action for step in plan] == ["create", "update"]
    assert len(sent.requests) == requests
    assert session.dirty == (task,)
    assert task.project.project_schema_id  # loading works again afterwards
    assert len(sent.requests) == requests + 1


def test_nothing_can_be_sent_from_inside_a_dry_run(session: Session, project_hooked: list[str]) -> None:
    with session._gateway.switches.silence("a dry run sends nothing"), pytest.raises(SessionError, match="dry run"):
        session.query(select(Project)).all()
    assert project_hooked == []


@pytest.fixture
def project_hooked(session: Session) -> list[str]:
    seen: list[str] = []
    session.hooks.loaded(lambda entities: seen.extend(map(repr, entities)))
    return seen


def test_an_undo_point_restores_collections_and_metadata(session: Session, other: Session, task: Task) -> None:
    task.metadata["kept"] = "yes"
    notes = list(task.notes)
    with session.begin_nested() as undo:
        task.metadata["kept"] = "no"
        task.metadata["dropped"] = "x"
        task.notes.append(Note(content="dropped"))
        undo.rollback()
    assert dict(task.metadata)["kept"] == "yes"
    assert "dropped" not in task.metadata
    assert list(task.notes) == notes
    session.commit()
    theirs = other.get(Task, task.id)
    assert theirs is not None
    assert theirs.metadata["kept"] == "yes"
    assert "dropped" not in theirs.metadata
    assert len(theirs.notes) == len(notes)


def test_a_strict_session_commits_and_reads_back(sandbox: Sandbox) -> None:
    with Session(sandbox.url, sandbox.api_user, sandbox.api_key, strict=True) as session:
        project = session.query(select(Project).limit(1)).one()
        task = session.create(Task, name="comp", parent=project, project=project)
        session.commit()
        assert task.status.name
        task.status_id = "no such"
        with pytest.raises(CommitError):
            session.commit()
        assert session.dirty == (task,)
