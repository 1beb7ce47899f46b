"""Heartbeats of the event server: it sends them, and who is not heard of is cut off."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from typing import Any, cast

import pytest
import requests
from starlette.applications import Starlette
from websockets.exceptions import ConnectionClosed, InvalidStatus
from websockets.sync.client import ClientConnection, connect

from ftrack_orm.sandbox.events.endpoint import event_routes
from ftrack_orm.sandbox.events.exchange import Exchange
from ftrack_orm.sandbox.events.handshake import Handshakes, Timeouts
from ftrack_orm.sandbox.rights.authentication import Authenticator
from ftrack_orm.sandbox.rights.identity import Identity
from ftrack_orm.sandbox.storage.store import Store
from ftrack_orm.sandbox.web.server import LoopbackServer
from ftrack_orm.schema import Schema

SECONDS = 10.0
ADA = Identity("1", "ada")


class _Believer:
    """Believes everybody."""

    def recall(self, username: str, key: str) -> Identity:
        return ADA


def _hear_to_the_end(connection: ClientConnection) -> None:
    while connection.recv(timeout=SECONDS) == "2::":
        pass


@pytest.fixture
def url() -> Iterator[str]:
    """An event server in a hurry."""
    store = Store(Schema.from_json([]))
    timeouts = Timeouts(beat=0.02, heartbeat=0.3, close=0.3)
    routes = event_routes(Exchange(store), cast(Authenticator, _Believer()), timeouts)
    with closing(store), closing(LoopbackServer(cast(Any, Starlette(routes=routes)))) as server:
        yield server.url


def test_connection_lives_as_long_as_heartbeats_are_answered_and_no_longer(url: str) -> None:
    sid = requests.get(f"{url}/socket.io/1/", timeout=SECONDS).text.split(":")[0]
    with connect(f"{url.replace('http', 'ws', 1)}/socket.io/1/websocket/{sid}", proxy=None) as connection:
        assert connection.recv(timeout=SECONDS) == "1::"
        for _ in range(30):  # twice as long as a silent one may last
            assert connection.recv(timeout=SECONDS) == "2::"
            connection.send("2::")
        with pytest.raises(ConnectionClosed):
            _hear_to_the_end(connection)


def test_id_is_given_out_once_and_not_for_ever() -> None:
    handshakes = Handshakes(Timeouts(close=0))
    late = handshakes.begin(ADA).split(":")[0]
    assert handshakes.end(late) is None
    handshakes = Handshakes(Timeouts())
    sid = handshakes.begin(ADA).split(":")[0]
    assert [handshakes.end(sid), handshakes.end(sid)] == [ADA, None]


def test_connection_without_a_handshake_is_refused(url: str) -> None:
    with pytest.raises(InvalidStatus), connect(f"{url.replace('http', 'ws', 1)}/socket.io/1/websocket/x", proxy=None):
        pass
