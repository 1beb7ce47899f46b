"""Packets of Socket.IO 0.9: `code:id:path:data` in a text frame.

The codes are 0 disconnect, 1 connect, 2 heartbeat, 3 message, 4 JSON, 5 event, 6 acknowledgement, 7 error, 8 no-op.
An id asks for an acknowledgement, one that ends in `+` for one with data: `6:::1+[{"success":true}]` answers
`5:1+::{...}`.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from ftrack_orm.errors import EventError

__all__ = [
    "EVENT_NAME",
    "HEARTBEAT",
    "Packet",
    "PacketKind",
    "acknowledged",
    "acknowledgement",
    "event_of",
    "event_packet",
]

EVENT_NAME = "ftrack.event"
"""What Socket.IO calls every event of ftrack."""

_COMPACT = (",", ":")


class PacketKind(StrEnum):
    """What a packet is."""

    DISCONNECT = "0"
    CONNECT = "1"
    HEARTBEAT = "2"
    MESSAGE = "3"
    JSON = "4"
    EVENT = "5"
    ACKNOWLEDGEMENT = "6"
    ERROR = "7"
    NOTHING = "8"


_KINDS = {kind.value: kind for kind in PacketKind}


@dataclass(frozen=True, slots=True)
class Packet:
    """One packet; its data is not decoded."""

    kind: PacketKind
    id: str = ""
    path: str = ""
    data: str = ""

    @classmethod
    def parse(cls, text: str) -> Packet:
        """Return the packet of a text frame.

        Raises:
            EventError: It is none.
        """
        code, *parts = text.split(":", 3)
        kind = _KINDS.get(code)
        if kind is None:
            raise EventError(f"no packet of Socket.IO 0.9: {text[:80]!r}")
        return cls(kind, *parts)

    def __str__(self) -> str:
        text = f"{self.kind.value}:{self.id}:{self.path}"
        return f"{text}:{self.data}" if self.data else text


HEARTBEAT = str(Packet(PacketKind.HEARTBEAT))
"""The packet that says that a side is still there."""


def event_packet(event: Mapping[str, Any], number: int | None = None) -> str:
    """Return the text of a packet with an event as it is on the wire; with a number, it asks to be acknowledged.

    Raises:
        EventError: The event holds what JSON cannot.
    """
    try:
        body = json.dumps({"name": EVENT_NAME, "args": [event]}, separators=_COMPACT, allow_nan=False)
    except (TypeError, ValueError, RecursionError) as error:
        raise EventError(f"event {event.get('id')} cannot be sent, its data is no JSON: {error}") from None
    return f"5:{'' if number is None else f'{number}+'}::{body}"


def event_of(packet: Packet) -> Mapping[str, Any]:
    """Return the event that a packet of kind EVENT holds, as it is on the wire.

    Raises:
        EventError: There is none in it.
    """
    body = _decoded(packet)
    args = body.get("args") if isinstance(body, dict) and body.get("name") == EVENT_NAME else None
    event = args[0] if isinstance(args, list) and args else None
    if not isinstance(event, dict):
        raise EventError(f"no event of ftrack in the packet {str(packet)[:80]!r}")
    return event


def acknowledgement(asked: str, answers: Sequence[Mapping[str, Any]] = ()) -> str:
    """Return the text of a packet that acknowledges another by its id; `answers` go along where it ends in `+`."""
    number = asked.removesuffix("+")
    if not asked.endswith("+"):
        return f"6:::{number}"
    return f"6:::{number}+{json.dumps(list(answers), separators=_COMPACT)}"


def acknowledged(packet: Packet) -> tuple[int, Mapping[str, Any]]:
    """Return which packet is acknowledged, and the first answer; an empty one where none came.

    Raises:
        EventError: It is no acknowledgement.
    """
    number, _, answers = packet.data.partition("+")
    if not number.isascii() or not number.isdecimal() or len(number) > 18:
        raise EventError(f"no number in the acknowledgement {str(packet)[:80]!r}")
    decoded = _decoded(Packet(packet.kind, data=answers)) if answers else []
    first = decoded[0] if isinstance(decoded, list) and decoded else {}
    return int(number), first if isinstance(first, dict) else {}


def _refuse_constant(name: str) -> float:
    raise ValueError(f"{name} is no JSON number")


def _decoded(packet: Packet) -> Any:
    try:
        return json.loads(packet.data, parse_constant=_refuse_constant)
    except (ValueError, RecursionError):
        raise EventError(f"no JSON in the packet {str(packet)[:80]!r}") from None
