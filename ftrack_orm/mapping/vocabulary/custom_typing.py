"""What type checkers see in `shot.custom_attributes`, `Shot.custom_attributes` and `shot.custom_attribute_links`.

Generated classes derive from these. Nothing of them is there at run time, where the mapping itself answers.
"""

from __future__ import annotations

from collections.abc import ItemsView, Iterable, Iterator, KeysView, Mapping, ValuesView
from datetime import datetime
from typing import TYPE_CHECKING, Any, Generic, Never, Protocol, TypeAlias, TypeVar, overload

if TYPE_CHECKING:
    from ftrack_orm.query.building.path import Path
    from ftrack_orm.query.criterion import Criterion

__all__ = [
    "ComputedValue",
    "CustomAttributeLinkViews",
    "CustomAttributePaths",
    "CustomAttributeValues",
    "CustomContent",
    "CustomValue",
    "LinkedEntities",
    "Value",
]

T = TypeVar("T")
E = TypeVar("E")

CustomValue: TypeAlias = str | float | bool | datetime | list[str] | None
"""What a custom attribute may hold."""

CustomContent: TypeAlias = Mapping[str, CustomValue]
"""What is given to a new entity: any keys."""


class Value(Generic[T]):
    """The value of one custom attribute; assigning None takes it back."""

    if TYPE_CHECKING:

        @overload
        def __get__(self, instance: None, owner: type[Any]) -> Never: ...
        @overload
        def __get__(self, instance: object, owner: type[Any]) -> T: ...
        def __get__(self, instance: object | None, owner: type[Any]) -> Any: ...
        def __set__(self, instance: object, value: T | None) -> None: ...


class ComputedValue(Generic[T]):
    """A value that the server computes: readable, never assignable."""

    if TYPE_CHECKING:

        @overload
        def __get__(self, instance: None, owner: type[Any]) -> Never: ...
        @overload
        def __get__(self, instance: object, owner: type[Any]) -> T: ...
        def __get__(self, instance: object | None, owner: type[Any]) -> Any: ...
        def __set__(self, instance: object, value: Never) -> None: ...


class CustomAttributeValues:
    """The custom attributes of an entity. By its own methods any key may be read and written."""

    if TYPE_CHECKING:

        def __iter__(self) -> Iterator[str]: ...
        def __len__(self) -> int: ...
        def __contains__(self, key: object) -> bool: ...
        def keys(self) -> KeysView[str]:
            """Return the keys."""
            ...

        def values(self) -> ValuesView[CustomValue]:
            """Return the values."""
            ...

        def items(self) -> ItemsView[str, CustomValue]:
            """Return keys and values."""
            ...

        @overload
        def get(self, key: str) -> CustomValue: ...
        @overload
        def get(self, key: str, default: T) -> CustomValue | T: ...
        def get(self, key: str, default: Any = None) -> Any:
            """Return the value of any key, else the default."""
            ...

        def update(self, content: Mapping[str, CustomValue]) -> None:
            """Set the values of any keys."""
            ...

        def load(self) -> None:
            """Load the values, for all siblings."""
            ...

        @property
        def is_loaded(self) -> bool:
            """Whether the values are here."""
            ...


class CustomAttributePaths:
    """The custom attributes of a class, in queries; `key` and `value` are those of the entities that hold them."""

    if TYPE_CHECKING:

        @property
        def key(self) -> Path[str]:
            """The key of an entry."""
            ...

        @property
        def value(self) -> Path[CustomValue]:
            """The value of an entry."""
            ...

        @property
        def configuration_id(self) -> Path[str]:
            """Which custom attribute an entry is of."""
            ...

        def any(self, *criteria: Criterion) -> Criterion:
            """Test that one entry meets all criteria."""
            ...

        def is_empty(self) -> Criterion:
            """Test that there is no entry."""
            ...


class LinkedEntities(Protocol[E]):
    """The entities that one leads to by a custom attribute."""

    def __iter__(self) -> Iterator[E]: ...
    def __len__(self) -> int: ...
    def __contains__(self, entity: object) -> bool: ...
    def all(self) -> list[E]:
        """Return the entities; one request for those that are not at hand."""
        ...

    def add(self, entity: E) -> None:
        """Lead to an entity too, from the next commit on."""
        ...

    def remove(self, entity: E) -> None:
        """Lead to an entity no longer, from the next commit on."""
        ...

    def replace(self, entities: Iterable[E]) -> None:
        """Lead to exactly these, from the next commit on."""
        ...


class CustomAttributeLinkViews:
    """The custom attributes of an entity that hold entities."""
