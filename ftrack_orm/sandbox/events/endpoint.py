"""The endpoints of Socket.IO 0.9: the handshake, and the connection over a WebSocket."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Coroutine, Sequence
from functools import partial
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import BaseRoute, Route, WebSocketRoute
from starlette.websockets import WebSocket, WebSocketDisconnect

from ftrack_orm.errors import EventError
from ftrack_orm.events.packet import HEARTBEAT, Packet, PacketKind, acknowledgement, event_of
from ftrack_orm.sandbox.events.consumer import Consumer
from ftrack_orm.sandbox.events.exchange import Exchange
from ftrack_orm.sandbox.events.handshake import Handshakes, Timeouts
from ftrack_orm.sandbox.refusal import Refusal
from ftrack_orm.sandbox.rights.authentication import Authenticator
from ftrack_orm.sandbox.web import answer

__all__ = ["event_routes"]

_log = logging.getLogger("ftrack_orm.sandbox")

_MOST_UNANSWERED = 1_000
"""Events of one connection that may wait to be kept before no more is read from it."""


def event_routes(exchange: Exchange, authenticator: Authenticator, timeouts: Timeouts | None = None) -> list[BaseRoute]:
    """Return the routes of the event server."""
    endpoint = _Endpoint(exchange, authenticator, Handshakes(timeouts or Timeouts()))
    return [
        Route("/socket.io/1/", endpoint.handshake, methods=["GET", "POST"]),
        Route("/socket.io/1", endpoint.handshake, methods=["GET", "POST"]),
        WebSocketRoute("/socket.io/1/websocket/{sid}", endpoint.connection),
    ]


class _Endpoint:
    def __init__(self, exchange: Exchange, authenticator: Authenticator, handshakes: Handshakes) -> None:
        self._exchange = exchange
        self._authenticator = authenticator
        self._handshakes = handshakes

    async def handshake(self, request: Request) -> Response:
        """Tell a believed user the id of the connection to come; browsers have their credentials in the query."""
        user = request.headers.get("ftrack-user") or request.query_params.get("api_user", "")
        key = request.headers.get("ftrack-api-key") or request.query_params.get("api_key", "")
        try:
            identity = self._authenticator.recall(user, key)
            if identity is None:
                identity = await run_in_threadpool(self._authenticator.identify, user, key)
        except Refusal as refused:
            return answer.fault(401, refused.exception, refused.content)
        return PlainTextResponse(self._handshakes.begin(identity))

    async def connection(self, websocket: WebSocket) -> None:
        """Serve one connection until either side ends it."""
        sid = str(websocket.path_params["sid"])
        identity = self._handshakes.end(sid)
        if identity is None:
            await websocket.close()
            return
        await websocket.accept()
        consumer = Consumer(sid, identity.user_id)
        self._exchange.join(consumer)
        consumer.send("1::")
        try:
            await _Conversation(websocket, consumer, self._exchange, self._handshakes.timeouts).run()
        finally:
            self._exchange.leave(consumer)


class _Conversation:
    """What goes to and fro over one connection."""

    def __init__(self, websocket: WebSocket, consumer: Consumer, exchange: Exchange, timeouts: Timeouts) -> None:
        self._websocket = websocket
        self._consumer = consumer
        self._exchange = exchange
        self._timeouts = timeouts
        self._heard = time.monotonic()
        self._unanswered = asyncio.Semaphore(_MOST_UNANSWERED)

    async def run(self) -> None:
        """Talk until the client leaves, is not heard of any more, or takes too long."""
        parts: Sequence[Coroutine[Any, Any, object]] = (
            self._receive(),
            self._send(),
            self._beat(),
            self._consumer.cut.wait(),
        )
        tasks = [asyncio.ensure_future(part) for part in parts]
        try:
            await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for task in tasks:
                task.cancel()
            for outcome in await asyncio.gather(*tasks, return_exceptions=True):
                if isinstance(outcome, Exception) and not isinstance(outcome, (WebSocketDisconnect, RuntimeError)):
                    _log.error("a connection of the event server failed", exc_info=outcome)

    async def _receive(self) -> None:
        while True:
            text = await self._websocket.receive_text()
            self._heard = time.monotonic()
            try:
                packet = Packet.parse(text)
                if packet.kind is PacketKind.DISCONNECT:
                    return
                if packet.kind is PacketKind.EVENT:
                    await self._event(packet)
            except EventError as error:
                self._consumer.send(str(Packet(PacketKind.ERROR, data=str(error))))

    async def _event(self, packet: Packet) -> None:
        payload = event_of(packet)
        await self._unanswered.acquire()
        self._exchange.receive(self._consumer, payload, partial(self._acknowledge, packet.id))

    def _acknowledge(self, asked: str, problem: str | None) -> None:
        self._unanswered.release()
        if asked:
            outcome = {"success": True} if problem is None else {"success": False, "message": problem}
            self._consumer.send(acknowledgement(asked, [outcome]))

    async def _send(self) -> None:
        while True:
            await self._websocket.send_text(await self._consumer.next_packet())

    async def _beat(self) -> None:
        while time.monotonic() - self._heard < self._timeouts.heartbeat:
            await asyncio.sleep(self._timeouts.beat)
            self._consumer.send(HEARTBEAT)
