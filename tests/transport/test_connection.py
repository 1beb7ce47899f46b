"""What goes along with each request, as a real HTTP server sees it."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import ExitStack
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
import requests

from ftrack_orm import Session
from ftrack_orm.settings import Settings
from ftrack_orm.transport import Connection, HttpTransport, QueryExpression

KEY = "a-very-secret-key"


class Listener:
    """A server that keeps the headers of each request and answers with an empty result."""

    def __init__(self) -> None:
        self.requests: list[tuple[str, dict[str, str]]] = []
        listener = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                self.rfile.read(int(self.headers["Content-Length"]))
                listener.requests.append((self.path, {name.lower(): value for name, value in self.headers.items()}))
                body = b'[{"action": "query", "data": [], "metadata": {"next": {"offset": null}}}]'
                self.send_response(200)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, format: str, *args: object) -> None:
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_port}"

    def headers(self) -> dict[str, str]:
        """The headers of the last request."""
        return self.requests[-1][1]


@pytest.fixture
def listener() -> Iterator[Listener]:
    listener = Listener()
    thread = threading.Thread(target=listener.server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield listener
    listener.server.shutdown()
    listener.server.server_close()
    thread.join()


def test_without_options_only_what_is_needed_goes_along(listener: Listener) -> None:
    with Session(listener.url, "ada", KEY) as session:
        session.query("Task").all()
    headers = listener.headers()
    assert (headers["ftrack-user"], headers["ftrack-api-key"]) == ("ada", KEY)
    assert not {"ftrack-strict-api", "ftrack-clienttoken", "ftrack-pushtoken", "cookie"} & headers.keys()


def test_headers_cookies_and_tokens_go_along(listener: Listener) -> None:
    with Session(
        listener.url,
        "ada",
        KEY,
        headers={"X-Studio": "north", "ftrack-api-key": "another"},
        cookies={"gate": "open"},
        strict=True,
        client_token="mine",
        push_token="push",
    ) as session:
        session.query("Task").all()
    headers = listener.headers()
    assert headers["x-studio"] == "north"
    assert headers["cookie"] == "gate=open"
    assert headers["ftrack-strict-api"] == "true"
    assert (headers["ftrack-clienttoken"], headers["ftrack-pushtoken"]) == ("mine", "push")
    assert headers["ftrack-api-key"] == KEY


def test_the_strict_api_may_be_asked_for_by_one_request(listener: Listener) -> None:
    transport = HttpTransport(Settings(listener.url, "ada", KEY))
    transport.send([QueryExpression("Task", strict=True)])
    assert listener.headers()["ftrack-strict-api"] == "true"
    transport.send([QueryExpression("Task")])
    assert "ftrack-strict-api" not in listener.headers()
    transport.close()


def test_a_proxy_gets_the_request(listener: Listener) -> None:
    with Session("http://studio.invalid", "ada", KEY, proxies={"http": listener.url}) as session:
        session.query("Task").all()
    path, headers = listener.requests[-1]
    assert path == "http://studio.invalid/api"
    assert headers["host"] == "studio.invalid"


def test_certificates_are_verified_by_what_is_given(tmp_path: Path) -> None:
    settings = Settings("https://studio.invalid", "ada", KEY)
    bundle = tmp_path / "studio.pem"
    for given, taken in ((True, True), (False, False), (bundle, str(bundle)), ("/etc/studio", "/etc/studio")):
        transport = HttpTransport(settings, connection=Connection(verify=given))
        with transport._sessions.taken() as http:
            assert http.verify == taken
        transport.close()


def test_secrets_stay_out_of_the_repr() -> None:
    connection = Connection(
        {"X": "secret"}, {"gate": "secret"}, {"http": "http://user:secret@proxy"}, True, True, "secret"
    )
    transport = HttpTransport(Settings("https://studio.invalid", "ada", KEY), connection=connection)
    assert "secret" not in repr(connection) + repr(transport)


def pools_of(http: requests.Session) -> int:
    return len(http.get_adapter("http://").poolmanager.pools)  # type: ignore[attr-defined]  # requests types no adapters


def test_a_closed_transport_closes_all_connections(listener: Listener) -> None:
    transport = HttpTransport(Settings(listener.url, "ada", KEY))
    with ExitStack() as stack:
        opened = [stack.enter_context(transport._sessions.taken()) for _ in range(3)]
        for http in opened[:2]:
            http.post(f"{listener.url}/api", data=b"[]")
    transport.send([QueryExpression("Task")])
    assert sum(map(pools_of, opened)) >= 2
    transport.close()
    assert sum(map(pools_of, opened)) == 0


def test_what_is_in_use_when_the_transport_closes_is_closed_when_it_comes_back(listener: Listener) -> None:
    transport = HttpTransport(Settings(listener.url, "ada", KEY))
    with transport._sessions.taken() as http:
        transport.close()
        http.post(f"{listener.url}/api", data=b"[]")
        assert pools_of(http) == 1
    assert pools_of(http) == 0
    assert transport._sessions._idle == []
