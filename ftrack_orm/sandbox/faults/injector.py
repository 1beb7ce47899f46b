"""The application behind its faults: each request meets what was chosen for it."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from ftrack_orm.sandbox.faults.cutting import cut_after, cut_inside, cut_now, wait
from ftrack_orm.sandbox.faults.fault import Answer, Cut, Delay
from ftrack_orm.sandbox.faults.faults import Faults

__all__ = ["FaultInjector"]

_PATHS = ("/api", "/component/", "/upload")
"""What clients ask; the console and the event server stay as they are."""
_MOST_BYTES = 64 * 2**20


class FaultInjector:
    """An application with the faults of a sandbox before it."""

    def __init__(self, application: ASGIApp, faults: Faults) -> None:
        self._application = application
        self._faults = faults

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one connection."""
        if self._faults.is_idle or scope["type"] != "http" or not scope["path"].startswith(_PATHS):
            await self._application(scope, receive, send)
            return
        actions: Iterable[str] = ()
        if scope["path"] == "/api" and self._faults.reads_actions:
            receive, actions = await _peeked(receive)
        decision = self._faults.choose(scope["path"], actions)
        await wait(scope, decision.latency)
        match decision.fault:
            case Cut("before"):
                await cut_now(scope, receive)
            case Cut("inside"):
                await self._application(scope, receive, cut_inside(scope, receive, send))
            case Cut():
                await self._application(scope, receive, cut_after(scope, receive))
            case Answer(when="before") as answer:
                await _drain(receive)
                await _give(answer, send)
            case Answer() as answer:
                await self._application(scope, receive, _ignore)
                await _give(answer, send)
            case Delay(seconds):
                await self._application(scope, receive, _late(scope, send, seconds))
            case None:
                await self._application(scope, receive, send)


async def _peeked(receive: Receive) -> tuple[Receive, list[str]]:
    """Read a request and return what gives it again, and the actions of its batch."""
    messages: list[Message] = []
    size, more = 0, True
    while more and size <= _MOST_BYTES:
        message = await receive()
        messages.append(message)
        size += len(message.get("body", b""))
        more = message.get("more_body", False)
    body = b"".join(message.get("body", b"") for message in messages)

    async def again() -> Message:
        return messages.pop(0) if messages else await receive()

    return again, _actions(body)


def _actions(body: bytes) -> list[str]:
    try:
        operations: Any = json.loads(body)
    except (ValueError, RecursionError):
        return []
    if not isinstance(operations, list):
        return []
    return [str(operation.get("action")) for operation in operations if isinstance(operation, dict)]


async def _drain(receive: Receive) -> None:
    """Read what the client sends, so that it comes to read the answer."""
    more = True
    while more:
        more = (await receive()).get("more_body", False)


async def _give(answer: Answer, send: Send) -> None:
    headers = [(b"content-type", answer.media_type.encode()), (b"content-length", str(len(answer.body)).encode())]
    await send({"type": "http.response.start", "status": answer.status, "headers": headers})
    await send({"type": "http.response.body", "body": answer.body})


async def _ignore(_: Message) -> None:
    pass


def _late(scope: Scope, send: Send, seconds: float) -> Send:
    async def late(message: Message) -> None:
        if message["type"] == "http.response.start":
            await wait(scope, seconds)
        await send(message)

    return late
