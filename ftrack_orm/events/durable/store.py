"""Where a durable subscription remembers how far it is: the seam between it and SQLite, or a studio's own store."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from ftrack_orm.events.durable.dead_letter import DeadLetter

__all__ = ["DurableStore", "Progress"]


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a subscription is."""

    position: int
    """The row of `Event` up to which all is handled."""
    recent: tuple[str, ...] = ()
    """The ids of the last events that were handled, so that one that was told twice is handled once."""
    failures: int = 0
    """How often the event after `position` failed."""


class DurableStore(Protocol):
    """Keeps progress by the subscription's name, which the server's address is part of.

    Each method is one transaction that lasts when it returns. Any thread may call them.
    """

    def load(self, subscription: str) -> Progress | None:
        """Return how far a subscription is; None for one that was never begun."""
        ...

    def begin(self, subscription: str, position: int) -> None:
        """Begin a subscription; one that was begun before stays where it is."""
        ...

    def advance(self, subscription: str, before: int, position: int, handled: str | None) -> bool:
        """Move a subscription from one position to another, and take note of the event that was handled.

        Nothing happens, and it returns False, where the subscription is elsewhere by now: somebody else moved it.
        """
        ...

    def failed(self, subscription: str) -> None:
        """Count a failure of the event after the position; the next `advance` counts from 0 again."""
        ...

    def bury(self, subscription: str, letter: DeadLetter) -> None:
        """Keep an event that is given up; a letter of the same event takes the place of the earlier one."""
        ...

    def dead_letters(self, subscription: str) -> Sequence[DeadLetter]:
        """Return the events that were given up, the oldest first."""
        ...

    def remove_dead_letter(self, subscription: str, event_id: str) -> None:
        """Forget an event that was given up; one that is not there is no error."""
        ...

    def close(self) -> None:
        """Release what is open; it is opened again when it is used."""
        ...
