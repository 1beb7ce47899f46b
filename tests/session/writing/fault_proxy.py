"""A proxy between a session and the sandbox that fails as networks do."""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.client import HTTPConnection
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Literal, get_args
from urllib.parse import urlsplit

__all__ = ["FAULTS", "Fault", "fault_proxy"]

Fault = Literal[
    "none",
    "cut before",
    "cut after",
    "cut inside the answer",
    "502 before",
    "502 after",
    "html after",
    "late",
]
FAULTS: tuple[Fault, ...] = get_args(Fault)
"""`before`: the server never saw the request; `after`: it worked, and the answer did not arrive."""


@contextmanager
def fault_proxy(server_url: str, choose: Callable[[], Fault], *, delay: float = 0.3) -> Iterator[str]:
    """Forward requests to a server, each with the fault that is chosen for it; `late` answers after `delay` seconds."""
    target = urlsplit(server_url)
    released = threading.Event()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            fault = choose()
            if fault == "cut before":
                self._cut()
            elif fault == "502 before":
                self._answer(502, b"<html>Bad Gateway</html>")
            else:
                self._forward(fault, body)

        def _forward(self, fault: Fault, body: bytes) -> None:
            connection = HTTPConnection(target.hostname or "", target.port or 80, timeout=30)
            connection.request("POST", self.path, body, dict(self.headers))
            response = connection.getresponse()
            status, answer = response.status, response.read()
            connection.close()
            if fault == "cut after":
                self._cut()
            elif fault == "cut inside the answer":
                self._answer(status, answer[: len(answer) // 2], length=len(answer))
                self._cut()
            elif fault == "502 after":
                self._answer(502, b"<html>Bad Gateway</html>")
            elif fault == "html after":
                self._answer(200, b"<html>Please log in to the network</html>")
            else:
                if fault == "late":
                    released.wait(delay)
                self._answer(status, answer)

        def _answer(self, status: int, body: bytes, *, length: int | None = None) -> None:
            try:
                self.send_response(status)
                self.send_header("Content-Length", str(len(body) if length is None else length))
                self.end_headers()
                self.wfile.write(body)
            except OSError:
                self.close_connection = True  # the client waited no longer

        def _cut(self) -> None:
            self.close_connection = True
            self.connection.shutdown(socket.SHUT_RDWR)

        def log_message(self, format: str, *args: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        released.set()
        server.shutdown()
        server.server_close()
        thread.join()
