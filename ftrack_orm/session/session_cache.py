"""The cache of a session, as users and the session see it; nothing of it is imported before it is asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, TypeAlias

from ftrack_orm.errors import ConfigurationError

if TYPE_CHECKING:
    from ftrack_orm.mapping import Entity, Registry
    from ftrack_orm.query.ast import Query
    from ftrack_orm.session.cache.answers import Answers
    from ftrack_orm.session.cache.reference_cache import ReferenceCache
    from ftrack_orm.settings import Settings
    from ftrack_orm.transport import JSON, Operation

__all__ = ["CacheChoice", "CacheStatistics", "EntityChange", "Rows", "SessionCache"]

CacheChoice: TypeAlias = "ReferenceCache | str | Path | bool | None"
"""What `Session(cache=)` takes: a cache, a folder or an address for one, True for one in the usual folder."""

Rows: TypeAlias = "tuple[list[JSON], int | None]"
"""The rows of an answer and the offset of the next page."""


class EntityChange(Protocol):
    """What happened to an entity, as an `ftrack.update` event tells it."""

    @property
    def entity_type(self) -> str:
        """The entity type, by its name in the schema."""
        ...

    @property
    def entity_id(self) -> str:
        """The key of the entity."""
        ...


@dataclass(frozen=True, slots=True)
class CacheStatistics:
    """What a session had of its cache until now."""

    hits: int = 0
    """Answers that were there."""
    misses: int = 0
    """Answers that had to be asked for."""
    kept: int = 0
    """Answers that were put into the cache."""
    invalidations: int = 0
    """How often answers were dropped, since this session changed something or was told that somebody did."""


class SessionCache:
    """Gives kept answers while they count, and keeps new ones; without a cache every query is asked.

    An answer belongs to a server, an API user and key (rights differ), a schema, and the text of the query. It counts
    until it is too old, or until an entity of a type that it depends on changes: by what this session sends, or by
    `invalidate`, for everybody who shares the store. Nothing that is empty is kept.
    """

    def __init__(self, answers: Answers | None = None) -> None:
        self._answers = answers

    @classmethod
    def chosen(cls, choice: CacheChoice, settings: Settings | None, *, strict: bool) -> SessionCache:
        """Return the cache of a session.

        Raises:
            ConfigurationError: It cannot be made, or nobody says whose answers it would keep.
        """
        if choice is None or choice is False:
            return cls()
        if settings is None:
            raise ConfigurationError(
                "a cache must know whose answers it keeps: give server_url, api_user and api_key beside the transport"
            )
        from ftrack_orm.session.cache.answers import Answers
        from ftrack_orm.session.cache.reference_cache import ReferenceCache

        given = isinstance(choice, ReferenceCache)
        cache = choice if isinstance(choice, ReferenceCache) else ReferenceCache(None if choice is True else choice)
        return cls(Answers(cache, settings, strict=strict, owned=not given))

    def __repr__(self) -> str:
        return f"<SessionCache of {self._answers.cache!r}>" if self._answers is not None else "<SessionCache: off>"

    @property
    def enabled(self) -> bool:
        """Whether the session has a cache."""
        return self._answers is not None

    @property
    def types(self) -> frozenset[str]:
        """The entity types whose answers are kept."""
        return self._answers.cache.types if self._answers is not None else frozenset()

    @property
    def statistics(self) -> CacheStatistics:
        """How often the cache helped until now."""
        return self._answers.statistics if self._answers is not None else CacheStatistics()

    def clear(self) -> None:
        """Drop the answers of this server, for everybody who shares the store."""
        if self._answers is not None:
            self._answers.clear()

    def invalidate(self, entity_type: type[Entity] | str, ids: Iterable[str] = ()) -> None:
        """Drop the answers that depend on an entity type, for everybody who shares the store.

        All of them go, whatever the ids: a changed entity may belong to answers now in which it was not before. Types
        that are not kept are ignored.
        """
        if self._answers is not None:
            self._answers.invalidate([entity_type if isinstance(entity_type, str) else entity_type.__entity_type__])

    def on_update(self, change: EntityChange) -> None:
        """Take note of a change that an event told of: a handler for `ftrack.update`."""
        self.invalidate(change.entity_type, (change.entity_id,))

    def rows(self, query: Query, registry: Registry, ask: Callable[[], Rows]) -> Rows:
        """Return the rows of a query: kept ones, else those that asking gives, which are kept then."""
        return ask() if self._answers is None else self._answers.rows(query, registry, ask)

    def sent(self, operations: Sequence[Operation]) -> None:
        """Take note of what was sent, whatever became of it: it may have changed what is kept."""
        if self._answers is not None:
            self._answers.sent(operations)

    def close(self) -> None:
        """Release the store, where it was opened for this session alone."""
        if self._answers is not None:
            self._answers.close()
