"""Answers as one session has them in a cache: its server's to its user."""

from __future__ import annotations

import hmac
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import replace
from threading import Lock
from typing import Any

from ftrack_orm.mapping import Registry
from ftrack_orm.query.ast import Query
from ftrack_orm.session.cache.reference_cache import ReferenceCache
from ftrack_orm.session.cache.sealing import digest_of, open_sealed, seal, sealed_key
from ftrack_orm.session.cache.touched_types import lineage_of, touched_types
from ftrack_orm.session.session_cache import CacheStatistics, Rows
from ftrack_orm.settings import Settings
from ftrack_orm.transport import Call, Create, Delete, Operation, Update

__all__ = ["Answers"]

_FORMAT = "1"
_PURPOSE = b"ftrack-orm reference cache"
_SKEW = 60.0
"""Seconds by which the clocks of two machines may differ."""


class Answers:
    """Reads and keeps the answers of one session; see `SessionCache`."""

    def __init__(self, cache: ReferenceCache, settings: Settings, *, strict: bool, owned: bool) -> None:
        self.cache = cache
        self.statistics: CacheStatistics = CacheStatistics()
        self._settings = settings
        self._secret = hmac.digest(settings.api_key.encode(), _PURPOSE, "sha256")
        self._strict = "strict" if strict else ""
        self._owned = owned
        self._lock = Lock()

    def rows(self, query: Query, registry: Registry, ask: Callable[[], Rows]) -> Rows:
        """Return the rows of a query; see `SessionCache.rows`."""
        if query.entity_type not in self.cache.types:
            return ask()
        types = touched_types(query, registry)
        if not types <= self.cache.types:
            return ask()
        return self._rows(str(query), registry.schema.hash, types, ask)

    def sent(self, operations: Sequence[Operation]) -> None:
        """Take note of what was sent; see `SessionCache.sent`."""
        touched = [written for operation in operations if (written := _written(operation)) is not None]
        if any(deleted and lineage_of(name) & self.cache.types for name, deleted in touched):
            self.clear()  # the server deletes what hangs on it too
        elif touched:
            self.invalidate(name for name, _ in touched)

    def clear(self) -> None:
        """Drop the answers of this server."""
        self._renew([self._edition("")])

    def invalidate(self, entity_types: Iterable[str]) -> None:
        """Drop the answers that depend on some entity types, or on bases of theirs."""
        touched = {base for name in set(entity_types) for base in lineage_of(name)} & self.cache.types
        if touched:
            self._renew([self._edition(name) for name in touched])

    def close(self) -> None:
        """Release the store, where it was opened for this session alone."""
        if self._owned:
            self.cache.close()

    def _rows(self, expression: str, schema: str, types: Collection[str], ask: Callable[[], Rows]) -> Rows:
        cache, settings = self.cache, self._settings
        key = sealed_key(
            self._secret, _FORMAT, settings.server_url, settings.api_user, schema, self._strict, expression
        )
        found = cache.store.read(key, [self._edition(name) for name in ("", *sorted(types))])
        if found is None:
            self._count(misses=1)
            return ask()
        editions = b"".join(found.editions).hex()
        kept = None if found.value is None else self._opened(key, found.value, editions)
        if kept is not None:
            self._count(hits=1)
            return kept
        rows, following = ask()
        self._count(misses=1)
        if rows:
            content = {"made": cache.clock(), "editions": editions, "rows": rows, "next": following}
            worked = cache.store.write(key, seal(self._secret, key, content), cache.age.total_seconds())
            self._count(kept=int(worked))
        return rows, following

    def _opened(self, key: bytes, value: bytes, editions: str) -> Rows | None:
        """Return the rows of what was kept, while they count."""
        content: Any = open_sealed(self._secret, key, value)
        if content is None or content["editions"] != editions:
            return None
        old = self.cache.clock() - content["made"]
        if not -_SKEW <= old < self.cache.age.total_seconds():
            return None
        return content["rows"], content["next"]

    def _renew(self, editions: Sequence[bytes]) -> None:
        self.cache.store.renew(editions)
        self._count(invalidations=1)

    def _edition(self, entity_type: str) -> bytes:
        """Return the name of what changes with an entity type of this server; of the whole server without one."""
        return digest_of(_FORMAT, self._settings.server_url, entity_type)

    def _count(self, *, hits: int = 0, misses: int = 0, kept: int = 0, invalidations: int = 0) -> None:
        with self._lock:
            now = self.statistics
            self.statistics = replace(
                now,
                hits=now.hits + hits,
                misses=now.misses + misses,
                kept=now.kept + kept,
                invalidations=now.invalidations + invalidations,
            )


def _written(operation: Operation) -> tuple[str, bool] | None:
    """Return the entity type that an operation writes, and whether it deletes."""
    if isinstance(operation, (Create, Update, Delete)):
        return operation.entity_type, isinstance(operation, Delete)
    if isinstance(operation, Call):
        entity_type = operation.payload.get("entity_type")
        action = operation.payload.get("action")
        return (entity_type, action == "delete") if isinstance(entity_type, str) and action != "search" else None
    return None
