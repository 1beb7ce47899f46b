"""Annotation kinds that say more to type checkers than they mean at run time."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Generic, Never, TypeVar, overload

from ftrack_orm.mapping.declaring.kind import Kind, Mapped, Restricted, Scalar

if TYPE_CHECKING:
    from ftrack_orm.query.building.path import Path

__all__ = ["STAND_INS", "CustomAttributeLinks", "CustomAttributes", "Named"]

L = TypeVar("L")
V = TypeVar("V")
E = TypeVar("E")
P = TypeVar("P")
C = TypeVar("C", bound=Mapping[str, Any])


class Named(Kind, Generic[L]):
    """A name that the workspace chose, one of a few. At run time it is any text: a newer workspace has more."""

    if TYPE_CHECKING:

        @overload
        def __get__(self, instance: None, owner: type[Any]) -> Path[L]: ...
        @overload
        def __get__(self, instance: object, owner: type[Any]) -> L: ...
        def __get__(self, instance: object | None, owner: type[Any]) -> Any: ...
        def __set__(self, instance: object, value: L) -> None: ...


class CustomAttributes(Kind, Generic[V, P, C]):
    """Custom attributes that are known by name: their values, their paths, and what a whole assignment takes.

    At run time it is a mapping like any other.
    """

    if TYPE_CHECKING:

        @overload
        def __get__(self, instance: None, owner: type[Any]) -> P: ...
        @overload
        def __get__(self, instance: object, owner: type[Any]) -> V: ...
        def __get__(self, instance: object | None, owner: type[Any]) -> Any: ...
        def __set__(self, instance: object, value: C) -> None: ...


class CustomAttributeLinks(Kind, Generic[V, E]):
    """Custom attributes that hold entities: by name on an instance, on the class what ties them."""

    if TYPE_CHECKING:

        @overload
        def __get__(self, instance: None, owner: type[Any]) -> type[E]: ...
        @overload
        def __get__(self, instance: object, owner: type[Any]) -> V: ...
        def __get__(self, instance: object | None, owner: type[Any]) -> Any: ...
        def __set__(self, instance: object, value: Never) -> None: ...


STAND_INS: dict[str, tuple[type[Kind], Any]] = {
    "Named": (Scalar, Scalar[str]),
    "CustomAttributes": (Mapped, Mapped),
    "CustomAttributeLinks": (Restricted, Restricted),
}
"""By name what each is at run time: the kind, and the annotation."""
