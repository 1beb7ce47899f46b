"""What an `ftrack.update` tells of one entity, in the words of its class."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from typing import Any, Generic, TypeVar, overload

from ftrack_orm.errors import InvalidValueError
from ftrack_orm.events import Event
from ftrack_orm.events.typed import UpdatedEntity, UpdateEvent, ValueChange
from ftrack_orm.mapping import MappedAttribute, Mapper
from ftrack_orm.query import Path
from ftrack_orm.session.events.event_entities import EventEntities
from ftrack_orm.session.events.wire_type import attribute_words, names_by_word
from ftrack_orm.session.loading.attribute_choice import Attributes, names_of

__all__ = ["EntityChange"]

E = TypeVar("E")
V = TypeVar("V")
R = TypeVar("R")


class EntityChange(Generic[E]):
    """One entity that was added, updated or removed.

    `change.old(Task.status_id)` and `change.new(Task.status_id)` are typed as the attribute is; of a link, as
    `change.new(Task.status)`, they are entities. `change.entity` is loaded when it is read, together with all entities
    of the event that handlers want.
    """

    def __init__(
        self,
        event: Event,
        update: UpdateEvent,
        updated: UpdatedEntity,
        mapper: Mapper,
        entities: EventEntities,
        linked: Callable[[Mapper, str], Any],
    ) -> None:
        self.event = event
        """The event, with whatever else it tells."""
        self.update = update
        self.updated = updated
        self._mapper = mapper
        self._entities = entities
        self._linked = linked

    def __repr__(self) -> str:
        return f"<EntityChange {self.action} {self.entity_type} {self.entity_id}: {', '.join(sorted(self.names))}>"

    @property
    def entity_id(self) -> str:
        """The entity's id."""
        return self.updated.entity_id

    @property
    def entity_type(self) -> str:
        """The name of the entity's type; of a base of it where the event does not tell more."""
        return self._mapper.entity_type

    @property
    def action(self) -> str:
        """`add`, `update` or `remove`."""
        return self.updated.action

    @property
    def username(self) -> str | None:
        """Who did it."""
        return self.update.user.name

    @cached_property
    def changes(self) -> dict[str, ValueChange]:
        """Old and new values as told, by the names of attributes; by the server's word for what is none.

        A custom attribute is told by its key.
        """
        names = names_by_word(self._mapper)
        named: dict[str, ValueChange] = {}
        for word, change in self.updated.changes.items():
            named.setdefault(names.get(word, word), change)
        return named

    @property
    def names(self) -> frozenset[str]:
        """The names of what changed."""
        return frozenset(self.changes)

    def changed(self, *attributes: Attributes) -> bool:
        """Return whether one of these attributes changed: `change.changed(Task.bid, Task.status)`."""
        return any(self._change(attribute)[1] is not None for attribute in attributes)

    @overload
    def old(self, attribute: Path[V]) -> V | None: ...
    @overload
    def old(self, attribute: type[R]) -> R | None: ...
    @overload
    def old(self, attribute: str) -> Any: ...
    def old(self, attribute: Attributes) -> Any:
        """Return what an attribute was; None where it did not change, or nothing was there."""
        found, change = self._change(attribute)
        return None if change is None else self._value(found, change.old)

    @overload
    def new(self, attribute: Path[V]) -> V | None: ...
    @overload
    def new(self, attribute: type[R]) -> R | None: ...
    @overload
    def new(self, attribute: str) -> Any: ...
    def new(self, attribute: Attributes) -> Any:
        """Return what an attribute was changed to; None where it did not change, or nothing is there."""
        found, change = self._change(attribute)
        return None if change is None else self._value(found, change.new)

    @property
    def entity(self) -> E | None:
        """The entity, as the server has it now; None where it is gone."""
        if self.action == "remove":
            return None
        found: Any = self._entities.get(self._mapper, self.entity_id)
        return found  # type: ignore[no-any-return]  # its class was checked when the handler was chosen

    def _change(self, attribute: Attributes) -> tuple[MappedAttribute | None, ValueChange | None]:
        """Return an attribute and its change; a text may be the key of a custom attribute."""
        if isinstance(attribute, str) and attribute in self.updated.changes:
            name = names_by_word(self._mapper).get(attribute)
            found = self._mapper.attributes[name] if name is not None else None
            return found, self.updated.changes[attribute]
        (name,) = names_of(self._mapper, (attribute,))
        found = self._mapper.attributes[name]
        changes = self.updated.changes
        words = attribute_words(self._mapper, found)
        return found, next((changes[word] for word in words if word in changes), None)

    def _value(self, attribute: MappedAttribute | None, told: Any) -> Any:
        """Return a told value as the attribute's type has it; what Pydantic refuses is given as it is."""
        if told is None or attribute is None or attribute.is_many:
            return told
        if attribute.is_link:
            return self._linked(self._mapper.target(attribute), str(told))
        try:
            return self._mapper.validate(attribute, told)
        except InvalidValueError:
            return told
