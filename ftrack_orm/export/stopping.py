"""Ask the tasks of this process to stop; those of other processes end their part."""

from __future__ import annotations

from threading import Event

from ftrack_orm.errors import ExportError

__all__ = ["Stop", "StoppedError"]


class StoppedError(ExportError):
    """The export was stopped before this part was written."""


class Stop:
    """A flag that threads share; in another process it is one of its own, which nobody sets."""

    def __init__(self) -> None:
        self._event = Event()

    def __reduce__(self) -> tuple[type[Stop], tuple[()]]:
        return Stop, ()

    def ask(self) -> None:
        """Set it."""
        self._event.set()

    def check(self) -> None:
        """Raise `StoppedError` where it was set."""
        if self._event.is_set():
            raise StoppedError("the export was stopped")
