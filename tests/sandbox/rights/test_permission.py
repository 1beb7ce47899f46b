"""Security roles: what is refused to whom, and that a refusal leaves nothing."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
import requests

from ftrack_orm.errors import ServerPermissionError
from ftrack_orm.sandbox import Sandbox
from ftrack_orm.sandbox.rights.role import Level, level_of
from tests.official_client import client_errors, connect, new_name
from tests.sandbox.wire import Wire


@pytest.fixture(scope="module")
def sandbox() -> Iterator[Sandbox]:
    with Sandbox(seed="conformance") as running:
        with connect(running) as session:
            schema = session.query("ProjectSchema").first()
            second = session.create("Project", {"name": "second", "full_name": "Second", "project_schema": schema})
            session.create("Shot", {"name": "sh900", "parent": second})
            session.commit()
        yield running


@pytest.fixture(scope="module")
def sessions(sandbox: Sandbox) -> Iterator[dict[str, Any]]:
    """A session for each role, and one of a worker who is in the first project only."""
    opened: dict[str, Any] = {}
    for role in ("Reader", "User", "API", "Project Manager", "Administrator"):
        user = sandbox.add_user(role.lower().replace(" ", "_") + "_1", roles=[role])
        opened[role] = connect(sandbox, user.user, user.key)
    others: dict[str, dict[str, Any]] = {
        "nothing": {"roles": []},
        "inside": {"roles": ["User"], "projects": ["conformance"]},
        "Studio role": {"roles": ["Lighting lead"]},
    }
    for name, options in others.items():
        user = sandbox.add_user(new_name("user"), **options)
        opened[name] = connect(sandbox, user.user, user.key)
    yield opened
    for session in opened.values():
        session.close()


@pytest.fixture(autouse=True)
def _nothing_pending(sessions: dict[str, Any]) -> None:
    for session in sessions.values():
        session.rollback()
        session.reset()


def _refused(session: Any) -> None:
    with pytest.raises(client_errors.ServerError, match="PermissionError"):
        session.commit()
    session.rollback()


@pytest.mark.parametrize("who", ["Reader", "nothing"])
def test_reader_sees_everything_and_changes_nothing(sessions: dict[str, Any], who: str) -> None:
    session = sessions[who]
    task = session.query("Task where name is compositing").one()
    assert task["project"]["name"] == "conformance"
    task["description"] = "changed by a reader"
    _refused(session)
    session.create("Shot", {"name": "by a reader", "parent": task["project"]})
    _refused(session)
    session.delete(task)
    _refused(session)
    assert sessions["Administrator"].query("Task where name is compositing").one()["description"] == ""


def test_refusal_rolls_the_whole_batch_back(sessions: dict[str, Any]) -> None:
    session, name = sessions["User"], new_name("allowed")
    session.create("Shot", {"name": name, "parent": session.query("Project where name is conformance").one()})
    session.create("Status", {"name": "not allowed"})
    _refused(session)
    assert sessions["Administrator"].query(f"Shot where name is {name}").first() is None
    assert sessions["Administrator"].query("Status where name is 'not allowed'").first() is None


def test_refused_write_has_the_wires_error_and_status(sandbox: Sandbox) -> None:
    reader = sandbox.add_user(new_name("reader"), roles=["Reader"])
    data = {"__entity_type__": "Scope", "name": "no"}
    headers = {"ftrack-user": reader.user, "ftrack-api-key": reader.key}
    for strict, status in (("true", 403), ("false", 200)):
        with requests.Session() as http:
            response = Wire(sandbox, http).post(
                {"action": "create", "entity_type": "Scope", "entity_data": data}, ftrack_strict_api=strict, **headers
            )
        assert response.status_code == status
        assert response.json()["exception"] == "PermissionError"
        assert repr(reader.user) in response.json()["content"]


@pytest.mark.parametrize("who", ["User", "API", "Project Manager", "Administrator", "inside", "Studio role"])
def test_worker_changes_what_is_in_a_project(sessions: dict[str, Any], who: str) -> None:
    session = sessions[who]
    project = session.query("Project where name is conformance").one()
    shot = session.create("Shot", {"name": new_name("shot"), "parent": project})
    task = session.create("Task", {"name": "comp", "parent": shot})
    task["metadata"]["by"] = who
    task.create_note("Done.", author=session.query(f"User where username is {session.api_user}").one())
    session.commit()
    session.delete(shot)
    session.commit()


def test_role_in_one_project_ends_at_its_border(sessions: dict[str, Any]) -> None:
    session = sessions["inside"]
    shot = session.query("Shot where name is sh900").one()
    shot["description"] = "from outside"
    _refused(session)
    shot["metadata"]["key"] = "from outside"
    _refused(session)
    session.create("Task", {"name": "outside", "parent": shot})
    _refused(session)
    note = session.create("Note", {"content": "outside", "parent_id": shot["id"], "parent_type": "task"})
    assert note is not None
    _refused(session)


def test_worker_may_not_move_an_entity_out_of_reach(sessions: dict[str, Any]) -> None:
    session = sessions["inside"]
    session.query("Task where name is compositing").one()["parent"] = session.query("Shot where name is sh900").one()
    _refused(session)


@pytest.mark.parametrize(
    ("who", "vocabulary", "security"),
    [("User", False, False), ("API", True, False), ("Project Manager", True, False), ("Administrator", True, True)],
)
def test_vocabulary_and_security_need_higher_roles(
    sessions: dict[str, Any], who: str, vocabulary: bool, security: bool
) -> None:
    session = sessions[who]
    session.create("Status", {"name": new_name("status")})
    session.commit() if vocabulary else _refused(session)
    user = session.create("User", {"username": new_name("user")})
    session.commit() if security else _refused(session)
    assert user is not None
    role = session.query("SecurityRole where name is Administrator").one()
    me = session.query(f"User where username is {session.api_user}").one()
    session.create("UserSecurityRole", {"user": me, "security_role": role, "is_all_projects": True})
    session.commit() if security else _refused(session)


def test_everybody_but_readers_changes_their_own_name(sessions: dict[str, Any]) -> None:
    for who in ("User", "Reader"):
        session = sessions[who]
        session.query(f"User where username is {session.api_user}").one()["first_name"] = "Changed"
        session.commit() if who == "User" else _refused(session)
    session = sessions["User"]
    session.query("User where username is ada").one()["first_name"] = "Changed"
    _refused(session)
    session.query(f"User where username is {session.api_user}").one()["username"] = "ada2"
    _refused(session)


def test_own_session_meets_a_permission_error(sandbox: Sandbox) -> None:
    import ftrack_stock
    from ftrack_orm import Session
    from ftrack_orm.errors import CommitError

    reader = sandbox.add_user(new_name("reader"), roles=["Reader"])
    with Session(sandbox.url, reader.user, reader.key, models=ftrack_stock) as session:
        task = session.query("Task where name is compositing").one()
        assert isinstance(task, ftrack_stock.Task)
        task.description = "changed"
        with pytest.raises((CommitError, ServerPermissionError), match="do not allow"):
            session.commit()
        session.rollback()


@pytest.mark.parametrize(
    ("role", "level"),
    [("Administrator", Level.ADMINISTER), ("API", Level.PRODUCE), ("Reader", Level.READ), ("Comp lead", Level.WORK)],
)
def test_level_of_a_role_goes_by_its_name(role: str, level: Level) -> None:
    assert level_of(role) is level
