"""A cache of reference data: where it is, what it keeps, how much and for how long."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from datetime import timedelta
from pathlib import Path
from types import TracebackType
from typing import Self

from ftrack_orm.errors import ConfigurationError
from ftrack_orm.mapping import Entity
from ftrack_orm.session.cache.place import place_of
from ftrack_orm.session.cache.reference_types import REFERENCE_TYPES
from ftrack_orm.session.cache.store import CacheStore
from ftrack_orm.session.cache.tolerant_store import TolerantStore

__all__ = ["ReferenceCache"]


class ReferenceCache:
    """Keeps the answers to queries on reference data, for several sessions, processes or machines.

    `Session(cache=ReferenceCache("~/.cache/ftrack-orm", age=timedelta(hours=12)))`. A store that cannot be used is
    logged once and never breaks a session: the server is asked then.

    Args:
        store: A folder of this machine, an address like `redis://host:6379/0`, or anything that is a `CacheStore`;
            None for a folder where the operating system wants caches.
        types: The entity types whose answers are kept. A query that touches any other one is always sent.
        age: How old an answer may be that is given.
        size: How many bytes of answers are kept at most, the oldest ones go first. A `CacheStore` minds its own.
        clock: Gives the seconds since 1970.

    Raises:
        ConfigurationError: One of these cannot be right.
    """

    def __init__(
        self,
        store: str | Path | CacheStore | None = None,
        *,
        types: Iterable[type[Entity] | str] = REFERENCE_TYPES,
        age: timedelta = timedelta(hours=12),
        size: int = 64 * 1024**2,
        clock: Callable[[], float] = time.time,
    ) -> None:
        self._label = "that could not be opened"
        self.types: frozenset[str] = frozenset()
        self.age: timedelta = age
        if age <= timedelta(0) or size <= 0:
            raise ConfigurationError(f"a cache needs an age and a size above zero, got {age} and {size} bytes")
        self.types = frozenset(_name(entity) for entity in types)
        self.clock = clock
        if store is None or isinstance(store, (str, Path)):
            self._label, opening = place_of(store, size)
        else:
            self._label, opening = repr(store), lambda: store
        self.store: TolerantStore = TolerantStore(opening, self._label)

    def __repr__(self) -> str:
        return f"<ReferenceCache {self._label}: {len(self.types)} types, {self.age}>"

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.close()

    def clear(self) -> bool:
        """Drop everything in the store, of all servers and users; tell whether it could be done."""
        return self.store.clear()

    def close(self) -> None:
        """Release the store; sessions that still use the cache open it again."""
        self.store.close()


def _name(entity: type[Entity] | str) -> str:
    return entity if isinstance(entity, str) else entity.__entity_type__
