"""API keys: who is believed, and what is kept of a key."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import requests

from ftrack_orm.errors import ConfigurationError
from ftrack_orm.sandbox import Sandbox
from ftrack_orm.sandbox.rights.key_digest import KeyDigest, new_key
from tests.official_client import client_errors, connect, new_name
from tests.sandbox.wire import Wire

_ASK = {"action": "query_server_information"}


@pytest.fixture(scope="module")
def sandbox() -> Iterator[Sandbox]:
    with Sandbox(seed="empty") as running:
        yield running


def _ask(sandbox: Sandbox, user: str, key: str, *operations: dict[str, Any]) -> requests.Response:
    headers = {"ftrack-user": user, "ftrack-api-key": key}
    return requests.post(f"{sandbox.url}/api", json=operations or (_ASK,), headers=headers, timeout=30)


def _reset(sandbox: Sandbox, user: str) -> str:
    with connect(sandbox) as session:
        return str(session.query(f'User where username is "{user}"').one().reset_api_key())


def test_user_comes_with_the_key_that_was_given(sandbox: Sandbox) -> None:
    grace = sandbox.add_user(new_name("grace"))
    with connect(sandbox, grace.user, grace.key) as session:
        assert session.query(f'User where username is "{grace.user}"').one()["is_active"] is True


def test_key_of_another_user_is_refused(sandbox: Sandbox) -> None:
    one, two = sandbox.add_user(new_name("one")), sandbox.add_user(new_name("two"))
    with pytest.raises(client_errors.ServerError, match="InvalidCredentialsError"):
        connect(sandbox, one.user, two.key)
    response = _ask(sandbox, one.user, two.key)
    assert response.status_code == 401
    assert response.json()["exception"] == "InvalidCredentialsError"
    assert "not valid" in response.headers["FTRACK_ERROR"]


@pytest.mark.parametrize(("user", "key"), [("nobody", "k"), ("", ""), ("ada", ""), ("ada", "INVALID_API_KEY")])
def test_unknown_user_and_wrong_key_are_told_the_same(sandbox: Sandbox, user: str, key: str) -> None:
    response = _ask(sandbox, user, key)
    assert (response.status_code, response.json()["exception"]) == (401, "InvalidCredentialsError")
    assert response.json()["content"] == _ask(sandbox, "somebody else", "x").json()["content"]


def test_global_key_goes_with_every_user(sandbox: Sandbox) -> None:
    grace, key = sandbox.add_user(new_name("grace")), sandbox.add_global_key()
    for user in (grace.user, sandbox.api_user):
        assert _ask(sandbox, user, key).status_code == 200
    assert _ask(sandbox, "nobody", key).status_code == 401
    assert _ask(sandbox, sandbox.api_user, sandbox.api_key).status_code == 200


def test_inactive_user_is_refused_at_once(sandbox: Sandbox) -> None:
    grace = sandbox.add_user(new_name("grace"))
    assert _ask(sandbox, grace.user, grace.key).status_code == 200
    with connect(sandbox) as session:
        session.query(f'User where username is "{grace.user}"').one()["is_active"] = False
        session.commit()
    response = _ask(sandbox, grace.user, grace.key)
    assert (response.status_code, response.json()["exception"]) == (401, "FTAuthenticationError")
    assert _ask(sandbox, grace.user, "wrong").json()["exception"] == "InvalidCredentialsError"


def test_user_may_be_inactive_from_the_start(sandbox: Sandbox) -> None:
    grace = sandbox.add_user(new_name("grace"), is_active=False)
    assert _ask(sandbox, grace.user, grace.key).status_code == 401


def test_deleted_user_is_refused_at_once(sandbox: Sandbox) -> None:
    grace = sandbox.add_user(new_name("grace"))
    assert _ask(sandbox, grace.user, grace.key).status_code == 200
    with connect(sandbox) as session:
        session.delete(session.query(f'User where username is "{grace.user}"').one())
        session.commit()
    assert _ask(sandbox, grace.user, grace.key).status_code == 401


def test_reset_key_replaces_the_former_one(sandbox: Sandbox) -> None:
    grace = sandbox.add_user(new_name("grace"))
    assert _ask(sandbox, grace.user, grace.key).status_code == 200
    key = _reset(sandbox, grace.user)
    assert _ask(sandbox, grace.user, key).status_code == 200
    assert _ask(sandbox, grace.user, grace.key).status_code == 401


def test_reset_of_the_sandboxs_own_user_ends_the_key_it_began_with() -> None:
    with Sandbox(seed="empty") as sandbox:
        key = _reset(sandbox, sandbox.api_user)
        assert _ask(sandbox, sandbox.api_user, sandbox.api_key).status_code == 401
        assert _ask(sandbox, sandbox.api_user, key).status_code == 200


def test_refused_batch_keeps_the_former_key(sandbox: Sandbox) -> None:
    grace = sandbox.add_user(new_name("grace"), roles=["Administrator"])
    with requests.Session() as http:
        [user] = Wire(sandbox, http).query(f'User where username is "{grace.user}"')
    reset = {"action": "reset_remote", "reset_type": "api_key", "entity_type": "User", "entity_key": user["id"]}
    wrong = {"action": "delete", "entity_type": "User", "entity_key": ["nobody"]}
    assert "exception" in _ask(sandbox, grace.user, grace.key, reset, wrong).json()
    assert _ask(sandbox, grace.user, grace.key).status_code == 200


def test_deleting_the_entity_of_a_key_revokes_it(sandbox: Sandbox) -> None:
    grace = sandbox.add_user(new_name("grace"))
    with connect(sandbox) as session:
        user = session.query(f'User where username is "{grace.user}"').one()
        session.delete(session.query(f"ApiKey where resource_id is {user['id']}").one())
        session.commit()
    assert _ask(sandbox, grace.user, grace.key).status_code == 401


def test_somebody_elses_key_is_reset_by_administrators_only(sandbox: Sandbox) -> None:
    grace, reader = sandbox.add_user(new_name("grace")), sandbox.add_user(new_name("reader"), roles=["Reader"])
    with connect(sandbox, reader.user, reader.key) as session:
        with pytest.raises(client_errors.ServerError, match="PermissionError"):
            session.query(f'User where username is "{grace.user}"').one().reset_api_key()
        assert session.query(f'User where username is "{reader.user}"').one().reset_api_key()


def test_names_and_keys_beyond_ascii_are_believed(sandbox: Sandbox) -> None:
    user, key = new_name("inês"), "clé-secrète"
    sandbox.add_user(user, key=key)
    with requests.Session() as http:
        headers = {"ftrack-user": user.encode(), "ftrack-api-key": key.encode()}
        assert http.post(f"{sandbox.url}/api", json=[_ASK], headers=headers, timeout=30).status_code == 200


def test_keys_outlive_the_process_but_stand_nowhere_in_the_database(tmp_path: Path) -> None:
    path = tmp_path / "workspace.db"
    with Sandbox(seed="empty", database=path, api_key="the-operators-key") as sandbox:
        grace, shared = sandbox.add_user("grace", key="graces-secret-key"), sandbox.add_global_key()
    with Sandbox(seed="empty", database=path, api_key="the-operators-key") as sandbox:
        for key in (grace.key, shared):
            assert _ask(sandbox, "grace", key).status_code == 200
        assert _ask(sandbox, sandbox.api_user, "the-operators-key").status_code == 200
    held = b"".join(file.read_bytes() for file in tmp_path.rglob("*") if file.is_file())
    assert b"graces-secret" not in held
    assert b"the-operators" not in held
    assert shared.encode() not in held


def test_key_is_in_no_repr(sandbox: Sandbox) -> None:
    grace = sandbox.add_user(new_name("grace"))
    assert grace.key not in repr(grace)
    assert sandbox.api_key not in repr(sandbox)


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        ({"username": "ada"}, "there is a user 'ada' already"),
        ({"username": "x", "projects": ["nope"]}, "there is no project 'nope'"),
        ({"username": "x", "roles": "Reader"}, r"write roles=\['Reader'\]"),
        ({"username": ""}, "API user"),
        ({"username": "x", "key": " "}, "API key"),
    ],
)
def test_user_that_cannot_be_is_refused_with_the_reason(sandbox: Sandbox, arguments: Any, told: str) -> None:
    with pytest.raises(ConfigurationError, match=told):
        sandbox.add_user(**arguments)


def test_users_are_added_to_a_running_sandbox_only() -> None:
    with pytest.raises(ConfigurationError, match="with Sandbox"):
        Sandbox(seed="empty").add_user("grace")


def test_digests_are_salted_and_match_their_key_only() -> None:
    key = new_key()
    one, two = KeyDigest.of(key), KeyDigest.of(key)
    assert one != two
    assert one.matches(key)
    assert two.matches(key)
    assert not one.matches(key + "x")
