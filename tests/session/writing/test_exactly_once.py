"""Commits over a network that fails: each change is applied exactly once, or still pending and said so."""

from __future__ import annotations

import os
import random
from collections.abc import Iterator

import pytest

import ftrack_stock
from ftrack_orm import Session, select
from ftrack_orm.errors import CommitError, CommitUnknown, FtrackError, TransportError
from ftrack_orm.sandbox import Sandbox
from ftrack_orm.transport import RetryPolicy
from ftrack_stock import Project, Task
from tests.session.writing.fault_proxy import FAULTS, Fault, fault_proxy

COMMITS = int(os.environ.get("FTRACK_ORM_FAULT_COMMITS", "150"))
QUICK = RetryPolicy(attempts=4, first=0.001, most=0.002)


class Script:
    """Chooses the faults of the next requests, then none."""

    def __init__(self) -> None:
        self.faults: list[Fault] = []

    def __call__(self) -> Fault:
        return self.faults.pop(0) if self.faults else "none"


@pytest.fixture
def script() -> Script:
    return Script()


@pytest.fixture
def shaky(sandbox: Sandbox, script: Script) -> Iterator[Session]:
    """A session whose requests go through the proxy."""
    with (
        fault_proxy(sandbox.url, script) as url,
        Session(url, sandbox.api_user, sandbox.api_key, models=ftrack_stock, retry=QUICK, timeout=0.2) as session,
    ):
        yield session


@pytest.fixture
def project(shaky: Session) -> Project:
    return shaky.query(select(Project).limit(1)).one()


@pytest.mark.parametrize("fault", FAULTS)
def test_a_create_is_applied_once_whatever_happens_to_its_first_sending(
    shaky: Session, other: Session, script: Script, project: Project, fault: Fault
) -> None:
    task = Task(name="once", parent=project, project=project)
    shaky.add(task)
    script.faults = [fault]
    shaky.commit()
    assert [found.id for found in other.query(select(Task).where(Task.name == "once"))] == [task.id]
    assert (shaky.new, shaky.dirty) == ((), ())
    assert task.status.name


@pytest.mark.parametrize("fault", FAULTS)
def test_an_update_and_a_delete_are_applied_whatever_happens_to_their_first_sending(
    shaky: Session, other: Session, script: Script, fault: Fault
) -> None:
    changed, deleted = shaky.query(select(Task).load(Task.name).limit(2)).all()
    changed.name = "changed"
    script.faults = [fault]
    shaky.commit()
    shaky.delete(deleted)
    script.faults = [fault]
    shaky.commit()
    theirs = other.get(Task, changed.id)
    assert theirs is not None
    assert theirs.name == "changed"
    assert other.get(Task, deleted.id) is None
    assert (shaky.dirty, shaky.deleted) == ((), ())


def test_where_nobody_can_be_asked_everything_stays_and_the_next_commit_asks(
    shaky: Session, other: Session, script: Script, project: Project
) -> None:
    task = Task(name="lost", parent=project, project=project)
    shaky.add(task)
    script.faults = ["cut after", *["cut before"] * 20]  # type: ignore[list-item]  # a repeated literal is widened
    with pytest.raises(CommitUnknown, match="still pending"):
        shaky.commit()
    assert shaky.new == (task,)
    task.description = "changed since"
    script.faults = []
    report = shaky.commit()
    assert (report.created, report.updated) == (0, 1)
    (found,) = other.query(select(Task).where(Task.name == "lost").load(Task.description)).all()
    assert found.description == "changed since"


def test_random_commits_are_applied_exactly_once_or_reported(sandbox: Sandbox, other: Session) -> None:
    """Each commit creates a task and renames an earlier one; one request in three fails in some way."""
    chance = random.Random(20261120)
    weights = [2 * (len(FAULTS) - 2), *[1] * (len(FAULTS) - 2), 0.1]
    reported = 0
    failing = False

    def choose() -> Fault:
        return chance.choices(FAULTS, weights)[0] if failing else "none"

    with (
        fault_proxy(sandbox.url, choose) as url,
        Session(url, sandbox.api_user, sandbox.api_key, models=ftrack_stock, retry=QUICK, timeout=0.2) as session,
    ):
        project = session.query(select(Project).limit(1)).one()
        tasks: list[Task] = []
        failing = True
        for number in range(COMMITS):
            task = Task(name=f"fault {number}", parent=project, project=project)
            session.add(task)
            tasks.append(task)
            renamed = chance.choice(tasks)
            renamed.description = f"touched by {number}"
            try:
                session.commit()
            except (CommitUnknown, TransportError):
                reported += 1
                assert session.new
        failing = False
        for _ in range(100):
            try:
                session.commit()
                break
            except CommitError:
                raise
            except FtrackError:
                continue
        assert (session.new, session.dirty) == ((), ())
        expected = {task.name: task.description for task in tasks}
    found = other.query(select(Task.name, Task.description).where(Task.name.startswith("fault "))).all()
    assert len(found) == COMMITS
    assert dict(found) == expected
    assert reported < COMMITS
