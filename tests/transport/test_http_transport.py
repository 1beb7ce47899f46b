"""What becomes of answers that are no results, against a real HTTP server that gives them."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest

from ftrack_orm import Session
from ftrack_orm.errors import (
    AuthenticationError,
    ConfigurationError,
    FtrackError,
    GatewayError,
    ProtocolError,
    RequestTimeoutError,
    ServerError,
    ServerPermissionError,
    ServerUnreachableError,
)
from ftrack_orm.settings import Settings
from ftrack_orm.transport import HttpTransport, QueryExpression, RetryPolicy

KEY = "a-very-secret-key"
Answer = tuple[int, dict[str, str], bytes]
Serve = Callable[[Answer], AbstractContextManager[HttpTransport]]


@contextmanager
def serving(answer: Answer, *, delay: threading.Event | None = None, timeout: float = 5.0) -> Iterator[HttpTransport]:
    """A server that gives one answer to everything, and a transport to it."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            self.rfile.read(int(self.headers["Content-Length"]))
            if delay is not None:
                delay.wait(10)
            status, headers, body = answer
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    settings = Settings(f"http://127.0.0.1:{server.server_port}", "ada", KEY)
    transport = HttpTransport(settings, timeout=timeout, retry=RetryPolicy(attempts=1))
    try:
        yield transport
    finally:
        transport.close()
        if delay is not None:
            delay.set()
        server.shutdown()
        server.server_close()
        thread.join()


def error_of(answer: Answer) -> FtrackError:
    with serving(answer) as transport, pytest.raises(FtrackError) as caught:
        transport.send([QueryExpression("Task")])
    assert KEY not in str(caught.value)
    return caught.value


def json_answer(status: int, value: object) -> Answer:
    return status, {}, json.dumps(value).encode()


def test_results_come_back_in_order() -> None:
    with serving(json_answer(200, [{"data": 1}, {"data": 2}])) as transport:
        assert transport.send([QueryExpression("A"), QueryExpression("B")]) == [{"data": 1}, {"data": 2}]


def test_error_object_with_status_200_is_a_server_error() -> None:
    body = {"exception": "ValidationError", "content": "no", "error_code": "x", "error": {"operation": 3}}
    error = error_of(json_answer(200, body))
    assert isinstance(error, ServerError)
    assert (error.exception, error.content, error.error_code, error.position) == ("ValidationError", "no", "x", 3)


def test_permission_error_is_a_builtin_permission_error() -> None:
    error = error_of(json_answer(403, {"exception": "PermissionError", "content": "may not"}))
    assert isinstance(error, ServerPermissionError)
    assert isinstance(error, PermissionError)


@pytest.mark.parametrize("exception", ["InvalidCredentialsError", "FTAuthenticationError"])
def test_refused_credentials_name_the_remedy(exception: str) -> None:
    error = error_of(json_answer(401, {"exception": exception, "content": "The key is not valid."}))
    assert isinstance(error, AuthenticationError)
    assert "FTRACK_API_KEY" in str(error)


def test_401_without_a_body_is_an_authentication_error() -> None:
    assert isinstance(error_of((401, {}, b"")), AuthenticationError)


def test_html_is_no_ftrack_server() -> None:
    error = error_of((200, {"Content-Type": "text/html"}, b"<html>Welcome to nginx</html>"))
    assert isinstance(error, ProtocolError)
    assert "is it an ftrack server?" in str(error)


def test_gateway_validation_is_a_server_error() -> None:
    error = error_of(json_answer(422, {"detail": [{"loc": ["body", 0], "msg": "field required", "type": "missing"}]}))
    assert isinstance(error, ServerError)
    assert "body.0: field required" in str(error)


def test_bad_gateway_may_have_worked() -> None:
    error = error_of((502, {}, b"<html>Bad Gateway</html>"))
    assert isinstance(error, GatewayError)
    assert (error.status, error.may_have_worked) == (502, True)


def test_too_many_requests_did_nothing_and_says_when_to_come_back() -> None:
    error = error_of((429, {"Retry-After": "7"}, b""))
    assert isinstance(error, GatewayError)
    assert (error.retry_after, error.may_have_worked) == (7.0, False)


def test_fewer_results_than_operations_are_refused() -> None:
    assert isinstance(error_of(json_answer(200, [])), ProtocolError)


def test_a_redirect_is_refused_since_it_would_carry_the_key() -> None:
    error = error_of((302, {"Location": "http://127.0.0.1:9/elsewhere"}, b""))
    assert isinstance(error, ProtocolError)
    assert "redirects" in str(error)


@pytest.mark.parametrize("timeout", [0, -1, float("nan"), "5", None, True])
def test_a_timeout_that_is_none_is_refused(timeout: Any) -> None:
    with pytest.raises(ConfigurationError, match="timeout is a number of seconds above 0"):
        HttpTransport(Settings("http://localhost", "ada", "key"), timeout=timeout)


def test_timeout_is_a_builtin_timeout() -> None:
    never = threading.Event()
    with (
        serving(json_answer(200, []), delay=never, timeout=0.2) as transport,
        pytest.raises(RequestTimeoutError) as caught,
    ):
        transport.send([QueryExpression("Task")])
    assert isinstance(caught.value, TimeoutError)
    assert KEY not in repr(caught.value)


def test_unreachable_server_names_the_setting() -> None:
    transport = HttpTransport(Settings("http://127.0.0.1:9", "ada", KEY), retry=RetryPolicy(attempts=1))
    with pytest.raises(ServerUnreachableError, match="FTRACK_SERVER"):
        transport.send([QueryExpression("Task")])
    transport.close()


def test_the_key_is_in_no_repr() -> None:
    settings = Settings("http://127.0.0.1:9", "ada", KEY)
    transport = HttpTransport(settings)
    with Session(transport=transport) as session:
        assert KEY not in repr(settings) + repr(transport) + repr(session)


@pytest.mark.parametrize(
    ("environment", "setting"),
    [
        ({}, "FTRACK_SERVER"),
        ({"FTRACK_SERVER": "https://studio.ftrackapp.com", "FTRACK_API_USER": "ada"}, "FTRACK_API_KEY"),
    ],
)
def test_missing_settings_are_named(environment: dict[str, str], setting: str) -> None:
    with pytest.raises(ConfigurationError, match=setting):
        Settings.resolve(environment=environment)


def test_settings_come_from_arguments_then_environment() -> None:
    environment = {"FTRACK_SERVER": "studio", "FTRACK_API_USER": "ada", "FTRACK_APIKEY": "old"}
    assert Settings.resolve(environment=environment) == Settings("https://studio.ftrackapp.com", "ada", "old")
    assert Settings.resolve("http://h:80/x/", "bo", "k", environment) == Settings("http://h:80/x", "bo", "k")


@pytest.mark.parametrize("address", ["ftp://host", "http://", "http://user:password@host", "http://host:port"])
def test_bad_addresses_are_refused_without_being_shown(address: str) -> None:
    with pytest.raises(ConfigurationError) as caught:
        Settings.resolve(address, "ada", "key", {})
    assert "password" not in str(caught.value).replace("passwords", "")
