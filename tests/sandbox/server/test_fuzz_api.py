"""Whatever is posted to /api: results, or an error object; never a fault of the server, never a part of a batch."""

from __future__ import annotations

import copy
import hashlib
import json
import sqlite3
import uuid
from collections.abc import Iterator
from typing import Any

import pytest
import requests
from hypothesis import given
from hypothesis import strategies as st

from ftrack_orm.sandbox import Sandbox
from ftrack_orm.sandbox.actions import ACTIONS
from ftrack_orm.sandbox.files.file_table import TABLES
from tests.hardening.rounds import examples
from tests.sandbox.wire import Wire

EXAMPLES = examples(120)

TYPES = (
    "Task", "Shot", "Project", "AssetVersion", "Note", "Metadata", "Job", "User", "FileComponent", "ComponentLocation",
    "ContextCustomAttributeValue", "CustomAttributeLink", "List", "Timer", "Status", "Context", "Nope", "",
)  # fmt: skip
ACTION_NAMES = (*ACTIONS, "get_upload_metadata", "complete_multipart_upload", "encode_media", "get_widget_url",
    "send_user_invite", "send_review_session_invite", "generate_signed_url", "configure_totp", "Nope", "")  # fmt: skip
FIELDS = (
    "expression", "entity_type", "entity_key", "entity_data", "terms", "context_id", "object_type_ids", "values",
    "reset_type", "component_id", "file_name", "file_size", "checksum", "parts", "upload_id", "version_id", "name",
    "keep_original", "theme", "user_id", "review_session_invitee_id", "job_type", "metadata",
)  # fmt: skip

WORDS = (
    "select", "name", "id", "*", "Task", "where", "is", "not", "and", "or", "(", ")", "[", "]", "in", "like", "any",
    "has", "order", "by", "limit", "offset", "group", ",", ".", '"x"', "'y'", "none", "true", "3", "-1", "1e400", "now",
    "=", "!=", ">", "<", "status.name", "custom_attributes", "metadata", "count(id)", "~", "\\", "\0", "ünï",
)  # fmt: skip

texts = st.one_of(
    st.text(max_size=20),
    st.sampled_from(
        ["", "\0", "\ud800", "'", '"', "%", "../..", "a" * 5000, "none", "select", "id", "__entity_type__"]
    ),
)
numbers = st.one_of(
    st.integers(),
    st.floats(allow_nan=False, allow_infinity=False),
    st.sampled_from([2**63, -(2**63) - 1, 10**400, 1e308]),
)
scalars = st.one_of(st.none(), st.booleans(), numbers, texts)
values = st.recursive(
    scalars,
    lambda inner: st.one_of(
        st.lists(inner, max_size=4),
        st.dictionaries(texts, inner, max_size=4),
        st.fixed_dictionaries({"__entity_type__": st.sampled_from(TYPES)}, optional={"id": inner, "key": inner}),
        st.fixed_dictionaries({"__type__": st.sampled_from(["datetime", "date", "x"]), "value": inner}),
    ),
    max_leaves=12,
)


@pytest.fixture(scope="module")
def wire() -> Iterator[Wire]:
    with Sandbox() as sandbox, requests.Session() as http:
        yield Wire(sandbox, http)


@pytest.fixture(scope="module")
def templates(wire: Wire) -> list[list[dict[str, Any]]]:
    """Batches that the server takes, to be spoiled in one place."""
    [task] = wire.query("select id, parent_id, project_id, status_id from Task limit 1")
    [user] = wire.query('select id from User where username is "leo"')
    [version] = wire.query("select id, asset_id from AssetVersion limit 1")
    [component] = wire.query("select id from FileComponent limit 1")
    parent = {"__entity_type__": "Shot", "id": task["parent_id"]}
    task_data = {
        "__entity_type__": "Task",
        "name": "fuzz",
        "parent": parent,
        "bid": 3600,
        "metadata": [],
        "children": [],
    }
    note = {"__entity_type__": "Note", "content": "x", "parent_id": task["id"], "parent_type": "task", "recipients": []}
    metadata = {"__entity_type__": "Metadata", "parent_id": task["id"], "parent_type": "task", "key": "k", "value": "v"}
    shot_data = {"name": "s", "start_date": {"__type__": "datetime", "value": "2024-01-01T00:00:00"}}
    where = (
        'status.name is "Approved" and bid > 3 or assignments any (resource.id is "x") order by name limit 3 offset 1'
    )
    return [
        [{"action": "create", "entity_type": "Task", "entity_key": None, "entity_data": task_data}],
        [{"action": "create", "entity_type": "Note", "entity_data": note}],
        [{"action": "create", "entity_type": "Metadata", "entity_key": [task["id"], "k"], "entity_data": metadata}],
        [{"action": "create", "entity_type": "AssetVersion", "entity_data": {"asset_id": version["asset_id"]}}],
        [{"action": "create", "entity_type": "Shot", "entity_data": shot_data | {"parent_id": task["project_id"]}}],
        [{"action": "update", "entity_type": "Task", "entity_key": [task["id"]], "entity_data": task_data}],
        [{"action": "update", "entity_type": "User", "entity_key": user["id"], "entity_data": {"thumbnail_id": None}}],
        [{"action": "delete", "entity_type": "AssetVersion", "entity_key": [version["id"]]}],
        [{"action": "query", "expression": f"select name, parent.name, link from Task where {where}"}],
        [{"action": "search", "expression": "Task", "entity_type": "Task", "terms": ["a"],
          "context_id": task["project_id"], "object_type_ids": []}],
        [{"action": "reset_remote", "reset_type": "api_key", "entity_type": "User", "entity_key": user["id"]}],
        [{"action": "get_upload_metadata", "component_id": component["id"], "file_name": "a", "file_size": 3,
          "checksum": "kAFQmDzST7DWlj99KOF/cg==", "parts": 2}],
        [{"action": "complete_multipart_upload", "component_id": component["id"], "upload_id": "0" * 32,
          "parts": [{"part_number": 1, "e_tag": "x"}]}],
        [{"action": "encode_media", "component_id": component["id"], "version_id": version["id"],
          "keep_original": True}],
        [{"action": "get_widget_url", "name": "info", "theme": "dark", "entity_type": "Task",
          "entity_key": [task["id"]]}],
        [{"action": "send_user_invite", "user_id": user["id"]}],
        [{"action": "permissions", "user_id": user["id"]}],
        [{"action": "compute_rollups", "entity_key": [task["id"]]}],
        [{"action": "delayed_job", "job_type": "SYNC_USERS_LDAP"}],
        [{"action": "query_server_information", "values": ["version"]}],
    ]  # fmt: skip


