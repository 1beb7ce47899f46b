"""Errors of commits: refused, in conflict, of unknown outcome, or not to be ordered."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ftrack_orm.errors.session import SessionError

__all__ = ["CommitError", "CommitUnknown", "Conflict", "ConflictError", "PlanError"]


class CommitError(SessionError):
    """The server refused a batch: nothing was saved and every change is still pending.

    `operation` is the refused one, or None where the server did not tell; `position` counts from 1.
    """

    def __init__(self, operation: object | None, position: int | None, total: int, reason: str) -> None:
        self.operation = operation
        self.position = position
        self.total = total
        self.reason = reason
        which = (
            f"Operation {position} of {total} was refused: {operation}"
            if operation
            else f"A batch of {total} was refused"
        )
        super().__init__(f"{which}. Server said: {reason}. Nothing was saved; every change is still pending.")


class CommitUnknown(SessionError):
    """The answer to a commit was lost, and the server cannot be asked what became of it.

    Everything is still pending. The next `commit()` asks first, and sends only what the server does not have;
    `rollback()` gives the changes up, whatever became of them.
    """


@dataclass(frozen=True, slots=True)
class Conflict:
    """One attribute that was changed here and on the server; links are given by their keys."""

    entity: object
    attribute: str
    loaded: object
    theirs: object
    ours: object

    def __str__(self) -> str:
        now = f"is {self.theirs!r} on the server now, and was to be {self.ours!r}"
        return f"{self.entity}: {self.attribute} was {self.loaded!r}, {now}"


class ConflictError(SessionError):
    """Somebody else changed on the server what a commit would change; nothing was sent, everything is still pending.

    `entity` and `attribute` are the first conflict: `loaded` is the value that the session loaded, `theirs` the
    server's, `ours` the pending one. `conflicts` holds them all.
    """

    def __init__(self, conflicts: Sequence[Conflict]) -> None:
        first = conflicts[0]
        self.entity: object = first.entity
        self.attribute: str = first.attribute
        self.loaded: object = first.loaded
        self.theirs: object = first.theirs
        self.ours: object = first.ours
        self.conflicts: tuple[Conflict, ...] = tuple(conflicts)
        super().__init__(
            f"{'; '.join(map(str, conflicts))}. Nothing was sent. refresh() takes theirs, commit() without "
            "check_conflicts sends ours."
        )


class PlanError(SessionError, ValueError):
    """The pending changes cannot be ordered into one batch."""
