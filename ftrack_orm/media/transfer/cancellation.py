"""Ending a transfer before it is done."""

from __future__ import annotations

import threading

from ftrack_orm.errors import TransferCancelledError

__all__ = ["Cancellation"]


class Cancellation:
    """Tells whether a transfer is to end: somebody asked for that, or another file of it failed."""

    def __init__(self, asked: threading.Event | None = None) -> None:
        self._asked = asked
        self._stop = threading.Event()

    def stop(self) -> None:
        """End all files of the transfer."""
        self._stop.set()

    @property
    def cancelled(self) -> bool:
        """Whether it is to end."""
        return self._stop.is_set() or (self._asked is not None and self._asked.is_set())

    def is_set(self) -> bool:
        """Tell the same; a `threading.Event` is asked like this."""
        return self.cancelled

    def check(self) -> None:
        """Refuse to go on.

        Raises:
            TransferCancelledError: It is to end.
        """
        if self.cancelled:
            raise TransferCancelledError("the transfer was cancelled")

    def wait(self, seconds: float) -> None:
        """Wait so long, or until it is to end.

        Raises:
            TransferCancelledError: It is to end.
        """
        (self._asked or self._stop).wait(seconds)
        self.check()
