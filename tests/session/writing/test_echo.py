"""`Session(echo=True)`."""

from __future__ import annotations

import logging
import re

import pytest

from ftrack_orm import Session, select
from ftrack_orm.errors import CommitError
from ftrack_orm.sandbox import Sandbox
from ftrack_stock import Project, Task


@pytest.fixture
def lines(caplog: pytest.LogCaptureFixture) -> pytest.LogCaptureFixture:
    caplog.set_level(logging.INFO, "ftrack_orm.session")
    return caplog


def test_each_request_is_one_readable_line(sandbox: Sandbox, lines: pytest.LogCaptureFixture) -> None:
    with Session(sandbox.url, sandbox.api_user, sandbox.api_key, echo=True) as session:
        task = session.query(select(Task).load(Task.name).limit(3)).all()[0]
        project = session.query(select(Project).limit(1)).one()
        task.name = "renamed"
        session.add(Task(name="comp", parent=project, project=project))
        session.commit()
        assert session.server_information["version"]
    said = lines.messages
    assert re.fullmatch(r"query select name from Task offset 0 limit 3: 3 rows, \d+ ms", said[0])
    assert re.fullmatch(r"query Project offset 0 limit 1: 1 row, \d+ ms", said[1])
    assert re.fullmatch(r"2 operations \(1 create, 1 update\): done, \d+ ms", said[2])
    assert re.fullmatch(r"query_server_information: done, \d+ ms", said[3])
    assert len(said) == 4


def test_long_queries_are_shortened_and_keys_never_shown(sandbox: Sandbox, lines: pytest.LogCaptureFixture) -> None:
    with Session(sandbox.url, sandbox.api_user, sandbox.api_key, echo=True) as session:
        session.query(select(Task).where(Task.name.in_([f"name\n{number}" for number in range(300)]))).all()
        assert "Echo" not in repr(session)
    (line,) = lines.messages
    assert len(line) < 220
    assert "\n" not in line
    assert sandbox.api_key not in lines.text


def test_a_failure_is_logged_as_one(sandbox: Sandbox, lines: pytest.LogCaptureFixture) -> None:
    with Session(sandbox.url, sandbox.api_user, sandbox.api_key, echo=True) as session:
        task = session.query(select(Task).limit(1)).one()
        task.status_id = "no such"
        with pytest.raises(CommitError):
            session.commit()
    assert re.fullmatch(r"update: failed with \w+, \d+ ms", lines.messages[-1])


def test_without_echo_nothing_is_logged(session: Session, lines: pytest.LogCaptureFixture) -> None:
    session.query(select(Task).limit(1)).all()
    assert lines.messages == []
