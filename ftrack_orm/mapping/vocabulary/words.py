"""A workspace's own words as an enumeration: `Statuses.IN_PROGRESS` stands for an entity that nobody asks for."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING, Any, ClassVar, Generic, Self, TypeVar

from ftrack_orm.errors import did_you_mean

if TYPE_CHECKING:
    from ftrack_orm.mapping.mapper import Mapper

__all__ = ["Refers", "Words"]

E_co = TypeVar("E_co", covariant=True)


class Refers(Generic[E_co]):
    """Tells type checkers which entities words stand for, so that a link takes them."""

    __slots__ = ()


class Words(Enum):
    """The words of one kind. A member's value is the entity's id; `Statuses("In progress")` finds one by its name.

    A word is given where an entity is: `task.status = Statuses.IN_PROGRESS`, `Task.status == Statuses.IN_PROGRESS`. It
    is equal to the entity that it stands for, whichever session that comes from; sets and dictionaries, which go by
    hashes, tell the two apart.
    """

    if TYPE_CHECKING:
        _value_: str
        __entity_type__: ClassVar[str]
        color: str | None
        """As the workspace states it: `#3498DB`."""
        sort: float | None
        state: str | None
        """For a status: NOT_STARTED, IN_PROGRESS, DONE or BLOCKED."""
        active: bool
        _text: str

    def __init_subclass__(cls, *, entity_type: str | None = None, **kwargs: Any) -> None:
        super().__init_subclass__(**kwargs)
        if entity_type is not None:
            cls.__entity_type__ = entity_type

    def __new__(
        cls,
        id: str,
        name: str = "",  # type checkers take a look-up by id for a call of this
        color: str | None = None,
        sort: float | None = None,
        state: str | None = None,
        active: bool = True,
    ) -> Self:
        """Make a member of what is stated in the class body."""
        word = object.__new__(cls)
        word._value_, word._text = id, name
        word.color, word.sort, word.state, word.active = color, sort, state, active
        return word

    @property
    def id(self) -> str:
        """The id of the entity."""
        return self._value_

    @property
    def name(self) -> str:
        """The name that the workspace has for it."""
        return self._text

    @property
    def __ftrack_key__(self) -> tuple[str]:
        """The values of the entity's primary key."""
        return (self._value_,)

    @classmethod
    def of(cls, entity: Any) -> Self | None:
        """Return the word of an entity, None where the workspace made it later: `match Statuses.of(task.status)`."""
        members: Any = cls._value2member_map_
        found: Self | None = None if entity is None else members.get(_key(entity))
        return found

    @classmethod
    def _missing_(cls, value: object) -> Self:
        found = sorted((word for word in cls if word._text == value), key=lambda word: not word.active)
        if found:
            return found[0]
        near = did_you_mean(value, tuple(word._text for word in cls)) if isinstance(value, str) else ""
        raise ValueError(f"{value!r} is none of {cls.__name__}{near}")

    def __eq__(self, other: object) -> bool:
        if self is other or isinstance(other, Words):
            return self is other
        mapper: Mapper | None = getattr(type(other), "__mapper__", None)
        if mapper is None:
            return NotImplemented
        return mapper.root == self.__entity_type__ and _key(other) == self._value_

    def __hash__(self) -> int:
        return hash(self._value_)

    def __repr__(self) -> str:
        return f"<{type(self).__name__}.{self._name_} {self._text!r}>"

    __str__ = __repr__


def _key(entity: Any) -> Any:
    key = getattr(entity, "__ftrack_key__", entity)
    return key[0] if isinstance(key, tuple) else key
