"""An event that a durable subscription gave up on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from ftrack_orm.events.event import Event

__all__ = ["DeadLetter"]


@dataclass(frozen=True, slots=True)
class DeadLetter:
    """An event whose handler failed as often as it may; the subscription went on without it."""

    event: Event
    error: str
    """The last failure, with its traceback."""
    failures: int
    died_at: datetime
    """In UTC, without a zone, as the server's own times."""
