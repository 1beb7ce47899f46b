"""What is to be sent, and what was sent and not acknowledged yet.

An event leaves the outbox when the server has acknowledged it. What the connection was cut under is sent again over the
next one, so that nothing is lost; an event whose acknowledgement was lost arrives twice, with the same id.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Any, Protocol, TypeAlias

from ftrack_orm.errors import EventHubUnreachableError, EventQueueFullError

__all__ = ["Answered", "Outbox", "Sender"]

Answered: TypeAlias = Callable[[Mapping[str, Any]], None]
"""Gets the server's acknowledgement: `{"success": True}`, or what did not work."""


class Sender(Protocol):
    """Something that packets are sent over."""

    def send(self, packet: str) -> None:
        """Send a packet."""


@dataclass(frozen=True, slots=True)
class _Outgoing:
    packet: str
    answered: Answered


class Outbox:
    """Sends packets in their order, or keeps them until there is a connection; may be used from any thread."""

    def __init__(self, limit: int) -> None:
        self._limit = limit
        self._number = 0
        self._lasting: dict[int, _Outgoing] = {}
        self._passing: dict[int, _Outgoing] = {}
        self._link: Sender | None = None
        self._sending = threading.RLock()
        """Held while packets are sent, so that they keep their order; never by who takes acknowledgements."""
        self._changed = threading.Condition()

    def __len__(self) -> int:
        return len(self._lasting) + len(self._passing)

    def put(self, packet: Callable[[int], str], answered: Answered, *, lasting: bool = True) -> None:
        """Send a packet, made with its number, or keep it until there is a connection.

        One that is not `lasting` is of this connection alone: it is not kept, and not sent again after a cut.

        Raises:
            EventQueueFullError: As many wait already as may.
        """
        with self._sending:
            if lasting and len(self._lasting) >= self._limit:
                raise EventQueueFullError(
                    f"{self._limit} events wait to be sent or acknowledged; is the event server reachable?"
                )
            number = self._number = self._number + 1
            outgoing = _Outgoing(packet(number), answered)
            with self._changed:
                if lasting:
                    self._lasting[number] = outgoing
                elif self._link is not None:
                    self._passing[number] = outgoing
            self._send(outgoing)

    def connect(self, link: Sender, begin: Callable[[], None]) -> None:
        """Use a new connection: `begin` puts what comes first, then everything is sent that waited."""
        with self._sending:
            with self._changed:
                self._link = link
                waiting = list(self._lasting.values())
            begin()
            for outgoing in waiting:
                self._send(outgoing)
        self.wake()

    def disconnect(self) -> None:
        """Keep what is to be sent until there is a connection again."""
        with self._changed:
            self._link = None
            self._passing.clear()
            self._changed.notify_all()

    @property
    def still(self) -> AbstractContextManager[object]:
        """A block in which no connection begins and nothing is sent by others."""
        return self._sending

    def acknowledge(self, number: int, answer: Mapping[str, Any]) -> None:
        """Take the server's acknowledgement of a packet; one of no packet is ignored."""
        waiting = self._lasting if number in self._lasting else self._passing
        outgoing = waiting.get(number)
        if outgoing is None:
            return
        outgoing.answered(answer)
        with self._changed:
            waiting.pop(number, None)
            if not waiting:
                self._changed.notify_all()

    def wait_until_empty(self, timeout: float | None, ended: Callable[[], bool]) -> bool:
        """Wait until there is a connection and everything was acknowledged; tell whether it was."""
        with self._changed:
            self._changed.wait_for(lambda: ended() or self._is_done(), timeout)
            return self._is_done()

    def wait_until_sent(self, timeout: float, ended: Callable[[], bool]) -> int:
        """Wait until all events were acknowledged; return how many were not."""
        with self._changed:
            self._changed.wait_for(lambda: ended() or not self._lasting, timeout)
            return len(self._lasting)

    def wake(self) -> None:
        """Let those who wait look again."""
        with self._changed:
            self._changed.notify_all()

    def _is_done(self) -> bool:
        return self._link is not None and not self._lasting and not self._passing

    def _send(self, outgoing: _Outgoing) -> None:
        link = self._link
        if link is not None:
            try:
                link.send(outgoing.packet)
            except EventHubUnreachableError:
                self.disconnect()
