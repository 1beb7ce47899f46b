"""One connected client: who it has told to be subscribed, and what waits to be sent to it."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from ftrack_orm.events.subscription import Expression

__all__ = ["Consumer", "Subscriber"]

_MOST_PACKETS = 20_000
_MOST_CHARACTERS = 128 * 2**20


@dataclass(frozen=True, slots=True, eq=False)
class Subscriber:
    """Somebody behind a connection; `metadata` is what targets are matched with."""

    consumer: Consumer
    id: str
    metadata: Mapping[str, Any]
    expression: Expression


class Consumer:
    """A connection's side of the exchange; used by the server's loop alone.

    What it does not take in time waits in a queue with a bound, so that it holds up nobody else; a consumer whose queue
    is full is cut off, and asks for what it missed when it is back.
    """

    def __init__(self, sid: str, user_id: str) -> None:
        self.sid = sid
        self.user_id = user_id
        self.subscribers: dict[str, Subscriber] = {}
        self.cut: asyncio.Event = asyncio.Event()
        """Set when the connection is to end."""
        self._waiting: deque[str] = deque()
        self._size = 0
        self._filled = asyncio.Event()

    def send(self, packet: str) -> None:
        """Queue a packet; where too much waits, the connection is cut."""
        if self.cut.is_set():
            return
        if len(self._waiting) >= _MOST_PACKETS or self._size + len(packet) > _MOST_CHARACTERS:
            self._waiting.clear()
            self.cut.set()
            return
        self._waiting.append(packet)
        self._size += len(packet)
        self._filled.set()

    async def next_packet(self) -> str:
        """Wait for a packet that is to be sent."""
        while not self._waiting:
            self._filled.clear()
            await self._filled.wait()
        packet = self._waiting.popleft()
        self._size -= len(packet)
        return packet
