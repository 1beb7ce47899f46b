"""Cut connections and hold answers back. The server says how, by an extension of the request's scope."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from contextlib import suppress

from starlette.types import Message, Receive, Scope, Send

from ftrack_orm.sandbox.web.server import HANG_UP

__all__ = ["cut_after", "cut_inside", "cut_now", "wait"]


async def wait(scope: Scope, seconds: float) -> None:
    """Wait for so long, or until the server is to stop."""
    if seconds > 0:
        stopping: asyncio.Event = scope["extensions"][HANG_UP]["stopping"]
        with suppress(TimeoutError):
            await asyncio.wait_for(stopping.wait(), seconds)


async def cut_now(scope: Scope, receive: Receive) -> None:
    """Close the connection and wait until the server has noticed."""
    hang_up: Callable[[], None] = scope["extensions"][HANG_UP]["call"]
    hang_up()
    while (await receive())["type"] != "http.disconnect":
        pass


def cut_after(scope: Scope, receive: Receive) -> Send:
    """Return what closes the connection instead of sending an answer."""
    is_cut = False

    async def send(_: Message) -> None:
        nonlocal is_cut
        if not is_cut:
            is_cut = True
            await cut_now(scope, receive)

    return send


def cut_inside(scope: Scope, receive: Receive, send: Send) -> Send:
    """Return what sends half of the body that the headers announce, and closes the connection."""
    left = 0
    is_cut = False

    async def half(message: Message) -> None:
        nonlocal left, is_cut
        if is_cut:
            return
        if message["type"] == "http.response.start":
            left = _length(message) // 2
            await send(message)
            return
        body = message.get("body", b"")[:left]
        left -= len(body)
        await send({"type": "http.response.body", "body": body, "more_body": True})
        if left <= 0:
            is_cut = True
            await cut_now(scope, receive)

    return half


def _length(start: Message) -> int:
    stated = dict(start.get("headers", ())).get(b"content-length", b"2")
    return int(stated)
