"""Our session and the official client from the package index on one workspace: each sees what the other wrote."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any

import pytest

from ftrack_orm import Session, select
from ftrack_orm.sandbox import Sandbox
from ftrack_stock import Project, Shot, Status, Task
from tests.official_client import connect

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning")


@pytest.fixture
def official(sandbox: Sandbox) -> Iterator[Any]:
    with connect(sandbox) as session:
        yield session


def test_the_official_client_sees_what_our_session_wrote(session: Session, official: Any) -> None:
    project = session.query(select(Project).where(Project.name == "demo")).one()
    status = session.query(select(Status).where(Status.name == "Approved")).one()
    shot = Shot(name="both 010", parent=project, project=project, description='says "hello"')
    task = Task(
        name="comp", parent=shot, project=project, status=status, bid=7200, start_date=datetime(2026, 11, 20, 9)
    )
    session.add(task)
    session.commit()
    task.name = "compositing"
    session.commit()

    theirs = official.query(
        f'select name, bid, start_date, status.name, parent.name, parent.description from Task where id is "{task.id}"'
    ).one()
    assert (theirs["name"], theirs["bid"], theirs["status"]["name"]) == ("compositing", 7200, "Approved")
    assert theirs["start_date"].naive == datetime(2026, 11, 20, 9)
    assert (theirs["parent"]["name"], theirs["parent"]["description"]) == ("both 010", 'says "hello"')

    session.delete(shot)
    session.commit()
    assert official.query('Shot where name is "both 010"').first() is None


def test_our_session_sees_what_the_official_client_wrote(session: Session, official: Any) -> None:
    project = official.query('Project where name is "demo"').one()
    shot = official.create("Shot", {"name": "both 020", "parent": project})
    official.create("Task", {"name": "comp", "parent": shot, "bid": 3600.0})
    official.commit()
    shot["description"] = "changed by them"
    official.commit()

    query = select(Task).where(Task.parent.name == "both 020").load(Task.name, Task.bid, Task.parent, Task.status.name)
    task = session.query(query).one()
    assert (task.name, task.bid) == ("comp", 3600.0)
    assert isinstance(task.parent, Shot)
    assert task.parent.description == "changed by them"
    assert task.status.name