def _state(sandbox: Sandbox) -> str:
    """Return a digest of the whole database."""
    assert sandbox._store is not None
    with sandbox._store.begin(writes=False) as connection:
        driver = connection.connection.driver_connection
        assert isinstance(driver, sqlite3.Connection)
        rows = hashlib.blake2b()
        for line in driver.iterdump():
            rows.update(line.encode("utf-8", "surrogatepass"))
    return rows.hexdigest()


def _count(sandbox: Sandbox) -> int:
    """Return how many rows there are in all tables."""
    assert sandbox._store is not None
    names = [table.name for table in (*sandbox._store.tables.metadata.sorted_tables, *TABLES.sorted_tables)]
    counts = " + ".join(f'(select count(*) from "{name}")' for name in names)
    with sandbox._store.begin(writes=False) as connection:
        return int(connection.exec_driver_sql(f"select {counts}").scalar() or 0)


def _marker() -> tuple[str, dict[str, Any]]:
    key = str(uuid.uuid4())
    data = {"__entity_type__": "NoteCategory", "id": key, "name": key}
    return key, {"action": "create", "entity_type": "NoteCategory", "entity_key": [key], "entity_data": data}


def _is_there(wire: Wire, key: str) -> bool:
    assert wire.sandbox._store is not None
    with wire.sandbox._store.begin(writes=False) as connection:
        found = connection.exec_driver_sql('select 1 from "NoteLabel" where id = ?', (key,)).first()
    return found is not None


def _post(wire: Wire, body: bytes, *, strict: bool = False) -> requests.Response:
    headers = wire.credentials | ({"ftrack-strict-api": "true"} if strict else {})
    return wire.http.post(f"{wire.sandbox.url}/api", data=body, headers=headers, timeout=60)


def _judge(response: requests.Response) -> Any:
    """Return the results, or None for a refusal that is as it must be."""
    assert response.status_code < 500, response.text[:500]
    answer = response.json()
    if isinstance(answer, list):
        assert response.status_code == 200
        return answer
    assert isinstance(answer["exception"], str)
    assert isinstance(answer["content"], str)
    assert answer["exception"] != "InternalServerError"
    return None


def _run(wire: Wire, operations: list[Any], *, strict: bool) -> None:
    """Send operations after a marker: all is answered and saved, or an error object came and nothing is saved."""
    key, marker = _marker()
    before = _count(wire.sandbox)
    body = json.dumps([marker, *operations]).encode()
    answered = _judge(_post(wire, body, strict=strict))
    wire.sandbox.wait_for_jobs(30)
    assert _is_there(wire, key) is (answered is not None)
    if answered is None:
        assert _count(wire.sandbox) == before
    else:
        assert len(answered) == len(operations) + 1


@EXAMPLES
@given(body=st.one_of(st.binary(max_size=200), st.text(max_size=200).map(lambda text: text.encode("utf-8", "replace"))))
def test_bytes_that_are_no_json(wire: Wire, body: bytes) -> None:
    response = _post(wire, body)
    assert _judge(response) is None or json.loads(body) == []


@EXAMPLES
@given(body=values)
def test_json_that_is_no_batch(wire: Wire, body: Any) -> None:
    answered = _judge(_post(wire, json.dumps(body).encode()))
    assert answered is None or body == []


