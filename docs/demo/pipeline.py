"""A pipeline script as a studio writes it: typed by the package that was generated from its workspace.

Tasks that are in progress, or not started, go to review; a new shot comes with its three tasks.
"""

from __future__ import annotations

from collections.abc import Callable

from studio import Project, Sequence, Shot, Status, Task, Type

from ftrack_orm import Session, select
from ftrack_orm.query import Select
from ftrack_orm.session import CommitReport, Plan

MOST = 40


def open_tasks() -> Select[Task]:
    """Return the query for the tasks to change: everything that the table shows comes with it."""
    return (
        select(Task)
        .where(Task.status.name.in_(["Not started", "In progress"]), Task.parent.name.like("%_0%"))
        .load(Task.name, Task.bid, Task.status.name, Task.type.name, Task.parent.name)
        .order_by(Task.parent.name, Task.name)
        .limit(MOST)
    )


def change(session: Session, tasks: list[Task]) -> Shot:
    """Send the tasks to review and add a shot with three tasks; nothing is sent yet."""
    review = session.query(select(Status).where(Status.name == "Awaiting approval").load(Status.name)).one()
    for task in tasks:
        task.status = review
    project = session.query(select(Project).limit(1)).one()
    sequence = session.query(select(Sequence).load(Sequence.name).order_by(Sequence.name).limit(1)).one()
    types = session.query(select(Type).where(Type.name.in_(["Animation", "Lighting", "Compositing"])))
    shot = Shot(name="sh999", parent=sequence, project=project)
    for type in types:
        session.add(Task(name=type.name.lower(), type=type, parent=shot, project=project))
    return shot


def run(session: Session, show_tasks: Callable[[list[Task]], None], show_plan: Callable[[Plan], None]) -> CommitReport:
    """Query, change, look at the plan, commit."""
    tasks = session.query(open_tasks()).all()
    show_tasks(tasks)
    change(session, tasks)
    show_plan(session.plan())
    return session.commit()


def read_back(session: Session) -> list[tuple[str, str, str]]:
    """Return the state after the commit as typed tuples: shot, task, status."""
    rows = select(Task.parent.name, Task.name, Task.status.name).where(
        (Task.status.name == "Awaiting approval") | (Task.parent.name == "sh999")
    )
    return session.query(rows.order_by(Task.parent.name, Task.name)).all()
