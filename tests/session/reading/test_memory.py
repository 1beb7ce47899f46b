"""What the session keeps alive, and what it lets go."""

from __future__ import annotations

import gc
import weakref
from collections.abc import Iterator

import pytest

from ftrack_orm import Session, select
from ftrack_orm.mapping import Entity
from ftrack_orm.sandbox import Sandbox
from ftrack_stock import Project, Task


@pytest.fixture(scope="module")
def bench() -> Iterator[Sandbox]:
    with Sandbox(seed="bench:3000") as sandbox:
        yield sandbox


@pytest.fixture
def long(bench: Sandbox) -> Iterator[Session]:
    with Session(bench.url, bench.api_user, bench.api_key) as session:
        yield session


def alive() -> int:
    gc.collect()
    return sum(issubclass(type(thing), Entity) for thing in gc.get_objects())


def test_a_stream_keeps_nothing_of_the_pages_before(long: Session) -> None:
    before = alive()
    most = count = 0
    for task in long.query(select(Task).load(Task.name, Task.status.name, Task.assignments)).stream():
        count += 1
        if count % 500 == 1:
            most = max(most, alive() - before)
        assert task.name
    assert count >= 3000
    assert most < 2500  # a page of tasks and what they link to, not all that came


def test_a_result_keeps_its_entities(long: Session) -> None:
    result = long.query(select(Task))
    tasks = len(result.all())
    assert alive() >= tasks


def test_entities_that_nobody_holds_are_gone(session: Session) -> None:
    tasks = session.query(select(Task).load(Task.name, Task.notes).limit(20)).all()
    gone = [weakref.ref(task) for task in tasks]
    del tasks
    gc.collect()
    assert [reference() for reference in gone] == [None] * 20


def change_names(session: Session) -> None:
    for task in session.query(select(Task).load(Task.name).limit(20)).stream():
        task.name += " changed"


def test_pending_entities_are_kept(session: Session, other: Session) -> None:
    project = session.query(select(Project).limit(1)).one()
    change_names(session)
    session.add(Task(name="new and not held", parent=project, project=project))
    gc.collect()
    report = session.commit()
    assert (report.updated, report.created) == (20, 1)
    assert len(other.query(select(Task).where(Task.name.like("% changed"))).all()) == 20
    gc.collect()
    assert len(session.dirty) == 0


def test_a_stream_can_be_left_early_and_started_anew(long: Session) -> None:
    result = long.query(select(Task.name))
    assert next(result.stream()) == next(result.stream())
