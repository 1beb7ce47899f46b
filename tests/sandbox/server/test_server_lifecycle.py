from __future__ import annotations

import contextlib
import gc
import socket
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest
import requests

from ftrack_orm.errors import ConfigurationError, SchemaError
from ftrack_orm.sandbox import Sandbox
from ftrack_orm.sandbox.web.server import LoopbackServer
from ftrack_orm.schema import Schema
from tests.sandbox.wire import Wire

_TINY = Schema.from_json([{"id": "Status", "properties": {"id": {"type": "string"}, "name": {"type": "string"}}}])


def _answers(sandbox: Sandbox) -> bool:
    with requests.Session() as http:
        return bool(Wire(sandbox, http).post().json() == [])


def test_sandbox_answers_as_soon_as_its_block_is_entered() -> None:
    with Sandbox(seed="empty") as sandbox:
        assert _answers(sandbox)


def test_sandbox_is_reachable_from_this_machine_only() -> None:
    with Sandbox(_TINY, "empty") as sandbox:
        assert sandbox.url.startswith("http://127.0.0.1:")


def test_nothing_is_left_when_the_block_ends() -> None:
    before = set(threading.enumerate())
    with Sandbox(_TINY, "empty") as sandbox:
        port = int(sandbox.url.rpartition(":")[2])
        assert _answers(sandbox)
    deadline = time.monotonic() + 5
    while not set(threading.enumerate()) <= before and time.monotonic() < deadline:
        time.sleep(0.01)  # a worker thread that was told to end needs a moment to
    assert set(threading.enumerate()) <= before
    with socket.socket() as probe:
        assert probe.connect_ex(("127.0.0.1", port)) != 0
    gc.collect()  # a socket that was not closed would warn here, and warnings are errors


def test_clients_that_keep_their_connections_do_not_hinder_closing() -> None:
    with requests.Session() as http:
        with Sandbox(_TINY, "empty") as sandbox:
            Wire(sandbox, http).post()
            start = time.monotonic()
        assert time.monotonic() - start < 2


def test_client_that_never_ends_its_request_is_cut_off_when_the_block_ends() -> None:
    with Sandbox(_TINY, "empty") as sandbox:
        port = int(sandbox.url.rpartition(":")[2])
        head = (
            f"POST /api HTTP/1.1\r\nHost: x\r\nftrack-user: {sandbox.api_user}\r\nftrack-api-key: {sandbox.api_key}\r\n"
        )
        client = socket.create_connection(("127.0.0.1", port))
        client.sendall(f"{head}Content-Length: 100\r\n\r\n[".encode())
        assert _answers(sandbox)
        start = time.monotonic()
    assert time.monotonic() - start < 10
    with client, contextlib.suppress(ConnectionResetError):
        assert client.recv(1) == b""


@pytest.mark.parametrize("turns", range(6))
def test_client_that_connects_while_the_server_stops_is_told_that_it_is_gone(turns: int) -> None:
    async def application(scope: object, receive: object, send: object) -> None:
        raise AssertionError("nothing is asked")

    server = LoopbackServer(application)
    loop = server._server._loop
    with socket.socket() as client:
        client.settimeout(20)

        def stop(after: int) -> None:
            if after:
                loop.call_soon(stop, after - 1)
            else:
                server._server.stop()

        def connect() -> None:
            client.connect(("127.0.0.1", int(server.url.rpartition(":")[2])))
            stop(turns)

        loop.call_soon_threadsafe(connect)
        server._thread.join(20)
        server.close()
        with contextlib.suppress(ConnectionResetError):
            assert client.recv(1) == b""


def test_closing_again_does_nothing() -> None:
    with Sandbox(_TINY, "empty") as sandbox:
        sandbox.close()
        sandbox.close()
    sandbox.close()


def test_url_of_a_sandbox_that_does_not_run_says_how_to_run_it() -> None:
    sandbox = Sandbox(_TINY, "empty")
    with pytest.raises(ConfigurationError, match="with Sandbox"):
        _ = sandbox.url
    with sandbox:
        pass
    with pytest.raises(ConfigurationError, match="with Sandbox"):
        _ = sandbox.url


def test_running_sandbox_cannot_be_entered_again() -> None:
    with Sandbox(_TINY, "empty") as sandbox, pytest.raises(ConfigurationError, match="running already"), sandbox:
        pass


def test_two_sandboxes_are_two_workspaces() -> None:
    with Sandbox(_TINY, "empty") as one, Sandbox(_TINY, "empty") as other:
        assert one.url != other.url
        assert one.api_key != other.api_key
        assert _answers(one)
        assert _answers(other)


def test_key_is_random_unless_it_is_given() -> None:
    assert Sandbox(api_key="k").api_key == "k"
    assert len(Sandbox().api_key) > 30
    assert Sandbox().api_key != Sandbox().api_key


