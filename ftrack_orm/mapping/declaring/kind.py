"""What stands in annotations of entity classes: descriptors for the type checkers, plain fields for Pydantic.

On the class a scalar is a typed expression and a relation is the target class, so that completion walks on; on an
instance both are values. Pydantic validates scalars and never walks the entity graph.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, MutableMapping, Sequence
from typing import TYPE_CHECKING, Any, Generic, Never, TypeVar, get_args, overload

from pydantic_core import CoreSchema, core_schema

from ftrack_orm.deferral import deferred

if TYPE_CHECKING:
    from ftrack_orm.mapping.collections.tracked_list import TrackedList
    from ftrack_orm.mapping.vocabulary.words import Refers
    from ftrack_orm.query.building.path import Path

__all__ = [
    "KINDS",
    "Collection",
    "Computed",
    "Kind",
    "Link",
    "Mapped",
    "OptionalLink",
    "Relation",
    "Restricted",
    "Scalar",
]

T = TypeVar("T")
E = TypeVar("E")
V = TypeVar("V")
Handler = Callable[[Any], CoreSchema]

_dumped: Callable[[object], Any] = deferred("ftrack_orm.mapping.dumping.dumped")


class Kind:
    """Base of the annotation kinds; anything goes as far as Pydantic is concerned."""

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: Handler) -> CoreSchema:
        return core_schema.any_schema()


class Scalar(Kind, Generic[T]):
    """A plain value, validated by Pydantic."""

    if TYPE_CHECKING:

        @overload
        def __get__(self, instance: None, owner: type[Any]) -> Path[T]: ...
        @overload
        def __get__(self, instance: object, owner: type[Any]) -> T: ...
        def __get__(self, instance: object | None, owner: type[Any]) -> Any: ...
        def __set__(self, instance: object, value: T) -> None: ...

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: Handler) -> CoreSchema:
        (kind,) = get_args(source) or (Any,)
        return handler(kind)


class Computed(Kind, Generic[T]):
    """A value that the server makes: readable, never assignable."""

    if TYPE_CHECKING:

        @overload
        def __get__(self, instance: None, owner: type[Any]) -> Path[T]: ...
        @overload
        def __get__(self, instance: object, owner: type[Any]) -> T: ...
        def __get__(self, instance: object | None, owner: type[Any]) -> Any: ...
        def __set__(self, instance: object, value: Never) -> None: ...


class Relation(Kind):
    """Base of what leads to entities: dumped as far as it is loaded."""

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: Handler) -> CoreSchema:
        return core_schema.any_schema(serialization=core_schema.wrap_serializer_function_ser_schema(_dump))


class Link(Relation, Generic[E]):
    """A reference to one entity, which the server guarantees."""

    if TYPE_CHECKING:

        @overload
        def __get__(self, instance: None, owner: type[Any]) -> type[E]: ...
        @overload
        def __get__(self, instance: object, owner: type[Any]) -> E: ...
        def __get__(self, instance: object | None, owner: type[Any]) -> Any: ...
        def __set__(self, instance: object, value: E | Refers[E]) -> None: ...


class OptionalLink(Relation, Generic[E]):
    """A reference to one entity, or None: one generic `Link[Shot | None]` defeats mypy's choice of overloads."""

    if TYPE_CHECKING:

        @overload
        def __get__(self, instance: None, owner: type[Any]) -> type[E]: ...
        @overload
        def __get__(self, instance: object, owner: type[Any]) -> E | None: ...
        def __get__(self, instance: object | None, owner: type[Any]) -> Any: ...
        def __set__(self, instance: object, value: E | Refers[E] | None) -> None: ...


class Collection(Relation, Generic[E]):
    """References to many entities."""

    if TYPE_CHECKING:

        @overload
        def __get__(self, instance: None, owner: type[Any]) -> type[E]: ...
        @overload
        def __get__(self, instance: object, owner: type[Any]) -> TrackedList[E]: ...
        def __get__(self, instance: object | None, owner: type[Any]) -> Any: ...
        def __set__(self, instance: object, value: Sequence[E]) -> None: ...


class Mapped(Relation, Generic[E, V]):
    """Related entities by key, seen as a mapping of key to value: metadata and custom attributes."""

    if TYPE_CHECKING:

        @overload
        def __get__(self, instance: None, owner: type[Any]) -> type[E]: ...
        @overload
        def __get__(self, instance: object, owner: type[Any]) -> MutableMapping[str, V]: ...
        def __get__(self, instance: object | None, owner: type[Any]) -> Any: ...
        def __set__(self, instance: object, value: Mapping[str, V]) -> None: ...


class Restricted(Relation, Generic[E]):
    """Related entities that can be filtered on, never read."""

    if TYPE_CHECKING:

        @overload
        def __get__(self, instance: None, owner: type[Any]) -> type[E]: ...
        @overload
        def __get__(self, instance: object, owner: type[Any]) -> Never: ...
        def __get__(self, instance: object | None, owner: type[Any]) -> Any: ...
        def __set__(self, instance: object, value: Never) -> None: ...


def _dump(value: object, handler: Callable[[object], Any]) -> Any:
    """Dump a relation; the handler knows what of it is to be included."""
    return handler(_dumped(value))


KINDS: dict[str, type[Kind]] = {
    kind.__name__: kind for kind in (Scalar, Computed, Link, OptionalLink, Collection, Mapped, Restricted)
}
"""The kinds by name: annotations of generated code are text until Pydantic resolves them."""
