"""Somebody who wants events."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

from ftrack_orm.events.event import Event
from ftrack_orm.events.subscription import Expression

__all__ = ["Callback", "Subscriber"]

Callback: TypeAlias = Callable[[Event], Any]
"""Gets an event; what it returns, if not None, is published as a reply."""


@dataclass(slots=True, eq=False)
class Subscriber:
    """A callback with what it wants; `metadata` is told to the server, and targets of events are matched with it."""

    id: str
    expression: Expression
    callback: Callback
    priority: int
    metadata: Mapping[str, Any]
    active: bool = True
    """Whether it is still subscribed."""

    def subscribing(self) -> dict[str, Any]:
        """Return the data of the event that tells the server."""
        return {"subscriber": dict(self.metadata), "subscription": str(self.expression)}

    def unsubscribing(self) -> dict[str, Any]:
        """Return the data of the event that tells the server of the end."""
        return {"subscriber": dict(self.metadata)}
