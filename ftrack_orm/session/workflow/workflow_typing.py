"""How checkers find out what the statuses and types of an entity type are: the classes that its links lead to.

Two forms of each, since pyright looks at how an attribute is declared (`status: Link[Status]`) and mypy at what reading
it gives (`Status`).
"""

from __future__ import annotations

from typing import Protocol, TypeVar

from ftrack_orm.mapping.declaring.kind import Link, OptionalLink

__all__ = ["GivesStatus", "GivesType", "LinksStatus", "LinksType", "MayLinkStatus", "MayLinkType"]

S = TypeVar("S")
S_co = TypeVar("S_co", covariant=True)


class LinksStatus(Protocol[S]):
    """An entity that always has a status."""

    status: Link[S]


class MayLinkStatus(Protocol[S]):
    """An entity that may have a status."""

    status: OptionalLink[S]


class GivesStatus(Protocol[S_co]):
    """An entity whose status is read."""

    @property
    def status(self) -> S_co | None:
        """The status."""
        ...


class LinksType(Protocol[S]):
    """An entity that always has a type."""

    type: Link[S]


class MayLinkType(Protocol[S]):
    """An entity that may have a type."""

    type: OptionalLink[S]


class GivesType(Protocol[S_co]):
    """An entity whose type is read."""

    @property
    def type(self) -> S_co | None:
        """The type."""
        ...
