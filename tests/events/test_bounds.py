"""An event server that lies about sizes: it is let go, in bounded memory, with a clear error."""

from __future__ import annotations

import gzip
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress

import pytest

from ftrack_orm.errors import EventHubUnreachableError
from ftrack_orm.events.handshake import shake_hands
from ftrack_orm.events.link import Link
from ftrack_orm.settings import Settings
from ftrack_orm.transport import Connection
from tests.events.crooked_server import CrookedServer
from tests.security.listener import Answer, listening

SECONDS = 20
PIECE = b"x" * (1 << 20)


@contextmanager
def endless(head: bytes, most: int = 1 << 31) -> Iterator[tuple[Settings, list[int]]]:
    """A server that answers with `head` and then with bytes until it is cut off, and how many it got rid of."""
    told = [0]

    def serve() -> None:
        connected, _ = listener.accept()
        with connected, suppress(OSError):
            connected.recv(1 << 16)
            connected.sendall(head)
            while told[0] < most:
                told[0] += connected.send(PIECE)

    with socket.create_server(("127.0.0.1", 0)) as listener:
        thread = threading.Thread(target=serve, daemon=True)
        thread.start()
        yield Settings(f"http://127.0.0.1:{listener.getsockname()[1]}", "ada", "key"), told
        thread.join(SECONDS)
        assert not thread.is_alive()


@pytest.mark.parametrize(
    "head",
    [
        b"HTTP/1.1 200 OK\r\nContent-Length: 9999999999\r\n\r\nabc:60:60:websocket",
        b"HTTP/1.1 200 OK\r\n\r\nabc:60:60:websocket",
        b"HTTP/1.1 200 OK\r\nContent-Length: 19\r\nX-Long: ",
    ],
    ids=["stated", "until it closes", "headers"],
)
def test_a_handshake_without_end_is_refused_before_it_fills_the_memory(head: bytes) -> None:
    refused = pytest.raises(EventHubUnreachableError, match=r"more than 16384 bytes|does not answer")
    with endless(head) as (settings, told), refused:
        shake_hands(settings, Connection(), SECONDS)
    assert told[0] < 1 << 27, "it was read on and on"


def test_a_packed_handshake_is_not_unpacked() -> None:
    bomb = gzip.compress(b"abc:60:60:websocket" + b" " * 10_000_000)
    with listening(Answer(200, {"Content-Encoding": "gzip"}, bomb)) as server:
        with pytest.raises(EventHubUnreachableError, match=r"none of Socket\.IO 0\.9"):
            shake_hands(Settings(server.url, "ada", "key"), Connection(), SECONDS)
        assert server.requests[0][1]["accept-encoding"] == "identity"


def test_a_handshake_of_the_usual_size_is_taken() -> None:
    with listening(Answer(200, {}, b"abc:60:60:websocket,xhr-polling\n")) as server:
        handshake = shake_hands(Settings(server.url, "ada", "key"), Connection(), SECONDS)
    assert (handshake.sid, handshake.heartbeat) == ("abc", 60.0)


def test_a_handshake_that_is_cut_short_is_no_handshake() -> None:
    cut = endless(b"HTTP/1.1 200 OK\r\nContent-Length: 19\r\n\r\nabc:60", most=0)
    with cut as (settings, _), pytest.raises(EventHubUnreachableError):
        shake_hands(settings, Connection(), SECONDS)


def test_a_message_beyond_the_bound_ends_the_connection(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ftrack_orm.events.link._MOST_MESSAGE_BYTES", 1000)
    with CrookedServer().running() as server:
        link = Link(Settings(server.url, "ada", "key"), Connection(), SECONDS)
        try:
            connection = server.connections.get(timeout=SECONDS)
            connection.send("x" * 1000)
            assert len(link.receive()) == 1000
            connection.send(["y" * 400] * 3)
            with pytest.raises(EventHubUnreachableError, match="cut"):
                link.receive()
        finally:
            link.close()
