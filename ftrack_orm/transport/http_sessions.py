"""The HTTP sessions of a transport: one for each request that is out, used again by the next.

`requests` does not promise that threads may share a session, and each keeps its own connections and cookies. A session
is in one thread's hands at a time; it is handed on warm, so that short-lived threads pay for no new connection.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Lock
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from requests import Session

__all__ = ["HttpSessions"]


class HttpSessions:
    """Opened with `open` when all others are in use; the one used last is the next one used."""

    def __init__(self, open: Callable[[], Session]) -> None:
        self._open = open
        self._idle: list[Session] = []
        self._used: set[Session] = set()
        self._lock = Lock()

    @contextmanager
    def taken(self) -> Iterator[Session]:
        """Have a session for as long as the block lasts."""
        with self._lock:
            session = self._idle.pop() if self._idle else None
        if session is None:
            session = self._open()
        with self._lock:
            self._used.add(session)
        try:
            yield session
        finally:
            with self._lock:
                kept = session in self._used
                self._used.discard(session)
                if kept:
                    self._idle.append(session)
            if not kept:
                session.close()

    def close(self) -> None:
        """Close the connections of all sessions; one that is in use closes its own when it comes back."""
        with self._lock:
            closing = [*self._idle, *self._used]
            self._idle.clear()
            self._used.clear()
        for session in closing:
            session.close()
