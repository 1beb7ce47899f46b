"""What a careful tool does with what a network does to it: ask again, commit again, or give up and say so."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from typing import TypeVar

from ftrack_orm import Session
from ftrack_orm.errors import CommitError, CommitUnknown, TransportError
from tests.soak.journal import Outcome

__all__ = ["TooLongError", "committed", "persistent"]

T = TypeVar("T")

_PATIENCE_SECONDS = 90.0
_PAUSE_SECONDS = 0.2
_resting = threading.Event()


class TooLongError(Exception):
    """The server did not come back."""


def persistent(question: Callable[[], T], passing: tuple[type[Exception], ...] = ()) -> T:
    """Return an answer; what passes, as a server that starts again, is waited for."""
    waits: tuple[type[Exception], ...] = (TransportError, CommitUnknown, *passing)
    began = time.monotonic()
    while True:
        try:
            return question()
        except waits as error:
            if time.monotonic() - began > _PATIENCE_SECONDS:
                raise TooLongError(f"there is no answer after {_PATIENCE_SECONDS:g} s") from error
            _resting.wait(_PAUSE_SECONDS)


def committed(session: Session, *, give_up: bool = False, compared: bool = False) -> tuple[Outcome, int]:
    """Commit until it is known what became of it; return that, and how often nobody could be asked.

    With `give_up` a commit whose answer is lost is rolled back instead, as an impatient tool does.
    """
    unknown = 0
    began = time.monotonic()
    while True:
        try:
            session.commit(check_conflicts=compared)
        except CommitError:
            session.rollback()
            return "refused", unknown
        except (CommitUnknown, TransportError) as error:
            unknown += 1
            if give_up and isinstance(error, CommitUnknown):
                session.rollback()
                return "abandoned", unknown
            if time.monotonic() - began > _PATIENCE_SECONDS:
                raise TooLongError(f"a commit is not settled after {_PATIENCE_SECONDS:g} s") from error
            _resting.wait(_PAUSE_SECONDS)
        else:
            return "done", unknown
