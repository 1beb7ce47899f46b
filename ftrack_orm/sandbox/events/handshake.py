"""The ids that a handshake gives out, each for one connection."""

from __future__ import annotations

import secrets
import time
from dataclasses import dataclass, field

from ftrack_orm.sandbox.rights.identity import Identity

__all__ = ["Handshakes", "Timeouts"]

_MOST_WAITING = 10_000


@dataclass(frozen=True, slots=True)
class Timeouts:
    """Seconds: a heartbeat each `beat`; who sends nothing for `heartbeat` is gone; an id is good for `close`."""

    beat: float = 10.0
    heartbeat: float = 60.0
    close: float = 60.0


@dataclass(slots=True)
class Handshakes:
    """Those who have shaken hands and not yet connected."""

    timeouts: Timeouts
    _waiting: dict[str, tuple[Identity, float]] = field(default_factory=dict)

    def begin(self, identity: Identity) -> str:
        """Return the text of the answer: a new id, the timeouts in whole seconds, and the transports."""
        while len(self._waiting) >= _MOST_WAITING:
            del self._waiting[next(iter(self._waiting))]
        sid = secrets.token_hex(10)
        self._waiting[sid] = identity, time.monotonic() + self.timeouts.close
        return f"{sid}:{_whole(self.timeouts.heartbeat)}:{_whole(self.timeouts.close)}:websocket"

    def end(self, sid: str) -> Identity | None:
        """Return who shook hands for an id, which is good no more; None where nobody did, or too long ago."""
        identity, until = self._waiting.pop(sid, (None, 0.0))
        return identity if time.monotonic() < until else None


def _whole(seconds: float) -> int:
    return max(1, round(seconds))
