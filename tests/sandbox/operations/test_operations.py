"""Operations besides those on entities and files."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from typing import Any

import pytest
import requests

from ftrack_orm.sandbox import Sandbox
from ftrack_orm.schema import Schema
from tests.sandbox.wire import Wire


@pytest.fixture(scope="module")
def wire() -> Iterator[Wire]:
    with Sandbox() as sandbox, requests.Session() as http:
        yield Wire(sandbox, http)


def _as(wire: Wire, user: str, key: str, *operations: Any) -> Any:
    headers = {"ftrack-user": user, "ftrack-api-key": key}
    return requests.post(f"{wire.sandbox.url}/api", json=operations, headers=headers, timeout=30).json()


def _user(wire: Wire, username: str) -> str:
    [user] = wire.query(f'select id from User where username is "{username}"')
    return str(user["id"])


@pytest.mark.parametrize("action", ["configure_totp", "Query", "get_widget_url2", "", "__init__"])
def test_unknown_action_is_an_error_object_that_names_it(wire: Wire, action: str) -> None:
    answer = wire.post({"action": action}).json()
    assert "Invalid action" in answer["content"]
    assert answer["error_code"] == "invalid_action"


def test_new_key_works_and_the_old_one_does_not(wire: Wire) -> None:
    reset = {
        "action": "reset_remote",
        "reset_type": "api_key",
        "entity_type": "User",
        "entity_key": _user(wire, "yuki"),
    }
    first = wire.post(reset).json()[0]["data"]["api_key"]
    assert _as(wire, "yuki", first) == []
    second = _as(wire, "yuki", first, reset)[0]["data"]["api_key"]
    assert _as(wire, "yuki", second) == []
    assert _as(wire, "yuki", first)["exception"] == "InvalidCredentialsError"


def test_key_of_another_user_is_not_reset_by_anybody(wire: Wire) -> None:
    user = wire.sandbox.add_user("worker")
    reset = {
        "action": "reset_remote",
        "reset_type": "api_key",
        "entity_type": "User",
        "entity_key": _user(wire, "ines"),
    }
    assert _as(wire, user.user, user.key, reset)["exception"] == "PermissionError"


def test_reset_of_a_refused_batch_leaves_the_key(wire: Wire) -> None:
    user = wire.sandbox.add_user("keeper")
    reset = {
        "action": "reset_remote",
        "reset_type": "api_key",
        "entity_type": "User",
        "entity_key": _user(wire, "keeper"),
    }
    assert "exception" in wire.post(reset, {"action": "query", "expression": "Nonsense"}).json()
    assert _as(wire, user.user, user.key) == []


@pytest.mark.parametrize(
    "wrong",
    [{"reset_type": "password"}, {"entity_type": "Task"}, {"entity_key": "nobody"}, {"entity_key": None}],
    ids=str,
)
def test_nothing_else_is_reset(wire: Wire, wrong: dict[str, Any]) -> None:
    reset = {
        "action": "reset_remote",
        "reset_type": "api_key",
        "entity_type": "User",
        "entity_key": _user(wire, "ines"),
    }
    assert wire.post(reset | wrong).json()["exception"] in {"ValueError", "ValidationError"}


def test_invitation_is_shown_in_the_log(wire: Wire, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.INFO, "ftrack_orm.sandbox"):
        assert wire.post({"action": "send_user_invite", "user_id": _user(wire, "ines")}).json() == [{"sent": True}]
    assert "ines@lantern-tide.example" in caplog.text


def test_invitation_of_a_refused_batch_is_not_sent(wire: Wire) -> None:
    before = wire.sandbox.invitations
    invite = {"action": "send_user_invite", "user_id": _user(wire, "ines")}
    assert "exception" in wire.post(invite, {"action": "send_user_invite", "user_id": "nobody"}).json()
    assert wire.sandbox.invitations == before


def test_address_cannot_forge_a_line_of_the_log(wire: Wire, caplog: pytest.LogCaptureFixture) -> None:
    data = {
        "__entity_type__": "User",
        "id": "forger",
        "username": "forger",
        "email": "x@y\nERROR hacked",
        "is_active": True,
    }
    wire.post({"action": "create", "entity_type": "User", "entity_data": data})
    with caplog.at_level(logging.INFO, "ftrack_orm.sandbox"):
        wire.post({"action": "send_user_invite", "user_id": "forger"})
    assert "\nERROR" not in caplog.messages[-1]


def test_delayed_job_is_an_entity(wire: Wire) -> None:
    job = wire.post({"action": "delayed_job", "job_type": "SYNC_USERS_LDAP"}).json()[0]["data"]
    assert job["__entity_type__"] == "Job"
    [found] = wire.query(f'select status, finished_at from Job where id is "{job["id"]}"')
    assert found["status"] == "done"
    assert found["finished_at"] is not None


def test_unknown_job_is_refused(wire: Wire) -> None:
    assert "SYNC_USERS_LDAP" in wire.post({"action": "delayed_job", "job_type": "NOPE"}).json()["content"]


def test_permissions_are_the_roles_of_the_user(wire: Wire) -> None:
    reader = wire.sandbox.add_user("reading", roles=["Reader"], projects=["demo"])
    [answer] = _as(wire, reader.user, reader.key, {"action": "permissions"})
    [project] = wire.query('select id from Project where name is "demo"')
    assert answer["data"]["roles"] == [{"level": "read", "project_ids": [project["id"]]}]
    [answer] = wire.post({"action": "permissions", "user_id": _user(wire, "marcus")}).json()
    assert answer["data"]["roles"] == [{"level": "produce", "project_ids": None}]


def test_rollups_sum_what_is_below(wire: Wire) -> None:
    [sequence] = wire.query('select id, time_logged from Sequence where name is "Storm"')
    [answer] = wire.post({"action": "compute_rollups", "entity_key": sequence["id"]}).json()
    tasks = wire.query(f'select bid from Task where ancestors.id is "{sequence["id"]}"')
    assert len(tasks) > 3
    [rollup] = answer["data"]
    assert rollup["task_count"] == len(tasks)
    assert rollup["bid"] == pytest.approx(sum(task["bid"] or 0 for task in tasks))
    assert rollup["time_logged"] == pytest.approx(sequence["time_logged"])


def test_rollups_see_what_the_batch_wrote_before(wire: Wire) -> None:
    [task] = wire.query("select id, bid from Task limit 1")
    data = {"__entity_type__": "Task", "bid": 12_345.0}
    update = {"action": "update", "entity_type": "Task", "entity_key": [task["id"]], "entity_data": data}
    answers = wire.post(update, {"action": "compute_rollups", "entity_key": [task["id"]]}).json()
    assert answers[1]["data"][0]["bid"] == 12_345.0


@pytest.mark.parametrize("key", [None, [], "nobody", [None], ["x"] * 501, {"id": "x"}], ids=lambda key: str(key)[:20])
def test_rollups_of_what_is_no_context_are_refused(wire: Wire, key: Any) -> None:
    assert wire.post({"action": "compute_rollups", "entity_key": key}).json()["exception"] == "ValidationError"


def test_schema_without_these_types_answers_error_objects() -> None:
    bare = Schema.from_json(
        [{"id": "Thing", "primary_key": ["id"], "properties": {"id": {"type": "string"}}, "required": ["id"]}]
    )
    with Sandbox(bare, seed="empty") as sandbox, requests.Session() as http:
        wire = Wire(sandbox, http)
        for operation in (
            {"action": "delayed_job", "job_type": "SYNC_USERS_LDAP"},
            {"action": "encode_media", "component_id": "x"},
            {"action": "send_user_invite", "user_id": "x"},
            {"action": "compute_rollups", "entity_key": ["x"]},
            {"action": "reset_remote", "reset_type": "api_key", "entity_type": "User", "entity_key": "x"},
            {"action": "get_widget_url", "name": "tasks", "entity_type": "Task", "entity_key": ["x"]},
        ):
            assert wire.post(operation).json()["exception"] == "ValidationError", operation
        for path in ("get", "thumbnail", "remove"):
            got = http.get(f"{sandbox.url}/component/{path}?id=x", headers=wire.credentials, timeout=30)
            assert got.status_code == 404