def test_key_is_in_no_repr() -> None:
    with Sandbox(_TINY, "empty", api_key="very-secret") as sandbox:
        assert "very-secret" not in repr(sandbox)
        assert sandbox.url in repr(sandbox)


@pytest.mark.parametrize("value", ["", " padded", "two\nlines"])
def test_credentials_that_no_header_can_hold_are_refused(value: str) -> None:
    with pytest.raises(ConfigurationError, match="API key"):
        Sandbox(api_key=value)
    with pytest.raises(ConfigurationError, match="API user"):
        Sandbox(api_user=value)


@pytest.mark.parametrize("seed", ["", "Demo", "bench", "bench:", "bench:0", "bench:-1", "bench:1e3", "bench:99999999"])
def test_unknown_seed_is_refused_before_anything_starts(seed: str) -> None:
    with pytest.raises(ConfigurationError, match="expected empty, demo, conformance, or bench:N"):
        Sandbox(seed=seed)


def test_port_can_be_given_and_is_free_again_afterwards() -> None:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    for _ in range(2):
        with Sandbox(_TINY, "empty", port=port) as sandbox:
            assert sandbox.url == f"http://127.0.0.1:{port}"
            assert _answers(sandbox)


@pytest.mark.parametrize("port", [-1, 65536])
def test_port_out_of_range_is_refused(port: int) -> None:
    with pytest.raises(ConfigurationError, match="out of range"), Sandbox(_TINY, "empty", port=port):
        pass


def test_port_that_is_taken_is_refused_and_nothing_is_left() -> None:
    before = set(threading.enumerate())
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(ConfigurationError, match=str(port)), Sandbox(_TINY, "empty", port=port):
            pass
    assert set(threading.enumerate()) <= before


def test_schema_is_read_from_a_file(tmp_path: Path) -> None:
    path = tmp_path / "schemas.json"
    path.write_text('[{"id": "Status", "properties": {"id": {"type": "string"}, "name": {"type": "string"}}}]')
    with Sandbox(path, "empty") as sandbox, requests.Session() as http:
        [schemas] = Wire(sandbox, http).post({"action": "query_schemas"}).json()
        assert [schema["id"] for schema in schemas] == ["Status"]


def test_schema_file_that_is_missing_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SchemaError, match=r"nowhere\.json"), Sandbox(tmp_path / "nowhere.json"):
        pass


def test_database_that_cannot_be_opened_is_refused(tmp_path: Path) -> None:
    (tmp_path / "text.db").write_text("this is no database, whatever its name says" * 100)
    for path in (tmp_path / "text.db", tmp_path / "no_folder" / "a.db"):
        with pytest.raises(ConfigurationError, match="database"), Sandbox(_TINY, "empty", path):
            pass


def test_database_file_keeps_what_was_written_and_is_not_seeded_again(tmp_path: Path) -> None:
    path = tmp_path / "workspace.db"
    with Sandbox(seed="empty", database=path) as sandbox, requests.Session() as http:
        wire = Wire(sandbox, http)
        [status] = wire.query('Status where name is "Approved"')
        key = [status["id"]]
        wire.post({"action": "delete", "entity_type": "Setting", "entity_key": ["storage_scenario", "STORAGE"]})
        renamed = {"__entity_type__": "Status", "name": "Blessed"}
        wire.post({"action": "update", "entity_type": "Status", "entity_key": key, "entity_data": renamed})
    with Sandbox(seed="demo", database=str(path)) as sandbox, requests.Session() as http:
        wire = Wire(sandbox, http)
        assert [row["id"] for row in wire.query('Status where name is "Blessed"')] == key
        assert wire.query("Setting") == []
        assert wire.query("Project") == []


def test_api_user_is_added_to_a_database_that_does_not_know_it(tmp_path: Path) -> None:
    path = tmp_path / "workspace.db"
    with Sandbox(seed="empty", database=path, api_user="first"):
        pass
    for _ in range(2):
        with Sandbox(seed="empty", database=path, api_user="second") as sandbox, requests.Session() as http:
            users = Wire(sandbox, http).query("select username from User")
            assert sorted(user["username"] for user in users) == ["first", "second"]


_IMPORTS = """
import sys
import ftrack_orm
import ftrack_orm.sandbox
loaded = {"sqlalchemy", "starlette", "uvicorn"} & set(sys.modules)
assert not loaded, loaded
sys.modules["sqlalchemy"] = None
try:
    from ftrack_orm.sandbox import Sandbox
except ftrack_orm.errors.ConfigurationError as error:
    print(error)
"""


def test_missing_extra_is_told_with_its_remedy_and_nothing_of_it_is_imported_early() -> None:
    done = subprocess.run([sys.executable, "-c", _IMPORTS], capture_output=True, text=True, check=True, timeout=60)
    assert done.stdout.strip().endswith("pip install 'ftrack-orm[sandbox]'")
