"""One WebSocket connection to the event server, on the protocol of `websockets`, imported when the first is opened.

Of the kept libraries, `websocket-client` cannot be had in a current version beside the official ftrack client, which
holds it below 1.0. Of `websockets` it is the protocol without its threads: whoever receives reads the socket itself, so
that a packet wakes one thread less.
"""

from __future__ import annotations

import logging
import socket
import threading
from collections import deque
from contextlib import suppress

from ftrack_orm.errors import EventHubUnreachableError
from ftrack_orm.events.handshake import shake_hands
from ftrack_orm.events.wire_socket import open_socket
from ftrack_orm.settings import Settings
from ftrack_orm.transport import Connection

__all__ = ["Link"]

_AT_ONCE = 2**16
_LATE_HEARTBEATS = 1.5
"""Times the server's own timeout, after which a silent connection is taken for dead."""
_MOST_MESSAGE_BYTES = 64 * 2**20
"""Of one message; a server that sends more is let go."""

_silent = logging.Logger("websockets", logging.CRITICAL + 1)
"""It would log headers and whole events."""


class Link:
    """A connection; one thread receives, and any may send or close.

    Raises:
        AuthenticationError: The server does not accept the user or the key.
        EventHubUnreachableError: There is no connection to be had now.
    """

    def __init__(self, settings: Settings, connection: Connection, timeout: float) -> None:
        from websockets.client import ClientProtocol
        from websockets.protocol import State
        from websockets.uri import parse_uri

        handshake = shake_hands(settings, connection, timeout)
        address = f"{settings.server_url.replace('http', 'ws', 1)}/socket.io/1/websocket/{handshake.sid}"
        self._protocol = ClientProtocol(parse_uri(address), max_size=_MOST_MESSAGE_BYTES, logger=_silent)
        self._packets: deque[str] = deque()
        self._parts: list[bytes] = []
        self._using = threading.Lock()
        self._socket = open_socket(settings.server_url, connection, timeout)
        try:
            request = self._protocol.connect()
            request.headers.update(_headers(connection))
            self._protocol.send_request(request)
            self._flush()
            while self._protocol.state is State.CONNECTING and self._protocol.handshake_exc is None:
                self._read()
        except OSError as error:
            self._socket.close()
            raise _cut(error) from None
        if self._protocol.state is not State.OPEN:
            self._socket.close()
            raise EventHubUnreachableError(f"{settings.server_url} opens no WebSocket: {self._protocol.handshake_exc}")
        self._socket.settimeout(
            None if handshake.heartbeat is None else max(handshake.heartbeat, 0.1) * _LATE_HEARTBEATS
        )

    def send(self, packet: str) -> None:
        """Send a packet.

        Raises:
            EventHubUnreachableError: The connection is cut.
        """
        from websockets.exceptions import WebSocketException

        encoded = packet.encode("utf-8", "replace")
        try:
            with self._using:
                self._protocol.send_text(encoded)
                self._flush()
        except (OSError, WebSocketException) as error:
            raise _cut(error) from None

    def receive(self) -> str:
        """Wait for the next packet; bytes that are no text count as an empty one.

        Raises:
            EventHubUnreachableError: The connection is cut, or was silent for too long.
        """
        try:
            while not self._packets:
                self._read()
        except OSError as error:
            raise _cut(error) from None
        return self._packets.popleft()

    def close(self) -> None:
        """Close the connection; `receive` in another thread ends."""
        from websockets.exceptions import WebSocketException

        with suppress(OSError, WebSocketException), self._using:
            self._protocol.send_close()
            self._flush()
        with suppress(OSError):
            self._socket.shutdown(socket.SHUT_RDWR)
        self._socket.close()

    def _read(self) -> None:
        """Wait for bytes and take what they hold."""
        from websockets.frames import Frame, Opcode

        received = self._socket.recv(_AT_ONCE)
        with self._using:
            if received:
                self._protocol.receive_data(received)
            else:
                self._protocol.receive_eof()
            found = self._protocol.events_received()
            self._flush()
        for frame in found:
            if isinstance(frame, Frame) and frame.opcode in (Opcode.TEXT, Opcode.BINARY, Opcode.CONT):
                self._parts.append(bytes(frame.data))
                if frame.fin:
                    self._packets.append(_text(b"".join(self._parts)))
                    self._parts.clear()
        if not received and not self._packets:
            raise ConnectionError("the server ended it")

    def _flush(self) -> None:
        """Send what the protocol has to say; an empty part is the end of it."""
        for part in self._protocol.data_to_send():
            if part:
                self._socket.sendall(part)
            else:
                with suppress(OSError):
                    self._socket.shutdown(socket.SHUT_WR)


def _text(received: bytes) -> str:
    """Return the text of a message; one that is none becomes a packet that makes no sense."""
    try:
        return received.decode()
    except UnicodeDecodeError:
        return ""


def _cut(error: Exception) -> EventHubUnreachableError:
    silent = isinstance(error, TimeoutError)
    reason = "the event server is silent" if silent else f"{type(error).__name__}"
    return EventHubUnreachableError(f"the connection to the event server is cut: {reason}")


def _headers(connection: Connection) -> dict[str, str]:
    headers = connection.all_headers()
    if connection.cookies:
        headers["Cookie"] = "; ".join(f"{name}={value}" for name, value in connection.cookies.items())
    return headers
