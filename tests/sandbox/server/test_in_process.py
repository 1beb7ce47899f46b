"""A sandbox without a server: the same answers, and back to its start."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

import ftrack_stock
from ftrack_orm import Session, select
from ftrack_orm.errors import CommitError, ConfigurationError, TransportError
from ftrack_orm.sandbox import Sandbox
from ftrack_orm.sandbox.rights.credentials import Credentials
from ftrack_orm.transport import QuerySchemas
from ftrack_stock import Task


@pytest.fixture
def quiet() -> Iterator[Sandbox]:
    with Sandbox(serve=False) as sandbox:
        yield sandbox


def opened(sandbox: Sandbox, credentials: Credentials | None = None) -> Session:
    return Session(transport=sandbox.transport(credentials), models=ftrack_stock)


def names(sandbox: Sandbox) -> list[str]:
    with opened(sandbox) as session:
        return session.query(select(Task.name).order_by(Task.id)).all()


def rename(sandbox: Sandbox, name: str) -> None:
    with opened(sandbox) as session:
        session.query(select(Task).order_by(Task.id).limit(1)).one().name = name
        session.commit()


def test_there_is_no_port_before_it_is_served(quiet: Sandbox) -> None:
    assert repr(quiet) == "<Sandbox in process>"
    with pytest.raises(ConfigurationError, match=r"call serve\(\) first"):
        _ = quiet.url


def test_served_later_it_is_the_same_workspace(quiet: Sandbox) -> None:
    rename(quiet, "renamed")
    url = quiet.serve().url
    assert quiet.serve().url == url
    with Session(url, quiet.api_user, quiet.api_key, models=ftrack_stock) as session:
        assert session.query("Task where name is renamed").one()


def test_answers_are_those_of_http(quiet: Sandbox) -> None:
    quiet.serve()
    query = "select name, end_date, status.name, custom_attributes, link from Task order by id limit 50"
    with opened(quiet) as inside, Session(quiet.url, quiet.api_user, quiet.api_key) as over_http:
        operation = {"action": "query", "expression": query}
        assert inside.call([operation]) == over_http.call([operation])
        assert inside.call([QuerySchemas().to_json()]) == over_http.call([QuerySchemas().to_json()])


def test_restored_it_holds_what_it_held_as_often_as_needed(quiet: Sandbox) -> None:
    before = names(quiet)
    quiet.hold()
    for number in range(3):
        rename(quiet, f"renamed {number}")
        assert names(quiet) != before
        quiet.restore()
        assert names(quiet) == before


def test_later_moment_takes_the_place_of_the_earlier(quiet: Sandbox) -> None:
    quiet.hold()
    rename(quiet, "kept")
    quiet.hold()
    rename(quiet, "dropped")
    quiet.restore()
    assert names(quiet)[0] == "kept"


def test_refused_batch_leaves_nothing_while_held(quiet: Sandbox) -> None:
    quiet.hold()
    before = names(quiet)
    with opened(quiet) as session:
        first, second = session.query(select(Task).order_by(Task.id).limit(2)).all()
        first.name = "half"
        second.status_id = "no such status"
        with pytest.raises(CommitError):
            session.commit()
    assert names(quiet) == before
    rename(quiet, "whole")
    assert names(quiet)[0] == "whole"


def test_restored_it_forgets_users_faults_and_who_was_believed(quiet: Sandbox) -> None:
    quiet.hold()
    wren = quiet.add_user("wren")
    quiet.faults.next(status=503)
    with opened(quiet, wren) as session:
        assert session.query(select(Task).limit(1)).all()
    quiet.restore()
    assert quiet.faults.pending == 0
    with pytest.raises(ConfigurationError, match="not valid"):
        quiet.transport(wren)


def test_rights_hold_in_process_too(quiet: Sandbox) -> None:
    reader = quiet.add_user("reader", roles=["Reader"])
    with opened(quiet, reader) as session:
        session.query(select(Task).limit(1)).one().name = "no"
        with pytest.raises(CommitError):
            session.commit()


def test_database_in_a_file_does_not_go_back(tmp_path: Path) -> None:
    with (
        Sandbox(seed="empty", database=tmp_path / "one.db", serve=False) as sandbox,
        pytest.raises(ConfigurationError, match="only a sandbox in memory"),
    ):
        sandbox.hold()


def test_closed_transport_takes_no_requests(quiet: Sandbox) -> None:
    transport = quiet.transport()
    transport.close()
    transport.close()
    with pytest.raises(TransportError, match="closed"):
        transport.send([QuerySchemas()])
