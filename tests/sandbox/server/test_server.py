from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest
import requests

from ftrack_orm.sandbox import Sandbox
from ftrack_orm.sandbox.web.request_body import MOST_BYTES
from tests.sandbox.wire import Wire

_UNKNOWN_ATTRIBUTE = {"action": "query", "expression": "Task where no_such_attribute is 1"}


@pytest.fixture(scope="module")
def wire() -> Iterator[Wire]:
    with Sandbox(seed="empty") as sandbox, requests.Session() as http:
        yield Wire(sandbox, http)


def test_answer_is_an_array_with_one_result_for_each_operation_in_order(wire: Wire) -> None:
    response = wire.post(
        {"action": "query", "expression": 'select name from Status where name is "Approved"'},
        {"action": "query_server_information"},
    )
    assert response.status_code == 200
    statuses, information = response.json()
    assert [status["name"] for status in statuses["data"]] == ["Approved"]
    assert "version" in information


def test_empty_array_is_answered_with_an_empty_array(wire: Wire) -> None:
    assert wire.post().json() == []


def test_schema_hash_is_the_md5_of_the_answered_schemas(wire: Wire) -> None:
    information, schemas = wire.post({"action": "query_server_information"}, {"action": "query_schemas"}).json()
    assert information["schema_hash"] == hashlib.md5(json.dumps(schemas, sort_keys=True).encode()).hexdigest()


def test_refused_batch_is_an_error_object_with_http_200(wire: Wire) -> None:
    response = wire.post({"action": "query_server_information"}, _UNKNOWN_ATTRIBUTE)
    assert response.status_code == 200
    answer = response.json()
    assert answer["exception"]
    assert "no_such_attribute" in answer["content"]
    assert answer["error"] == {"operation": 1, "offset": 11}


@pytest.mark.parametrize(
    "headers",
    [
        {"ftrack_strict_api": "true"},
        {"ftrack_api_options": "strict:1"},
        {"ftrack_api_options": "strict:1;denormalize:1"},
        {"ftrack_api_options": "denormalize:1; strict:1"},
    ],
)
def test_strict_client_gets_a_real_status_with_the_same_error_object(wire: Wire, headers: dict[str, str]) -> None:
    response = wire.post(_UNKNOWN_ATTRIBUTE, **headers)
    assert response.status_code == 400
    assert response.json() == wire.post(_UNKNOWN_ATTRIBUTE).json()


@pytest.mark.parametrize("headers", [{"ftrack_strict_api": "false"}, {"ftrack_api_options": "strict:0"}])
def test_client_that_declines_strictness_gets_http_200(wire: Wire, headers: dict[str, str]) -> None:
    assert wire.post(_UNKNOWN_ATTRIBUTE, **headers).status_code == 200


@pytest.mark.parametrize("operation", [3, None, [], {}, {"action": 3}])
def test_what_is_no_operation_is_refused_by_its_position(wire: Wire, operation: object) -> None:
    answer = wire.post({"action": "query_server_information"}, operation).json()
    assert answer["exception"] in {"ValidationError", "ValueError"}
    assert answer["error"] == {"operation": 1}


@pytest.mark.parametrize(
    "body",
    [b"", b"[", b"{}", b'"query"', b"\xff\xfe\xfa", b"[NaN]", b"[" * 100_000, b"[" + b"9" * 5000 + b"]"],
    ids=["empty", "cut", "object", "text", "bytes", "not a number", "deep", "huge number"],
)
def test_body_that_is_no_json_array_gets_http_400_and_an_error_object(wire: Wire, body: bytes) -> None:
    response = wire.post_bytes(body)
    assert response.status_code == 400
    assert response.json().keys() == {"exception", "content"}
    assert response.headers["FTRACK_ERROR"]


def test_body_beyond_the_bound_gets_http_413(wire: Wire) -> None:
    assert wire.post_bytes(b"[" + b" " * MOST_BYTES + b"]").status_code == 413


