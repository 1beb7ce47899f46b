"""What type checkers know of entity classes and queries; they read the file, and it runs as well."""

from __future__ import annotations

from datetime import date, datetime
from typing import assert_type

from ftrack_orm import Session, and_, not_, or_, select
from ftrack_orm.mapping import TrackedList
from ftrack_orm.query import Criterion, Path, Select
from ftrack_orm.session import CommitReport, Plan, Result
from ftrack_stock import Appointment, Context, Note, Project, Resource, Shot, Status, Task, User


def test_class_access_gives_typed_expressions() -> None:
    assert_type(Task.name, Path[str])
    assert_type(Task.bid, Path[float])
    assert_type(Task.start_date, Path[datetime | None])
    assert_type(Task.time_logged, Path[float])
    assert_type(Task.status.name, Path[str])
    assert_type(Task.parent.parent.name, Path[str])
    assert_type(Task.name == "comp", Criterion)
    assert_type(Task.name != None, Criterion)  # noqa: E711 - an expression
    assert_type(Task.bid > 3, Criterion)
    assert_type(Task.start_date >= date(2026, 1, 1), Criterion)
    assert_type(Task.start_date == date(2026, 1, 1), Criterion)
    assert_type(Task.name.in_(["a", "b"]), Criterion)
    assert_type(Task.status.has(Status.name == "x"), Criterion)
    assert_type(Task.assignments.any(Appointment.resource.as_(User).username == "ada"), Criterion)
    assert_type((Task.name == "a") & (Task.bid > 1) | ~(Task.name == "b"), Criterion)
    assert_type(and_(Task.name == "a", or_(Task.bid > 1, not_(Task.name == "b"))), Criterion)


def test_selects_are_typed_by_what_they_give() -> None:
    assert_type(select(Task), Select[Task])
    assert_type(select(Task).where(Task.name == "x").order_by(Task.name, Task.bid.desc()).limit(3), Select[Task])
    assert_type(select(Task).load(Task.name, Task.status.name, Task.parent), Select[Task])
    assert_type(select(Task.name), Select[str])
    assert_type(select(Task.name, Task.bid), Select[tuple[str, float]])
    assert_type(select(Task.name, Task.bid, Task.status.name), Select[tuple[str, float, str]])


def test_instances_give_values() -> None:
    status = Status(name="wip")
    task = Task(name="comp", status=status, bid=3600, start_date=datetime(2026, 1, 1))
    assert_type(task.name, str)
    assert_type(task.bid, float)
    assert_type(task.start_date, datetime | None)
    assert_type(task.status, Status)
    assert_type(task.status.name, str)
    assert_type(task.parent, Context)
    assert_type(task.project, Project)
    assert_type(task.notes, TrackedList[Note])
    assert_type(task.assignments[0].resource if task.assignments else None, Resource | None)
    task.status = status
    task.status_id = status.id
    assert task.status is status


def sessions_are_typed(session: Session) -> None:
    assert_type(session.query(select(Task)), Result[Task])
    assert_type(session.query(select(Task)).one(), Task)
    assert_type(session.query(select(Task)).first(), Task | None)
    assert_type(session.query(select(Task.name, Task.bid)).all(), list[tuple[str, float]])
    assert_type(session.get(Shot, "x"), Shot | None)
    assert_type(session.plan(), Plan)
    assert_type(session.commit(), CommitReport)
    for task in session.query(select(Task)):
        assert_type(task, Task)
