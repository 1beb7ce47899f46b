"""The part of `Session` through which entities come, are refreshed and let go."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, TypeVar, overload

from ftrack_orm.deferral import deferred
from ftrack_orm.errors import SessionError
from ftrack_orm.mapping import Entity
from ftrack_orm.mapping.declaring.metaclass import EntityMeta
from ftrack_orm.session.session_part import SessionPart

if TYPE_CHECKING:
    from ftrack_orm.session.loading.attribute_choice import Attributes
    from ftrack_orm.session.loading.letting_go import expunge, reset
    from ftrack_orm.session.loading.lookup import get_many
    from ftrack_orm.session.loading.merging import Merging
    from ftrack_orm.session.loading.population import populate
    from ftrack_orm.session.loading.reloading import expire, refresh
    from ftrack_orm.session.reading.identity_map import Key
else:
    expunge = deferred("ftrack_orm.session.loading.letting_go.expunge")
    reset = deferred("ftrack_orm.session.loading.letting_go.reset")
    get_many = deferred("ftrack_orm.session.loading.lookup.get_many")
    Merging = deferred("ftrack_orm.session.loading.merging.Merging")
    populate = deferred("ftrack_orm.session.loading.population.populate")
    expire = deferred("ftrack_orm.session.loading.reloading.expire")
    refresh = deferred("ftrack_orm.session.loading.reloading.refresh")

__all__ = ["EntityAccess"]

E = TypeVar("E", bound=Entity)


class EntityAccess(SessionPart):
    """Get, populate, refresh, expire, expunge, merge."""

    @overload
    def get(self, entity: type[E], *key: str) -> E | None: ...
    @overload
    def get(self, entity: str, *key: str) -> Entity | None: ...
    def get(self, entity: type[Any] | str, *key: str) -> Any:
        """Return the entity of a primary key: the one at hand, else from the server; None where there is none.

        Raises:
            SessionError: The key does not have as many values as the entity type's, or one that is no text.
            UnknownEntityTypeError: There is no entity type of this name.
        """
        return self.get_many(entity, [key[0] if len(key) == 1 else key])[0]

    @overload
    def get_many(self, entity: type[E], keys: Iterable[Key]) -> list[E | None]: ...
    @overload
    def get_many(self, entity: str, keys: Iterable[Key]) -> list[Entity | None]: ...
    def get_many(self, entity: type[Any] | str, keys: Iterable[Key]) -> Any:
        """Return the entity of each key, None where there is none; one request for each 500 that are not at hand.

        A key of several values is given as a tuple.

        Raises:
            SessionError: A key does not have as many values as the entity type's, or one that is no text.
        """
        if isinstance(keys, str):
            raise SessionError(f"get_many() takes several keys: write [{keys!r}], or get() for one")
        chosen: type[Any] = entity if isinstance(entity, EntityMeta) else self._class(entity)
        return get_many(self._gateway, chosen, list(keys))

    def populate(self, entities: Entity | Iterable[Entity], *attributes: Attributes) -> None:
        """Load attributes for entities at hand: `session.populate(tasks, Task.bid, Task.status.name)`.

        One request for each 500 that lack one of them. Pending changes stay; new entities are left out.

        Raises:
            QueryCheckError: The entity type has no such attribute.
            SessionError: The session does not hold an entity.
        """
        populate(self._gateway, [entities] if isinstance(entities, Entity) else entities, attributes)

    def refresh(self, entity: Entity, *attributes: Attributes) -> None:
        """Load an entity again, or some attributes of it; their pending changes are dropped.

        Raises:
            NoResultError: It is not on the server any more.
            SessionError: The session does not hold it, or it is not on the server yet.
        """
        refresh(self._gateway, [entity], attributes)

    def refresh_all(self, entities: Iterable[Entity], *attributes: Attributes) -> None:
        """Load entities again, as `refresh` does; one request for each 500 of a type.

        Raises:
            NoResultError: One is not on the server any more; the others are refreshed.
            SessionError: The session does not hold one, or it is not on the server yet.
        """
        refresh(self._gateway, entities, attributes)

    def expire(self, entity: Entity, *attributes: Attributes) -> None:
        """Forget what was loaded of an entity, and its pending changes; it is loaded again when it is read.

        Raises:
            SessionError: The session does not hold it, or it is not on the server yet.
        """
        expire(self._gateway, entity, attributes)

    def expunge(self, entity: Entity) -> None:
        """Let go of an entity: what was loaded stays readable, its changes are not sent.

        Raises:
            SessionError: The session does not hold it.
        """
        expunge(self._gateway, entity)

    def merge(self, entity: E) -> E:
        """Return this session's entity for one of another session, or of none any more.

        What it, and what hangs on it, has loaded and this session lacks is taken over without a request; what is loaded
        here stays. Pending changes become pending here, in the place of ours: values, keys of `metadata` and
        `custom_attributes`, and what comes to a collection or leaves it.

        Raises:
            SessionError: It was deleted, or is to be.
        """
        return self.merge_all([entity])[0]

    def merge_all(self, entities: Iterable[E]) -> list[E]:
        """Merge several entities, as `merge` does; what they share is merged once."""
        merged: Any = Merging(self._gateway).merge(list(entities))
        return merged  # type: ignore[no-any-return]  # entities of the same class, which the identity map can't tell

    def reset(self) -> None:
        """Drop everything that was not sent and let go of every entity."""
        reset(self._gateway)

    @contextmanager
    def auto_populating(self, enabled: bool) -> Iterator[None]:
        """Load what is read and missing, or refuse to, until the block ends; for this thread alone."""
        own = self._gateway.own_lazy
        with self._gateway.switches.loading((own if own != "raise" else "batch") if enabled else "raise"):
            yield

    @contextmanager
    def recording(self, enabled: bool) -> Iterator[None]:
        """Take note of changes, or do not, until the block ends; for this thread alone.

        What is assigned while nothing is recorded counts as loaded and is never sent.
        """
        with self._gateway.switches.recorded(enabled):
            yield
