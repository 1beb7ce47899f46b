"""A server of an attacker's, or one that fails: it answers everything in one way and keeps what it was sent."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from ssl import SSLContext

__all__ = ["Answer", "Listener", "NOTHING", "listening"]


@dataclass(frozen=True)
class Answer:
    """A status, headers and a body; status 0 cuts the connection."""

    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b""


NOTHING = Answer(body=b'[{"action": "query", "data": [], "metadata": {"next": {"offset": null}}}]')
"""An empty result for one query."""


@dataclass
class Listener:
    """Where it listens, and the path and headers (names in lower case) of each request."""

    url: str
    requests: list[tuple[str, dict[str, str]]] = field(default_factory=list)

    @property
    def told(self) -> str:
        """Everything that it was sent but bodies."""
        return repr(self.requests)


@contextmanager
def listening(answer: Answer = NOTHING, tls: SSLContext | None = None) -> Iterator[Listener]:
    """Listen on the loopback, encrypted with a context."""

    class Handler(BaseHTTPRequestHandler):
        def answer(self) -> None:
            self.rfile.read(int(self.headers.get("Content-Length") or 0))
            found.requests.append((self.path, {name.lower(): value for name, value in self.headers.items()}))
            if answer.status == 0:
                self.close_connection = True
                return
            self.send_response(answer.status)
            for name, value in answer.headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(answer.body)))
            self.end_headers()
            self.wfile.write(answer.body)

        do_GET = do_POST = do_PUT = do_HEAD = do_CONNECT = answer  # noqa: N815 - as the base class names them

        def log_message(self, format: str, *args: object) -> None:
            pass

    class Server(ThreadingHTTPServer):
        daemon_threads = True

        def handle_error(self, request: object, client_address: object) -> None:
            pass

    server = Server(("127.0.0.1", 0), Handler)
    if tls is not None:
        server.socket = tls.wrap_socket(server.socket, server_side=True)
    found = Listener(f"{'http' if tls is None else 'https'}://127.0.0.1:{server.server_address[1]}")
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield found
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
