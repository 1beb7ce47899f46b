"""The API key is nowhere but in the requests that need it."""

from __future__ import annotations

import copy
import dataclasses
import http.client
import logging
import pickle
import sys
from collections.abc import Callable
from pathlib import Path
from urllib.parse import quote

import pytest

import ftrack_stock
from ftrack_orm import Session
from ftrack_orm.errors import ConfigurationError
from ftrack_orm.events import EventHub
from ftrack_orm.export import export
from ftrack_orm.media.upload import SecretUrl
from ftrack_orm.media.upload.storage.download import Download
from ftrack_orm.media.upload.storage.storage_http import StorageHttp
from ftrack_orm.sandbox import Sandbox
from ftrack_orm.secret import Secret
from ftrack_orm.settings import Settings
from ftrack_orm.testing import recorded_session
from ftrack_orm.transport import Connection, HttpTransport, QueryExpression, RetryPolicy
from tests.security.listener import Answer, listening
from tests.security.looking import everything_of

KEY = "k9-Very/Secret+key="
NOWHERE = "http://127.0.0.1:9"
ONCE = RetryPolicy(attempts=1)

FAILURES = {
    "cut": Answer(0),
    "gateway": Answer(502, {}, b"<html>bad gateway</html>"),
    "redirect": Answer(307, {"Location": "http://127.0.0.1:9/api"}),
    "refused credentials": Answer(401, {}, b'{"exception": "InvalidCredentialsError", "content": "wrong"}'),
    "refused batch": Answer(200, {}, b'{"exception": "ParseError", "content": "wrong"}'),
    "no JSON": Answer(200, {}, b"[{"),
    "no results": Answer(200, {}, b"[]"),
    "cut while it answers": Answer(200, {"Content-Encoding": "gzip"}, b"\x1f\x8b no gzip"),
}


def failure_of(act: Callable[[], object]) -> BaseException:
    """What an act raises."""
    with pytest.raises(BaseException) as caught:  # noqa: PT011 - whatever it is, it must not tell
        act()
    return caught.value


@pytest.mark.parametrize("name", FAILURES)
def test_no_failure_of_a_request_shows_the_key_even_with_its_variables(name: str) -> None:
    with (
        listening(FAILURES[name]) as server,
        Session(server.url, "ada", KEY, retry=ONCE, models=ftrack_stock) as session,
    ):
        shown = everything_of(failure_of(lambda: session.query("Task").all()))
        assert KEY in server.told
    assert KEY not in shown
    assert "_attempt" in shown  # the frames of the library are looked into


def test_a_server_that_is_not_there_does_not_show_the_key() -> None:
    with Session(NOWHERE, "ada", KEY, retry=ONCE, models=ftrack_stock) as session:
        assert KEY not in everything_of(failure_of(lambda: session.query("Task").all()))


