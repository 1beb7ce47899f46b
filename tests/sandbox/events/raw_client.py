"""Socket.IO 0.9 by hand, so that tests see what is on the wire."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import requests
from websockets.sync.client import ClientConnection, connect

from ftrack_orm.sandbox import Sandbox

__all__ = ["RawClient", "raw_client", "shake_hands"]

SECONDS = 10.0


class RawClient:
    """One connection."""

    def __init__(self, connection: ClientConnection) -> None:
        self.connection = connection

    def send(self, packet: str) -> None:
        self.connection.send(packet)

    def receive(self) -> str:
        """Return the next packet that is no heartbeat."""
        while (packet := self.connection.recv(timeout=SECONDS)) == "2::":
            pass
        assert isinstance(packet, str)
        return packet

    def publish(self, topic: str, data: Any, packet: str = "1+", **fields: Any) -> None:
        event = {"id": "e", "topic": topic, "data": data, "sent": None, "source": {"id": "me"}, "target": ""}
        body = {"name": "ftrack.event", "args": [event | {"inReplyToEvent": None} | fields]}
        self.send(f"5:{packet}::{json.dumps(body)}")

    def subscribe(self, subscription: str, **subscriber: Any) -> Any:
        """Subscribe and return the server's answer."""
        data = {"subscriber": {"id": "me"} | subscriber, "subscription": subscription}
        self.publish("ftrack.meta.subscribe", data)
        return self.answer()

    def answer(self) -> Any:
        packet = self.receive()
        assert packet.startswith("6:::1+"), packet
        return json.loads(packet.removeprefix("6:::1+"))

    def event(self) -> dict[str, Any]:
        packet = self.receive()
        assert packet.startswith("5:::"), packet
        body = json.loads(packet.removeprefix("5:::"))
        assert body["name"] == "ftrack.event"
        (event,) = body["args"]
        assert isinstance(event, dict)
        return event


def shake_hands(sandbox: Sandbox) -> list[str]:
    headers = {"ftrack-user": sandbox.api_user, "ftrack-api-key": sandbox.api_key}
    response = requests.get(f"{sandbox.url}/socket.io/1/", headers=headers, timeout=SECONDS)
    assert response.status_code == 200
    return response.text.split(":")


@contextmanager
def raw_client(sandbox: Sandbox) -> Iterator[RawClient]:
    sid = shake_hands(sandbox)[0]
    url = sandbox.url.replace("http", "ws", 1)
    with connect(
        f"{url}/socket.io/1/websocket/{sid}", max_size=None, compression=None, proxy=None, close_timeout=0.5
    ) as connection:
        client = RawClient(connection)
        assert client.receive() == "1::"
        yield client
