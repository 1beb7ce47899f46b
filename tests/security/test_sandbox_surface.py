"""What a stranger on this machine, or a web page in the developer's browser, gets from a running sandbox."""

from __future__ import annotations

import ast
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest
import requests

from ftrack_orm import Session
from ftrack_orm.events.wire_socket import open_socket
from ftrack_orm.sandbox import Sandbox
from ftrack_orm.sandbox.cloning.clone import clone
from ftrack_orm.sandbox.rights import authentication, key_digest
from ftrack_orm.settings import Settings
from ftrack_orm.transport import Connection, HttpTransport
from ftrack_stock import Location, Project, Task

SANDBOX = Path(authentication.__file__).parents[1]
KEYED = (
    ("POST", "/api"),
    ("GET", "/socket.io/1/"),
    ("POST", "/socket.io/1"),
    ("GET", "/component/get?id=x"),
    ("GET", "/component/thumbnail?id=x"),
    ("GET", "/component/remove?id=x"),
    ("POST", "/component/remove?id=x"),
    ("PUT", "/upload"),
    ("PUT", "/upload?token=x.y"),
    ("GET", "/widget"),
    ("GET", "/widget?token=x.y"),
)
OPEN = ("/", "/console/console.js", "/console/console.css", "/img/thumbnail2.png")
STRANGE = {"Origin": "https://evil.example", "Host": "evil.example", "Cookie": "session=x"}


@pytest.fixture(scope="module")
def running() -> Iterator[Sandbox]:
    with Sandbox(seed="empty") as sandbox:
        yield sandbox


def test_the_server_listens_on_the_loopback_alone(running: Sandbox) -> None:
    server = running._server
    assert server is not None
    assert server._socket.getsockname()[0] == "127.0.0.1"
    for _, _, _, _, address in socket.getaddrinfo(socket.gethostname(), None, socket.AF_INET):
        if not str(address[0]).startswith("127."):
            with socket.socket() as knocking:
                assert knocking.connect_ex((address[0], server._socket.getsockname()[1])) != 0


@pytest.mark.parametrize(("method", "path"), KEYED)
@pytest.mark.parametrize("headers", [{}, STRANGE, {"ftrack-user": "admin", "ftrack-api-key": ""}], ids=str)
def test_a_page_of_another_origin_gets_nothing_without_the_key(
    running: Sandbox, method: str, path: str, headers: dict[str, str]
) -> None:
    """A foreign `Host` is what DNS rebinding looks like here: no route believes where a request comes from."""
    answer = requests.request(method, running.url + path, headers=headers, data=b"[]", timeout=10)
    assert answer.status_code in (401, 403, 405)
    assert running.api_user not in answer.text


def test_every_route_needs_the_key_or_is_known_to_be_open() -> None:
    """A new route must be added to one of the lists of this file."""
    calls = [
        node.args[0].value
        for path in SANDBOX.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id in ("Route", "WebSocketRoute")
        and isinstance(node.args[0], ast.Constant)
    ]
    known = {path.partition("?")[0] for _, path in KEYED} | {*OPEN, "/socket.io/1/websocket/{sid}"}
    assert len(calls) > 8
    assert set(calls) <= known


def test_pages_that_need_no_key_hold_nothing_of_the_workspace(running: Sandbox) -> None:
    for path in OPEN:
        answer = requests.get(running.url + path, headers=STRANGE, timeout=10)
        assert answer.status_code == 200
        for secret in (running.api_key, running.api_user):
            assert secret.encode() not in answer.content
        assert "set-cookie" not in answer.headers


def test_no_cookie_stands_for_the_key(running: Sandbox) -> None:
    cookies = {"ftrack-api-key": running.api_key, "api_key": running.api_key, "apiKey": running.api_key}
    answer = requests.post(f"{running.url}/api", data=b"[]", cookies=cookies, timeout=10)
    assert answer.status_code == 401


def test_a_socket_needs_a_handshake_and_each_is_good_for_one(running: Sandbox) -> None:
    def upgrade(sid: str) -> bytes:
        with open_socket(running.url, Connection(), 5) as opened:
            opened.sendall(
                f"GET /socket.io/1/websocket/{sid} HTTP/1.1\r\nHost: evil.example\r\nOrigin: https://evil.example\r\n"
                "Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
                "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n".encode()
            )
            return opened.recv(64)

    assert b" 403 " in upgrade("0" * 20)
    headers = {"ftrack-user": running.api_user, "ftrack-api-key": running.api_key}
    sid = requests.get(f"{running.url}/socket.io/1/", headers=headers, timeout=10).text.partition(":")[0]
    assert len(sid) >= 20
    assert b" 101 " in upgrade(sid)
    assert b" 403 " in upgrade(sid)


def test_keys_are_compared_in_constant_time() -> None:
    """Wherever a key or a digest of one is judged it is by `hmac.compare_digest`, never by `==`."""
    for module in (authentication, key_digest):
        tree = ast.parse(Path(module.__file__ or "").read_text(encoding="utf-8"))
        compared = {
            side.id if isinstance(side, ast.Name) else side.attr
            for node in ast.walk(tree)
            if isinstance(node, ast.Compare)
            for side in (node.left, *node.comparators)
            if isinstance(side, ast.Name | ast.Attribute)
        }
        assert not {"key", "digest", "password"} & compared
        assert "compare_digest" in Path(module.__file__ or "").read_text(encoding="utf-8")


def test_the_sandbox_asks_no_other_server() -> None:
    """It brings no client of HTTP along, so that no value in it can send it anywhere."""
    clients = {"requests", "urllib3", "httpx", "aiohttp", "http", "urllib", "ftplib", "smtplib", "telnetlib"}
    for path in SANDBOX.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            for name in names:
                assert name.partition(".")[0] not in clients or name == "urllib.parse", f"{path} imports {name}"


def test_a_clone_follows_no_address_that_the_workspace_holds(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with Sandbox(seed="demo") as source:
        with Session(source.url, source.api_user, source.api_key) as session:
            project = session.query("Project").first()
            assert isinstance(project, Project)
            project.metadata["webhook"] = "http://169.254.169.254/latest/meta-data"
            session.add(Task(name="http://169.254.169.254/", parent=project))
            session.add(Location(name="http://169.254.169.254/"))
            session.commit()
            name = project.name
        reached: list[object] = []
        connect = socket.socket.connect

        def noted(self: socket.socket, address: object) -> None:
            reached.append(address)
            connect(self, address)  # type: ignore[arg-type]  # as it was given

        monkeypatch.setattr(socket.socket, "connect", noted)
        transport = HttpTransport(Settings(source.url, source.api_user, source.api_key))
        clone(transport, tmp_path / "clone.db", name)
        transport.close()
        port = int(source.url.rpartition(":")[2])
    assert set(reached) == {("127.0.0.1", port)}
    assert source.api_key.encode() not in (tmp_path / "clone.db").read_bytes()
