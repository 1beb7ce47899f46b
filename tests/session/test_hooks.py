"""Functions that the session calls as it works."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from ftrack_orm import Session, select
from ftrack_orm.errors import CommitError, SessionError
from ftrack_orm.mapping import Entity
from ftrack_orm.session import CommitReport, Plan
from ftrack_orm.transport import RecordingTransport, Update
from ftrack_stock import Task


@pytest.fixture
def task(session: Session) -> Task:
    return session.query(select(Task).load(Task.name).limit(1)).one()


def test_before_commit_gets_the_plan_and_may_add_to_it(session: Session, sent: RecordingTransport, task: Task) -> None:
    plans: list[Plan] = []

    @session.hooks.before_commit
    def stamp(plan: Plan) -> None:
        plans.append(plan)
        task.description = f"{len(plan)} operation"

    task.name = "renamed"
    session.commit()
    assert [len(plan) for plan in plans] == [1]
    update = sent.operations[-1]
    assert isinstance(update, Update)
    assert update.data == {"name": "renamed", "description": "1 operation"}


def test_an_exception_in_before_commit_stops_the_commit_with_everything_pending(
    session: Session, sent: RecordingTransport, task: Task
) -> None:
    def refuse(plan: Plan) -> None:
        raise ValueError("names are not to be changed")

    session.hooks.before_commit(refuse)
    task.name = "renamed"
    requests = len(sent.requests)
    with pytest.raises(ValueError, match="not to be changed"):
        session.commit()
    assert len(sent.requests) == requests
    assert session.dirty == (task,)
    session.hooks.before_commit.remove(refuse)
    assert session.commit().updated == 1


def test_after_commit_gets_the_report(session: Session, task: Task) -> None:
    reports: list[CommitReport] = []
    session.hooks.after_commit(reports.append)
    session.commit()
    assert reports == []
    task.name = "renamed"
    report = session.commit()
    assert reports == [report]


def test_after_commit_is_not_called_after_a_refusal(session: Session, task: Task) -> None:
    reports: list[CommitReport] = []
    session.hooks.after_commit(reports.append)
    task.status_id = "no such"
    with pytest.raises(CommitError):
        session.commit()
    assert reports == []


def test_after_commit_may_commit_again(session: Session, task: Task) -> None:
    @session.hooks.after_commit
    def follow(report: CommitReport) -> None:
        if task.description != "followed":
            task.description = "followed"
            session.commit()

    task.name = "renamed"
    session.commit()
    assert session.dirty == ()
    assert task.description == "followed"


def test_loaded_gets_the_entities_of_each_page(session: Session) -> None:
    pages: list[Sequence[Entity]] = []
    session.hooks.loaded(pages.append)
    tasks = session.query(select(Task).limit(3)).all()
    assert [list(page) for page in pages] == [tasks]
    assert tasks[0].bid is not None
    assert len(pages) == 2


def test_rolled_back_is_called_after_a_rollback(session: Session, task: Task) -> None:
    dirty: list[int] = []
    session.hooks.rolled_back(lambda: dirty.append(len(session.dirty)))
    task.name = "renamed"
    session.rollback()
    assert dirty == [0]


def test_hooks_see_what_ensure_sends(session: Session, task: Task) -> None:
    plans: list[Plan] = []
    session.hooks.before_commit(plans.append)
    session.ensure(Task(name="a new one", parent=task.parent, project=task.project), by=(Task.name, Task.parent))
    assert [step.action for plan in plans for step in plan] == ["create"]


def test_before_commit_cannot_commit(session: Session, task: Task) -> None:
    def again(plan: Plan) -> None:
        session.commit()

    session.hooks.before_commit(again)
    task.name = "renamed"
    with pytest.raises(SessionError, match="a before_commit function cannot commit"):
        session.commit()
    assert session.dirty == (task,)
    session.hooks.before_commit.remove(again)
    assert session.commit().updated == 1
