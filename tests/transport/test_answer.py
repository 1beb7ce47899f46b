"""What the body of an answer is read as: results, or one of our errors, told word for word."""

from __future__ import annotations

import json
from typing import Any

import pytest

from ftrack_orm.errors import (
    AuthenticationError,
    FtrackError,
    GatewayError,
    ProtocolError,
    ServerError,
    ServerPermissionError,
)
from ftrack_orm.transport.answer import read_answer

CREDENTIALS = "the server does not accept the API user or the API key: {}; check FTRACK_API_USER and FTRACK_API_KEY"


def refused(answer: Any, status: int = 200, expected: int = 1, retry_after: float | None = None) -> FtrackError:
    body = answer if isinstance(answer, bytes) else json.dumps(answer).encode()
    with pytest.raises(FtrackError) as caught:
        read_answer(body, status, expected, retry_after)
    return caught.value


@pytest.mark.parametrize("status", [200, 201, 399])
def test_a_list_holds_the_results(status: int) -> None:
    assert read_answer(b'[{"data": 1}, 2]', status, 2) == [{"data": 1}, 2]
    assert read_answer(b"[]", status, 0) == []


@pytest.mark.parametrize(("status", "answer"), [(400, [1]), (500, [1]), (200, "text"), (200, None), (200, 3)])
def test_what_is_neither_is_no_answer(status: int, answer: Any) -> None:
    error = refused(answer, status)
    assert type(error) is ProtocolError
    assert str(error) == f"the server answered {status} with neither results nor an error object"


def test_there_is_one_result_for_each_operation() -> None:
    error = refused([1, 2], expected=3)
    assert type(error) is ProtocolError
    assert str(error) == "the server gave 2 results for 3 operations"


@pytest.mark.parametrize("exception", ["FTAuthenticationError", "InvalidCredentialsError"])
@pytest.mark.parametrize("status", [200, 401])
def test_refused_credentials_say_what_to_look_at(exception: str, status: int) -> None:
    error = refused({"exception": exception, "content": "The key is unknown..."}, status)
    assert type(error) is AuthenticationError
    assert str(error) == CREDENTIALS.format("The key is unknown")


@pytest.mark.parametrize("status", [401, 403])
@pytest.mark.parametrize("answer", [b"<html>", {"detail": "no"}, {}])
def test_a_status_alone_may_refuse_credentials(answer: Any, status: int) -> None:
    error = refused(answer, status)
    assert type(error) is AuthenticationError
    assert str(error) == CREDENTIALS.format(f"HTTP status {status}")


@pytest.mark.parametrize("status", [429, 500, 502, 503, 504])
def test_a_gateway_may_fail_before_the_server(status: int) -> None:
    error = refused(b"<html>Bad gateway</html>", status, retry_after=2.5)
    assert type(error) is GatewayError
    assert (error.status, error.retry_after) == (status, 2.5)
    assert f"something before the server failed with HTTP status {status}" in str(error)


@pytest.mark.parametrize("status", [200, 404, 501])
def test_what_is_no_json_is_shown_shortly(status: int) -> None:
    error = refused(b"<html>\n  a\xff" + b"x" * 300, status)
    assert type(error) is ProtocolError
    shown = "<html> a\ufffd" + "x" * (200 - 11)
    assert str(error) == (
        f"the server answered {status} with something that is no JSON ({shown!r}); is it an ftrack server?"
    )


@pytest.mark.parametrize("status", [200, 404, 500])
def test_an_object_that_is_no_error_object_is_no_answer(status: int) -> None:
    error = refused({"detail": "x"}, status)
    assert type(error) is ProtocolError
    assert str(error) == (
        f"the server answered {status} with an object that is no error object; is it an ftrack server?"
    )


def test_findings_of_a_gateway_are_joined_with_their_places() -> None:
    answer = {
        "detail": [
            {"loc": ["body", 0, "action"], "msg": "field required"},
            {"loc": "body", "msg": ["a", "b"]},
            {"msg": 3},
            {"loc": ["body"]},
            "text",
        ]
    }
    error = refused(answer, 422)
    assert type(error) is ServerError
    assert (error.exception, error.content) == (
        "ValidationError",
        "body.0.action: field required; : ['a', 'b']; : 3; body: ",
    )


def test_the_error_object_of_the_server_is_told_whole() -> None:
    answer = {"exception": "IntegrityError", "content": "Duplicate", "error_code": 1062, "error": {"operation": 3}}
    error = refused(answer, 500)
    assert type(error) is ServerError
    assert (error.exception, error.content, error.error_code, error.position) == (
        "IntegrityError",
        "Duplicate",
        "1062",
        3,
    )


def test_what_an_error_object_lacks_is_none() -> None:
    error = refused({"exception": "IntegrityError"})
    assert type(error) is ServerError
    assert (error.content, error.error_code, error.position) == ("", None, None)


@pytest.mark.parametrize("detail", [None, "text", [], {}, {"operation": "3"}, {"operation": True}, {"operation": 3.0}])
def test_a_position_is_a_number_or_not_known(detail: Any) -> None:
    error = refused({"exception": "IntegrityError", "content": "a", "error": detail})
    assert type(error) is ServerError
    assert error.position is None


def test_a_refused_right_is_an_error_of_its_own() -> None:
    error = refused({"exception": "PermissionError", "content": "No", "error_code": "x"})
    assert type(error) is ServerPermissionError
    assert (error.content, error.error_code) == ("No", "x")


def test_what_is_no_text_is_told_shortly() -> None:
    error = refused({"exception": ["a"], "content": {"a": list(range(100))}})
    assert isinstance(error, ServerError)
    assert (error.exception, error.content) == ("['a']", "{'a': [0, 1, 2, 3, 4, 5, ...]}")