@EXAMPLES
@given(
    operation=st.fixed_dictionaries(
        {"action": st.one_of(st.sampled_from(ACTION_NAMES), values)}, optional=dict.fromkeys(FIELDS, values)
    ),
    entity_type=st.sampled_from(TYPES),
    strict=st.booleans(),
)
def test_operations_of_anything(wire: Wire, operation: dict[str, Any], entity_type: str, strict: bool) -> None:
    _run(wire, [operation], strict=strict)
    _run(wire, [operation | {"entity_type": entity_type}], strict=strict)


def _places(value: Any, way: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """Return the ways to every value within a JSON value."""
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [place for key, item in inner for place in ((*way, key), *_places(item, (*way, key)))]


@examples(350)
@given(data=st.data(), strict=st.booleans())
def test_valid_batches_with_one_value_spoiled(
    wire: Wire, templates: list[list[dict[str, Any]]], data: st.DataObject, strict: bool
) -> None:
    batch = copy.deepcopy(data.draw(st.sampled_from(templates)))
    *way, last = data.draw(st.sampled_from(_places(batch)))
    holder: Any = batch
    for key in way:
        holder = holder[key]
    if isinstance(holder, dict) and data.draw(st.booleans()):
        name = data.draw(
            st.one_of(texts, st.sampled_from(["id", "link", "metadata", "custom_attributes", "status", "children"]))
        )
        holder[name] = data.draw(values)
    else:
        holder[last] = data.draw(values)
    _run(wire, batch, strict=strict)


@EXAMPLES
@given(
    parts=st.lists(
        st.sampled_from(WORDS),
        max_size=14,
    ),
    strict=st.booleans(),
)
def test_expressions_of_any_words(wire: Wire, parts: list[str], strict: bool) -> None:
    _run(wire, [{"action": "query", "expression": " ".join(parts)}], strict=strict)


@pytest.mark.parametrize("opening", ['{"a":', "[", '[{"action":"query","x":'])
@pytest.mark.parametrize("depth", [900, 5_000, 200_000])
def test_nesting_beyond_measure(wire: Wire, opening: str, depth: int) -> None:
    closing = "".join({"[": "]", "{": "}"}.get(letter, "") for letter in reversed(opening))
    nested = opening * depth + "1" + closing * depth
    body = f'[{{"action":"query","expression":"Task","metadata":{nested}}}]'
    _judge(_post(wire, body.encode()))
    assert _judge(_post(wire, b"[]")) == []


@pytest.mark.parametrize("depth", [50, 500, 3_000])
def test_nested_values_in_a_write(wire: Wire, depth: int) -> None:
    for name in ("name", "metadata", "parent", "bid"):
        nested = "[" * depth + "]" * depth
        body = f'[{{"action":"create","entity_type":"Task","entity_data":{{"{name}":{nested}}}}}]'
        assert _judge(_post(wire, body.encode())) is None


def test_nested_expression(wire: Wire) -> None:
    for depth in (50, 1_000, 20_000):
        for text in ("(" * depth + "name is x" + ")" * depth, "not " * depth + "name is x"):
            _run(wire, [{"action": "query", "expression": f"Task where {text}"}], strict=False)
        path = ".".join(["parent"] * depth)
        _run(wire, [{"action": "query", "expression": f"select {path}.name from Task"}], strict=False)


def test_huge_values_and_batches(wire: Wire) -> None:
    data = {"name": "x" * 10**6, "description": "y" * 10**6, "parent_id": "z" * 10**6}
    _run(wire, [{"action": "create", "entity_type": "Task", "entity_data": data}], strict=True)
    _run(wire, [{"action": "Nope"}] * 20_000, strict=True)
    _run(wire, [{"action": "query_server_information"}] * 3_000, strict=True)
    many = {f"name{i}": i for i in range(10_000)}
    _run(wire, [{"action": "create", "entity_type": "Task", "entity_data": many}], strict=True)
    ids = ", ".join(f'"{i}"' for i in range(20_000))
    _run(wire, [{"action": "query", "expression": f"Task where id in ({ids}) limit 1"}], strict=True)


@pytest.mark.parametrize(
    "body",
    [
        b'[{"action": "query", "action": "delete", "expression": "Task"}]',
        b'[{"action": "create", "entity_type": "Task", "entity_data": {"name": "\\ud800"}}]',
        b'[{"action": "query", "expression": "Task where name is \\"\\u0000\\""}]',
        b'[{"action": "query", "expression": "Task limit 99999999999999999999"}]',
        b'[{"action": "query", "expression": "Task offset -1"}]',
        b'\xef\xbb\xbf[{"action": "query_server_information"}]',
        '[{"action": "query_server_information"}]'.encode("utf-16"),
        b'[{"action": "query_server_information"}] x',
        b"[1e999]",
        b"[-]",
        b"nul",
    ],
)
def test_bodies_that_were_thought_of(wire: Wire, body: bytes) -> None:
    _judge(_post(wire, body))


def test_state_after_all_of_it_is_sound(wire: Wire) -> None:
    before = _state(wire.sandbox)
    for operation in ({"action": "delete", "entity_type": "Project", "entity_key": ["x"]}, {"action": "Nope"}):
        _key, marker = _marker()
        assert _judge(_post(wire, json.dumps([marker, operation]).encode())) is None
        assert _state(wire.sandbox) == before
