"""Serve an application on the loopback, in a thread."""

from __future__ import annotations

import asyncio
import os
import socket
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from typing import Any

import uvicorn
from websockets.exceptions import InvalidState

from ftrack_orm.errors import ConfigurationError

__all__ = ["HANG_UP", "LoopbackServer"]

HANG_UP = "ftrack_orm.hang_up"
"""In `scope["extensions"]`: holds under `call` what closes the connection after what was sent already, and under
`stopping` an `asyncio.Event` that is set when the server is to stop."""

_HOST = "127.0.0.1"
_START_SECONDS = 10.0
_MOST_MESSAGE_BYTES = 64 * 2**20
"""Of one WebSocket message."""
_STOP_SECONDS = 2.0
_ACCEPTING_TURNS = 5
"""More turns of asyncio's loop than there are from accepting a connection until the server knows of it: a task is made,
that makes a transport, and that tells the protocol."""


class LoopbackServer:
    """An HTTP server that only this machine reaches; it answers once it is made.

    Raises:
        ConfigurationError: The port is taken or not allowed.
    """

    def __init__(self, application: Callable[..., Any], port: int = 0) -> None:
        self._socket = _bind(port)
        self.url: str = f"http://{_HOST}:{self._socket.getsockname()[1]}"
        config = uvicorn.Config(
            self._with_hanging_up(application),
            loop="asyncio",
            http="h11",
            ws="websockets-sansio",
            ws_max_size=_MOST_MESSAGE_BYTES,
            ws_ping_interval=None,  # Socket.IO has heartbeats of its own
            ws_per_message_deflate=False,
            lifespan="off",
            log_config=None,
            log_level="warning",
            access_log=False,
            proxy_headers=False,
            server_header=False,
            date_header=False,
            timeout_keep_alive=600,  # a client that sleeps keeps its connection; closing ends it at once
        )
        self._server = _Server(config)
        self._thread = threading.Thread(target=self._run, name="ftrack-orm sandbox", daemon=True)
        self._thread.start()
        self._wait_until_started()

    def close(self) -> None:
        """Stop: a request that is being worked on is finished, one that is half sent is cut off after a few seconds."""
        self._server.stop()
        self._thread.join()
        self._socket.close()

    def _with_hanging_up(self, application: Callable[..., Any]) -> Callable[..., Any]:
        """Let the application close the connection of a request, as the scope's extension of that name."""

        async def served(scope: dict[str, Any], receive: Any, send: Any) -> None:
            if scope["type"] == "http":
                hang_up = partial(self._server.hang_up, scope["client"])
                offered = {"call": hang_up, "stopping": self._server.stopping}
                scope["extensions"] = {**scope.get("extensions", {}), HANG_UP: offered}
            await application(scope, receive, send)

        return served

    def _run(self) -> None:
        self._server.run(sockets=[self._socket])

    def _wait_until_started(self) -> None:
        deadline = time.monotonic() + _START_SECONDS
        while not self._server.started:
            if not self._thread.is_alive() or time.monotonic() > deadline:
                self.close()
                raise ConfigurationError("the sandbox's server did not start")
            time.sleep(0.001)


class _Server(uvicorn.Server):
    """A server that stops when it is told.

    uvicorn's own looks every tenth of a second whether it should, and waits as long again: too long for a test.
    """

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        self._loop = asyncio.get_running_loop()
        self._stop = asyncio.Event()
        await super().startup(sockets=sockets)

    async def main_loop(self) -> None:
        await self._stop.wait()

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        await self._stop_listening()
        for connection in list(self.server_state.connections):
            try:
                connection.shutdown()
            except InvalidState:  # a WebSocket that is closing already, and waits for the client to do its part
                connection.transport.close()
        deadline = self._loop.time() + _STOP_SECONDS
        while self.server_state.connections or self.server_state.tasks:
            if self._loop.time() > deadline:
                self._hang_up()
            await asyncio.sleep(0.001)

    async def _stop_listening(self) -> None:
        """Accept no more, and close only once the server knows of all that was accepted.

        asyncio forgets one that is between: nobody would answer it, nobody close it, and its client wait for ever.
        """
        for listening in self.servers:
            for accepting in listening.sockets:
                with suppress(NotImplementedError):  # Windows accepts in one step
                    self._loop.remove_reader(accepting)
        for _ in range(_ACCEPTING_TURNS):
            await asyncio.sleep(0)
        for listening in self.servers:
            listening.close()

    def _hang_up(self) -> None:
        """Cut connections whose request never came to its end; the application sees that the client is gone."""
        for connection in list(self.server_state.connections):
            connection.transport.abort()

    @property
    def stopping(self) -> asyncio.Event:
        """Is set when the server is to stop."""
        return self._stop

    def hang_up(self, client: tuple[str, int]) -> None:
        """Close the connection of a client once what was sent to it has left."""
        for connection in list(self.server_state.connections):
            if connection.transport.get_extra_info("peername") == client:
                connection.transport.close()

    def stop(self) -> None:
        """Stop, from another thread."""
        if self.started and not self.should_exit:
            self.should_exit = True
            self._loop.call_soon_threadsafe(self._stop.set)
        self.should_exit = True


def _bind(port: int) -> socket.socket:
    if not 0 <= port <= 65535:
        raise ConfigurationError(f"the port {port} is out of range: expected one from 0 to 65535")
    bound = socket.socket(
        socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP
    )  # named, so that asyncio sets no delay
    try:
        if os.name == "posix":
            bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        bound.bind((_HOST, port))
        bound.listen()
    except OSError as error:
        bound.close()
        raise ConfigurationError(f"the port {port} cannot be used: {error.strerror}") from error
    return bound
