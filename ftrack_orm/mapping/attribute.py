"""What is known of one attribute of an entity class."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import Enum
from typing import Any, Literal, get_args, get_origin
from uuid import UUID

from ftrack_orm.mapping.declaring.declaration import Declaration
from ftrack_orm.mapping.declaring.kind import Collection, Computed, Kind, Link, Mapped, OptionalLink, Restricted, Scalar

__all__ = ["MappedAttribute", "accepted_types", "kept_types"]

_RELATIONS = (Link, OptionalLink, Collection, Mapped, Restricted)
_ACCEPTED: dict[type, tuple[type, ...]] = {
    str: (str, UUID, Enum),
    float: (int, float, Decimal),
    int: (int,),
    bool: (bool,),
}
_KEPT = frozenset({str, float, int, bool, type(None)})


@dataclass(frozen=True, slots=True)
class MappedAttribute:
    """What the mapper knows of one attribute."""

    name: str
    api_name: str
    kind: type[Kind]
    default: Any = None
    target: str | None = None
    key: str | None = None
    immutable: bool = False
    mapping: tuple[str, str] | None = None
    computed: bool = False

    @classmethod
    def of(cls, name: str, kind: type[Kind] | None, stated: Declaration) -> MappedAttribute:
        """Read what was declared.

        Raises:
            TypeError: It is annotated as none of the kinds.
        """
        if kind is None:
            raise TypeError(
                f"attribute {name!r} must be annotated as Scalar[...], Link[...], Collection[...] and so on"
            )
        return cls(
            name=name,
            api_name=stated.api_name or name,
            kind=kind,
            default=stated.default,
            target=stated.target,
            key=stated.key,
            immutable=bool(stated.immutable),
            mapping=stated.mapping,
            computed=stated.init is False,
        )

    @property
    def is_relation(self) -> bool:
        """Whether it leads to entities."""
        return issubclass(self.kind, _RELATIONS)

    @property
    def is_link(self) -> bool:
        """Whether it leads to one entity."""
        return issubclass(self.kind, (Link, OptionalLink))

    @property
    def is_many(self) -> bool:
        """Whether it leads to many entities."""
        return issubclass(self.kind, (Collection, Mapped, Restricted))

    @property
    def is_stored(self) -> bool:
        """Whether it is a plain value that the server keeps, so that reading it costs little."""
        return issubclass(self.kind, Scalar)

    def read_only_reason(self, *, created: bool) -> str | None:
        """Say why it cannot be assigned; None where it can."""
        if issubclass(self.kind, Restricted):
            return "it can only be filtered on"
        if self.computed or issubclass(self.kind, Computed):
            return "the server computes it"
        if self.immutable and created:
            return "it is immutable; it can be given only when the entity is created"
        return None


def accepted_types(annotation: Any) -> tuple[type, ...]:
    """Return the Python types that an expression of this annotation may be compared with; none means any."""
    accepted: list[type] = []
    for part in _members(annotation):
        if part is type(None):
            continue
        if isinstance(part, type) and issubclass(part, date):
            accepted.append(date)
        elif part in _ACCEPTED:
            accepted += _ACCEPTED[part]
        else:
            return ()
    return tuple(dict.fromkeys(accepted))


def kept_types(annotation: Any) -> frozenset[type]:
    """Return the exact types whose values an annotation takes as they are; none where they must be looked at."""
    members = frozenset(_members(annotation))
    return members if members <= _KEPT else frozenset()


def _members(annotation: Any) -> list[Any]:
    """Flatten `Scalar[str | None]`, unions and literals to their member types."""
    origin = get_origin(annotation)
    if isinstance(origin, type) and issubclass(origin, Kind):
        return _members(get_args(annotation)[0])
    if origin is Literal:
        return [type(value) for value in get_args(annotation)]
    if origin in (None, list, dict):
        return [annotation]
    return [member for part in get_args(annotation) for member in _members(part)]
