"""Tell a supervisor over HTTP how the plug-ins are: `GET /healthz`."""

from __future__ import annotations

import json
import logging
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from ftrack_orm.errors import ConfigurationError

__all__ = ["served_health"]

_log = logging.getLogger("ftrack_orm.plugins")


@contextmanager
def served_health(host: str, port: int, report: Callable[[], dict[str, Any]]) -> Iterator[int]:
    """Answer `/healthz` while the block lasts: 200, or 503 where the status is `down`; gives the port.

    Raises:
        ConfigurationError: The address cannot be had.
    """

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:  # the name that the server calls
            """Answer."""
            if self.path.partition("?")[0] != "/healthz":
                self._answer(404, {"error": "there is /healthz"})
                return
            told = report()
            self._answer(503 if told["status"] == "down" else 200, told)

        def _answer(self, status: int, content: dict[str, Any]) -> None:
            body = json.dumps(content).encode()
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.send_header("Cache-Control", "no-store")
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: Any) -> None:
            """Say nothing of each question."""
            _log.debug(format, *args)

    try:
        server = ThreadingHTTPServer((host, port), Handler)
    except (OSError, OverflowError) as error:
        raise ConfigurationError(f"health cannot be told at {host}:{port}: {error}") from None
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, name="ftrack-orm health", daemon=True)
    thread.start()
    try:
        yield server.server_address[1]
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
