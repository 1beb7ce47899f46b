"""A store whose failures never reach a session."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Sequence
from threading import Lock, RLock
from typing import TypeVar

from ftrack_orm.session.cache.store import CacheStore, Reading

__all__ = ["TolerantStore"]

T = TypeVar("T")

_LOGGER = logging.getLogger("ftrack_orm.session")
_REST = 30.0
"""Seconds for which a store is left alone after a failure, so that a dead one does not slow every query."""


class TolerantStore:
    """Opens a store when it is first used, logs its first failure, and goes on without it.

    An edition that could not be renewed is owed: nothing is read before it is, so that a session never sees what it
    changed itself as it was before.
    """

    def __init__(
        self, open_store: Callable[[], CacheStore], label: str, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._open = open_store
        self._label = label
        self._clock = clock
        self._store: CacheStore | None = None
        self._owed: set[bytes] = set()
        self._rests_until = float("-inf")
        self._lock = Lock()
        self._paying = RLock()
        self.failures: int = 0

    def read(self, key: bytes, editions: Sequence[bytes]) -> Reading | None:
        """Return what the store holds; None where it cannot tell."""
        if self._owed and not self._pay():
            return None
        return self._attempt(lambda store: store.read(key, editions))

    def write(self, key: bytes, value: bytes, seconds: float) -> bool:
        """Keep an answer; tell whether it worked."""
        return self._worked(lambda store: store.write(key, value, seconds))

    def renew(self, editions: Sequence[bytes]) -> None:
        """Give editions other tokens, now or before anything is read again."""
        with self._paying:
            self._owed.update(editions)
            self._pay()

    def clear(self) -> bool:
        """Drop everything; tell whether it worked."""
        return self._worked(lambda store: store.clear())

    def close(self) -> None:
        """Close the store, if it was opened; it is opened again when it is used."""
        with self._lock:
            store, self._store = self._store, None
        if store is not None:
            try:
                store.close()
            except Exception as error:
                self._failed(error)

    def _pay(self) -> bool:
        with self._paying:
            owed = sorted(self._owed)
            if owed and not self._worked(lambda store: store.renew(owed)):
                return False
            self._owed.clear()
        return True

    def _attempt(self, what: Callable[[CacheStore], T]) -> T | None:
        if self._clock() < self._rests_until:
            return None
        try:
            return what(self._opened())
        except Exception as error:  # whatever a store or its driver raises: the server has the answer too
            self._failed(error)
            return None

    def _worked(self, what: Callable[[CacheStore], None]) -> bool:
        def run(store: CacheStore) -> bool:
            what(store)
            return True

        return self._attempt(run) is not None

    def _opened(self) -> CacheStore:
        with self._lock:
            if self._store is None:
                self._store = self._open()
            return self._store

    def _failed(self, error: Exception) -> None:
        self._rests_until = self._clock() + _REST
        self.failures += 1
        if self.failures == 1:
            _LOGGER.warning(
                "the cache %s is not used for now (%s: %s); the server is asked instead, and this is said once",
                self._label,
                type(error).__name__,
                error,
            )
