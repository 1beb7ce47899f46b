"""Where requests go, and whom they trust: certificates, redirects, proxies, and passwords of `.netrc`."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

import ftrack_stock
from ftrack_orm import Session
from ftrack_orm.cli.doctor.workspace import check_clock
from ftrack_orm.errors import (
    EventHubUnreachableError,
    ProtocolError,
    TransportError,
)
from ftrack_orm.events import EventHub
from ftrack_orm.media.upload import SecretUrl
from ftrack_orm.media.upload.storage.download import Download
from ftrack_orm.media.upload.storage.storage_http import StorageHttp
from ftrack_orm.settings import Settings
from ftrack_orm.transport import Connection, HttpTransport, QueryExpression, RetryPolicy
from tests.security.certificates import StudioAuthority
from tests.security.listener import Answer, Listener, listening
from tests.security.looking import everything_of

KEY = "k9-Very/Secret+key="
ONCE = RetryPolicy(attempts=1)


@contextmanager
def asking(server_url: str, connection: Connection | None = None) -> Iterator[HttpTransport]:
    transport = HttpTransport(Settings(server_url, "ada", KEY), retry=ONCE, connection=connection)
    try:
        yield transport
    finally:
        transport.close()


def ask(server_url: str, connection: Connection | None = None) -> None:
    with asking(server_url, connection) as transport:
        transport.send([QueryExpression("Task")])


def connect(server_url: str, connection: Connection | None = None) -> None:
    """Shake hands with an event server."""
    hub = EventHub(Settings(server_url, "ada", KEY), connection, retry=ONCE, background=False, timeout=5)
    try:
        hub.connect(timeout=0.5)
    finally:
        hub.close()


@pytest.fixture
def authority(tmp_path: Path) -> StudioAuthority:
    return StudioAuthority(tmp_path)


@pytest.fixture
def encrypted(authority: StudioAuthority) -> Iterator[Listener]:
    """A server with a certificate of the studio's own authority."""
    with listening(tls=authority.server()) as server:
        yield server


def test_an_unknown_certificate_is_refused_before_the_key_is_sent(encrypted: Listener) -> None:
    with pytest.raises(TransportError):
        ask(encrypted.url)
    with pytest.raises(EventHubUnreachableError):
        connect(encrypted.url)
    assert encrypted.requests == []


def test_a_certificate_of_the_studios_own_authority_is_taken_when_it_is_named(
    encrypted: Listener, authority: StudioAuthority
) -> None:
    ask(encrypted.url, Connection(verify=authority.bundle))
    with Session(encrypted.url, "ada", KEY, verify=str(authority.bundle), models=ftrack_stock) as session:
        session.query("Task").all()
    assert len(encrypted.requests) == 2


def test_an_environment_cannot_weaken_the_authority_that_was_named(
    encrypted: Listener, authority: StudioAuthority, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    another = StudioAuthority(tmp_path, "another")
    for name in ("REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE"):
        monkeypatch.setenv(name, str(authority.bundle))
    with pytest.raises(TransportError):
        ask(encrypted.url, Connection(verify=another.bundle))
    assert encrypted.requests == []
    ask(encrypted.url)  # and where none was named it may name one
    assert len(encrypted.requests) == 1


def test_a_certificate_for_another_address_is_refused(authority: StudioAuthority) -> None:
    with listening(tls=authority.server("127.0.0.2")) as server:
        with pytest.raises(TransportError):
            ask(server.url, Connection(verify=authority.bundle))
        assert server.requests == []


def test_verification_is_switched_off_by_false_alone() -> None:
    assert Connection().verify is True
    with asking("https://studio.invalid", Connection(verify=True)) as transport, transport._sessions.taken() as http:
        assert http.verify is True


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_a_redirect_never_carries_the_key_to_another_server(status: int) -> None:
    with listening() as thief, listening(Answer(status, {"Location": f"{thief.url}/api"})) as server:
        with pytest.raises(ProtocolError, match="redirects"):
            ask(server.url)
        with pytest.raises(EventHubUnreachableError):
            connect(server.url)
        assert KEY in server.told
        assert thief.requests == []


def test_a_download_that_leads_elsewhere_carries_no_credentials_along() -> None:
    with (
        listening(Answer(200, {"ETag": '"x"'}, b"pixels")) as store,
        listening(Answer(302, {"Location": f"{store.url}/bucket?signature=x"})) as server,
    ):
        http = StorageHttp(server.url, Connection(headers={"X-Gate": "open"}))
        address = SecretUrl.of(Settings(server.url, "ada", KEY), "component/get", id="e2dc")
        with Download(http, address, ONCE) as file:
            assert file.readall() == b"pixels"
        http.close()
        assert KEY.partition("-")[0] in server.told
        assert store.requests
        for secret in (KEY, "ftrack", "apiKey", "x-gate", "referer"):
            assert secret not in store.told


def test_a_password_of_netrc_is_never_sent(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    netrc = tmp_path / "netrc"
    netrc.write_text("machine 127.0.0.1 login ada password hidden\n")
    netrc.chmod(0o600)
    monkeypatch.setenv("NETRC", str(netrc))
    with listening() as server:
        ask(server.url)
        with pytest.raises(EventHubUnreachableError):
            connect(server.url)
        check_clock(server.url)
        assert len(server.requests) >= 3
        assert "authorization" not in server.told


def test_an_encrypted_request_goes_through_a_proxy_that_sees_no_key() -> None:
    with listening(Answer(403)) as proxy:
        with pytest.raises(TransportError):
            ask("https://studio.invalid", Connection(proxies={"https": proxy.url}))
        with pytest.raises(EventHubUnreachableError):
            connect("https://studio.invalid", Connection(proxies={"https": proxy.url}))
        assert proxy.requests
        assert {path for path, _ in proxy.requests} == {"studio.invalid:443"}
        assert KEY not in proxy.told


def test_the_password_of_a_proxy_is_in_no_failure() -> None:
    with listening(Answer(407)) as proxy:
        connection = Connection(proxies={"https": proxy.url.replace("http://", "http://ada:pr0xy-pass@")})
        with pytest.raises(TransportError) as caught:
            ask("https://studio.invalid", connection)
        assert proxy.requests
    shown = everything_of(caught.value)
    assert "pr0xy-pass" not in shown