@pytest.mark.parametrize("interruption", [KeyboardInterrupt, MemoryError, ValueError])
def test_an_interruption_while_it_connects_does_not_show_the_key(
    interruption: type[BaseException], monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(*_: object, **__: object) -> None:
        raise interruption

    monkeypatch.setattr("urllib3.util.connection.create_connection", interrupted)
    settings = Settings(NOWHERE, "ada", KEY)
    transport, storage = HttpTransport(settings, retry=ONCE), StorageHttp(NOWHERE)
    address = SecretUrl.of(settings, "component/get", id="e2dc")
    for act in (lambda: transport.send([QueryExpression("Task")]), lambda: Download(storage, address, ONCE)):
        error = failure_of(act)
        assert isinstance(error, interruption)
        shown = everything_of(error)
        assert KEY not in shown
        assert quote(KEY, "") not in shown
    transport.close()
    storage.close()


def test_settings_that_cannot_be_right_do_not_show_the_key(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FTRACK_API_KEY", KEY)
    for act in (
        lambda: Session("ftp://studio", "ada", KEY),
        lambda: Session("https://ada:pass@studio.invalid", "ada", KEY),
        lambda: Session("ftp://studio", "ada"),
        lambda: Session(NOWHERE, "ada", KEY, cache="gopher://nowhere"),
        lambda: Settings.resolve("ftp://studio", "ada", KEY),
        lambda: Settings.resolve("ftp://studio", "ada", environment={"FTRACK_API_KEY": KEY}),
    ):
        assert KEY not in everything_of(failure_of(act))


@pytest.mark.parametrize("key", [f"{KEY}\nX-Admin: 1", f"{KEY}\r", f"{KEY}\N{SNOWMAN}", f"{KEY}\0"])
def test_a_key_that_no_header_can_hold_is_refused_and_not_shown(key: str) -> None:
    error = failure_of(lambda: Settings(NOWHERE, "ada", key))
    assert isinstance(error, ConfigurationError)
    assert KEY not in f"{error!r}{error.args}{error}"


def test_a_user_name_cannot_add_headers() -> None:
    assert isinstance(failure_of(lambda: Settings(NOWHERE, "ada\r\nX-Admin: 1", KEY)), ConfigurationError)


def test_a_line_end_behind_a_key_of_the_environment_is_no_part_of_it() -> None:
    environment = {"FTRACK_SERVER": NOWHERE, "FTRACK_API_USER": "ada", "FTRACK_API_KEY": f"{KEY}\n"}
    assert Settings.resolve(environment=environment).api_key == KEY


def test_the_event_hub_does_not_show_the_key() -> None:
    for answer in (Answer(0), Answer(401), Answer(302, {"Location": NOWHERE}), Answer(200, {}, b"nonsense")):
        with listening(answer) as server:
            hub = EventHub(Settings(server.url, "ada", KEY), retry=ONCE, timeout=1.0, background=False)
            assert KEY not in everything_of(failure_of(lambda: hub.connect(timeout=0.2)))  # noqa: B023
            hub.close()
            assert KEY in server.told


def test_nothing_shows_the_key_when_it_is_looked_at() -> None:
    settings = Settings(NOWHERE, "ada", KEY)
    transport = HttpTransport(settings, connection=Connection(headers={"x": KEY}, cookies={"gate": KEY}))
    hub = EventHub(settings, background=False)
    with Session(NOWHERE, "ada", KEY) as session, Sandbox(seed="empty", api_key=KEY, serve=False) as sandbox:
        seen = [settings, transport, transport.connection, hub, session, sandbox, settings.api_key]
        assert KEY not in repr(seen)
        assert KEY not in repr([vars(each) for each in seen if hasattr(each, "__dict__")])
        assert KEY not in repr(dataclasses.asdict(settings))
        assert KEY not in f"{settings} {transport} {session} {sandbox} {hub}"
    hub.close()
    transport.close()


def test_a_secret_is_text_wherever_it_is_needed() -> None:
    secret = Secret(KEY)
    assert (secret, f"{secret}", secret.encode()) == (KEY, KEY, KEY.encode())
    assert (repr(secret), f"{[secret]}") == ("<Secret>", "[<Secret>]")
    assert copy.deepcopy([secret]) == [KEY]


def test_no_pickle_holds_the_key() -> None:
    settings = Settings(NOWHERE, "ada", KEY)
    transport = HttpTransport(settings)
    with Session(NOWHERE, "ada", KEY) as session:
        for each in (settings, transport, session, settings.api_key):
            for protocol in range(pickle.HIGHEST_PROTOCOL + 1):
                with pytest.raises(TypeError):
                    pickle.dumps(each, protocol)
    with pytest.raises(TypeError, match="FTRACK_API_KEY"):
        pickle.dumps(settings)
    transport.close()


def test_the_key_is_in_no_log_at_any_level(sandbox: Sandbox, caplog: pytest.LogCaptureFixture) -> None:
    with (
        caplog.at_level(logging.DEBUG),
        Session(sandbox.url, sandbox.api_user, sandbox.api_key, models=ftrack_stock, echo=True) as session,
    ):
        sandbox.faults.next(status=502, path="/api")
        task = session.query("Task").first()
        assert task is not None
        task.name = "renamed"
        session.commit()
        session.upload(b"pixels")
        session.events.connect()
    assert "urllib3" in caplog.text
    assert sandbox.api_key not in caplog.text
    assert all(sandbox.api_key not in repr(vars(record)) for record in caplog.records)


def test_the_key_is_in_no_address_of_the_api(sandbox: Sandbox) -> None:
    with listening() as server, Session(server.url, "ada", KEY, models=ftrack_stock) as session:
        session.query("Task").all()
        assert [path for path, _ in server.requests] == ["/api"]


def test_neither_the_process_nor_its_children_tell_the_key(sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch) -> None:
    before = list(sys.argv)
    children: list[object] = []
    monkeypatch.setattr("subprocess.Popen.__init__", lambda self, *args, **__: children.append(args))
    with Session(sandbox.url, sandbox.api_user, sandbox.api_key, models=ftrack_stock) as session:
        session.query("Task").all()
    cmdline = Path("/proc/self/cmdline")
    title = cmdline.read_bytes().decode(errors="replace") if cmdline.exists() else ""
    assert sandbox.api_key not in f"{before}{sys.argv}{title}{children}"


def test_no_file_that_is_written_holds_the_key(
    sandbox: Sandbox, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Recordings, cached answers, exports with their manifest, and what an upload leaves behind."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    access = sandbox.url, sandbox.api_user, sandbox.api_key
    with recorded_session(tmp_path / "recorded.json", *access, models=ftrack_stock) as session:
        session.query("Task").all()
    with Session(*access, models=ftrack_stock, cache=tmp_path / "answers") as session:
        session.query("Status").all()
        session.upload(b"pixels")
    settings = Settings(*access)
    export(
        "select name from Task",
        tmp_path / "export",
        models=ftrack_stock,
        connect=lambda: HttpTransport(settings),
    )
    files = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert {"recorded.json", "manifest.json"} <= {path.name for path in files}
    assert [path for path in files if "answers" in path.parts]
    for path in files:
        assert sandbox.api_key.encode() not in path.read_bytes(), path


def test_the_debugging_of_http_is_left_as_it_is(sandbox: Sandbox) -> None:
    """`http.client` prints headers where somebody switches that on: the library never does."""
    with Session(sandbox.url, sandbox.api_user, sandbox.api_key, models=ftrack_stock) as session:
        session.query("Task").all()
    assert http.client.HTTPConnection.debuglevel == 0
