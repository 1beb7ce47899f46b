"""Credentials and signed URLs: where they may go, and where they must not be seen."""

from __future__ import annotations

import http.server
import logging
import pickle
import threading
from collections.abc import Iterator
from email.message import Message
from pathlib import Path

import pytest

from ftrack_orm import Session
from ftrack_orm.errors import FtrackError
from ftrack_orm.media.upload import SecretUrl, ServerAccessor
from ftrack_orm.media.upload.control import Control
from ftrack_orm.media.upload.parts.part_body import PartBody
from ftrack_orm.media.upload.parts.part_layout import PartLayout
from ftrack_orm.media.upload.source import BytesSource
from ftrack_orm.media.upload.storage.storage_http import StorageHttp, _told
from ftrack_orm.sandbox import Sandbox
from ftrack_orm.settings import Settings
from ftrack_orm.transport import Connection


def test_an_address_works_as_text_and_hides_credentials_when_it_is_looked_at(
    sandbox: Sandbox, uploading: Session
) -> None:
    url = uploading.component_url(uploading.upload(b"pixels"))
    assert isinstance(url, SecretUrl)
    assert sandbox.api_key in str(url)
    assert sandbox.api_key not in repr(url)
    assert sandbox.api_key not in repr([url, {"url": url}])
    assert sandbox.api_key not in f"{url!r}"
    assert pickle.loads(pickle.dumps(url)) == str(url)


def test_names_with_letters_of_their_own_are_quoted() -> None:
    settings = Settings("https://studio.ftrackapp.com", "ada&co", "a+b/c=#d")
    url = SecretUrl.of(settings, "component/get", id="x&y")
    assert url == "https://studio.ftrackapp.com/component/get?id=x%26y&username=ada%26co&apiKey=a%2Bb%2Fc%3D%23d"
    assert repr(url) == "<SecretUrl https://studio.ftrackapp.com/component/get?id=x%26y&...>"


def test_nothing_secret_reaches_a_log_at_any_level(
    sandbox: Sandbox, uploading: Session, accessor: ServerAccessor, large: Path, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.DEBUG):
        component = uploading.upload(large)
        sandbox.faults.next(status=500, path="/component")
        accessor.read(component.id)
        accessor.delete(component.id)
    assert "PUT" in caplog.text
    assert "/component/get?..." in caplog.text
    for secret in ("token=", "apiKey", sandbox.api_key):
        assert secret not in caplog.text


def test_no_error_holds_a_key_or_a_signed_url(
    sandbox: Sandbox, uploading: Session, accessor: ServerAccessor, large: Path
) -> None:
    caught: list[BaseException] = []
    sandbox.faults.cut("before", path="/upload", times=40)
    try:
        uploading.upload(large)
    except FtrackError as error:
        caught.append(error)
    sandbox.faults.clear()
    component = uploading.upload(b"pixels")
    sandbox.faults.cut("before", path="/component", times=40)
    for ask in (accessor.read, accessor.delete, accessor.facts):
        try:
            ask(component.id)
        except OSError as error:
            caught.append(error)
    sandbox.faults.clear()
    assert len(caught) == 4
    for each in caught:
        seen: BaseException | None = each
        while seen is not None:
            assert sandbox.api_key not in f"{seen!r} {seen.args} {vars(seen)}"
            assert "token=" not in f"{seen!r} {seen.args} {vars(seen)}"
            seen = seen.__cause__ or seen.__context__


class Store(http.server.ThreadingHTTPServer):
    """A store of somebody else's, which notes the headers that it is sent."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Taking)
        self.headers: list[Message] = []

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}"


class _Taking(http.server.BaseHTTPRequestHandler):
    def do_PUT(self) -> None:
        self.rfile.read(int(self.headers["Content-Length"]))
        assert isinstance(self.server, Store)
        self.server.headers.append(self.headers)
        self.send_response(200)
        self.end_headers()

    def log_message(self, format: str, *args: object) -> None:
        pass


@pytest.fixture
def store() -> Iterator[Store]:
    with Store() as running:
        thread = threading.Thread(target=running.serve_forever, args=(0.01,))
        thread.start()
        yield running
        running.shutdown()
        thread.join()


def put(http: StorageHttp, url: str) -> None:
    (part,) = PartLayout.of_size(6).parts()
    body = PartBody(BytesSource(b"pixels"), part, Control(6))
    assert http.put(url, body, {"Content-Type": "image/x"}).status == 200
    http.close()


def test_headers_and_cookies_of_the_connection_go_to_the_server_alone(store: Store) -> None:
    connection = Connection(headers={"X-Gate": "open"}, cookies={"sso": "ticket"}, client_token="me")
    put(StorageHttp(store.url, connection), f"{store.url}/upload?token=x")
    put(StorageHttp("https://studio.ftrackapp.com", connection), f"{store.url}/bucket?signature=x")
    own, foreign = store.headers
    assert (own["X-Gate"], own["Cookie"]) == ("open", "sso=ticket")
    assert (foreign["X-Gate"], foreign["Cookie"], foreign["Authorization"]) == (None, None, None)
    assert not [name for name in foreign if name.lower().startswith("ftrack")]


def test_a_password_of_netrc_is_not_sent_beside_a_signed_url(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    netrc = tmp_path / "netrc"
    netrc.write_text("machine 127.0.0.1 login ada password secret\n")
    netrc.chmod(0o600)
    monkeypatch.setenv("NETRC", str(netrc))
    put(StorageHttp(None), f"{store.url}/bucket?signature=x")
    assert store.headers[0]["Authorization"] is None


def test_what_a_store_says_is_told_without_what_it_repeats_of_the_request() -> None:
    xml = (
        "<?xml version='1.0'?><Error><Code>SignatureDoesNotMatch</Code><Message>no match</Message>"
        "<StringToSign>GET /?sig=abc</StringToSign></Error>"
    )
    assert _told(xml) == "SignatureDoesNotMatch: no match"
    assert _told("cannot serve /upload?token=abc.def now") == "cannot serve /upload?... now"
