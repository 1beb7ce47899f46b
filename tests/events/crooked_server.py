"""An event server of which a test says what it sends: nonsense, silence, cuts."""

from __future__ import annotations

import queue
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http import HTTPStatus

from websockets.datastructures import Headers
from websockets.exceptions import ConnectionClosed
from websockets.http11 import Request, Response
from websockets.sync.server import Server, ServerConnection, serve

__all__ = ["CrookedServer"]


class CrookedServer:
    """Shakes hands as it is told, keeps what it gets, and sends what it is told."""

    def __init__(self) -> None:
        self.handshake = "abc:60:60:websocket"
        self.status = HTTPStatus.OK
        self.received: queue.Queue[str] = queue.Queue()
        self.connections: queue.Queue[ServerConnection] = queue.Queue()
        self._server: Server | None = None

    @property
    def url(self) -> str:
        assert self._server is not None
        return f"http://127.0.0.1:{self._server.socket.getsockname()[1]}"

    @contextmanager
    def running(self) -> Iterator[CrookedServer]:
        with serve(self._serve, "127.0.0.1", 0, process_request=self._shake_hands, compression=None) as self._server:
            thread = threading.Thread(target=self._server.serve_forever)
            thread.start()
            try:
                yield self
            finally:
                self._server.shutdown()
                thread.join()

    def _shake_hands(self, connection: ServerConnection, request: Request) -> Response | None:
        if request.path != "/socket.io/1/":
            return None
        body = self.handshake.encode()
        headers = Headers({"Content-Length": str(len(body)), "Connection": "close"})
        return Response(self.status.value, self.status.phrase, headers, body)

    def _serve(self, connection: ServerConnection) -> None:
        self.connections.put(connection)
        try:
            for message in connection:
                assert isinstance(message, str)
                self.received.put(message)
        except ConnectionClosed:
            pass