def test_body_without_a_stated_length_is_bounded_too(wire: Wire) -> None:
    chunks = (b" " * 2**20 for _ in range(MOST_BYTES // 2**20 + 1))
    try:
        response = wire.http.post(f"{wire.sandbox.url}/api", data=chunks, headers=wire.credentials, timeout=30)
        assert response.status_code == 413
    except requests.ConnectionError:
        pass  # the server may close before the client has sent all
    assert wire.post().json() == []


@pytest.mark.parametrize("missing", ["ftrack-user", "ftrack-api-key"])
@pytest.mark.parametrize("value", [None, "", "someone-else", "INVALID_API_KEY", "ключ".encode()])
def test_wrong_or_missing_credentials_get_http_401(wire: Wire, missing: str, value: str | bytes | None) -> None:
    headers: dict[str, str | bytes | None] = {**wire.credentials}
    if value is None:
        del headers[missing]
    else:
        headers[missing] = value
    response = requests.post(f"{wire.sandbox.url}/api", json=[], headers=headers, timeout=30)
    assert response.status_code == 401
    assert response.json()["exception"] == "InvalidCredentialsError"
    assert response.headers["FTRACK_ERROR"] == response.json()["content"]
    assert wire.sandbox.api_key not in response.text


def test_nothing_of_a_body_is_judged_before_the_credentials(wire: Wire) -> None:
    assert requests.post(f"{wire.sandbox.url}/api", data=b"[", timeout=30).status_code == 401


@pytest.mark.parametrize("user", ["ada.lovelace@example.com", "José", "李雷"])
def test_user_names_of_any_script_are_accepted_in_utf_8(user: str) -> None:
    with Sandbox(seed="empty", api_user=user) as sandbox:
        headers: dict[str, str | bytes | None] = {"ftrack-user": user.encode(), "ftrack-api-key": sandbox.api_key}
        response = requests.post(f"{sandbox.url}/api", json=[], headers=headers, timeout=30)
        assert response.status_code == 200


def test_user_name_is_accepted_in_latin_1_as_python_clients_send_it() -> None:
    with Sandbox(seed="empty", api_user="José") as sandbox:
        headers = {"ftrack-user": "José", "ftrack-api-key": sandbox.api_key}
        assert requests.post(f"{sandbox.url}/api", json=[], headers=headers, timeout=30).status_code == 200


def test_other_methods_and_paths_are_refused_with_an_error_object(wire: Wire) -> None:
    method = wire.http.get(f"{wire.sandbox.url}/api", timeout=30)
    path = wire.http.get(f"{wire.sandbox.url}/nowhere", timeout=30)
    assert (method.status_code, path.status_code) == (405, 404)
    assert method.json()["content"] == "Method Not Allowed"


def test_root_is_a_page_for_people(wire: Wire) -> None:
    assert "<title>ftrack sandbox</title>" in wire.http.get(wire.sandbox.url, timeout=30).text


def test_default_thumbnail_is_a_png(wire: Wire) -> None:
    response = wire.http.get(f"{wire.sandbox.url}/img/thumbnail2.png", timeout=30)
    assert response.headers["Content-Type"] == "image/png"
    assert response.content.startswith(b"\x89PNG\r\n\x1a\n")
    assert response.content.endswith(b"IEND\xaeB`\x82")


def test_many_clients_at_once_are_all_answered(wire: Wire) -> None:
    def ask(number: int) -> str:
        status = {"action": "query", "expression": f"select name from Status limit 1 offset {number % 8}"}
        response = requests.post(f"{wire.sandbox.url}/api", json=[status], headers=wire.credentials, timeout=30)
        return str(response.json()[0]["data"][0]["name"])

    with ThreadPoolExecutor(16) as pool:
        names = list(pool.map(ask, range(64)))
    assert len(names) == 64
    assert len(set(names)) == 8


def test_refused_batch_leaves_nothing_behind(wire: Wire) -> None:
    create = {
        "action": "create",
        "entity_type": "NoteCategory",
        "entity_key": ["5d1c0a52-0000-4000-8000-000000000001"],
        "entity_data": {
            "__entity_type__": "NoteCategory",
            "id": "5d1c0a52-0000-4000-8000-000000000001",
            "name": "never",
        },
    }
    answer = wire.post(create, _UNKNOWN_ATTRIBUTE).json()
    assert answer["error"]["operation"] == 1
    assert wire.query('NoteCategory where name is "never"') == []
