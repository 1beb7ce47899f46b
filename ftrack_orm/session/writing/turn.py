"""Whose turn it is to commit, where several threads use one session."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from threading import RLock, get_ident

from ftrack_orm.errors import SessionError

__all__ = ["Turn"]


class Turn:
    """Commits of several threads come one after the other; a `begin()` block keeps those of other threads out."""

    def __init__(self) -> None:
        self._lock = RLock()
        self._block: int | None = None

    @contextmanager
    def taken(self) -> Iterator[None]:
        """Wait until no other thread commits.

        Raises:
            SessionError: Another thread is in a `begin()` block, whose changes would be taken along unfinished.
        """
        self._check()
        with self._lock:
            self._check()
            yield

    @contextmanager
    def block(self) -> Iterator[None]:
        """Keep other threads out until the block ends.

        Raises:
            SessionError: This thread is in such a block already, or another one is.
        """
        with self.taken():
            if self._block is not None:
                raise SessionError("begin() was called already; use begin_nested() inside, for an undo point")
            self._block = get_ident()
        try:
            yield
        finally:
            self._block = None

    def _check(self) -> None:
        if self._block not in (None, get_ident()):
            raise SessionError(
                "another thread is inside 'with session.begin()': its changes are not finished; "
                "commit when it is done, or give each thread a session of its own"
            )
