"""Errors of a workspace's schema: one that cannot be read, and one that is not what classes were generated from."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Protocol

from ftrack_orm.errors.root import FtrackError, did_you_mean

__all__ = ["DriftError", "DriftWarning", "SchemaError", "UnknownEntityTypeError"]


class SchemaError(FtrackError, ValueError):
    """A schema cannot be read; the message names the entity type and the property."""


class UnknownEntityTypeError(SchemaError, LookupError):
    """No entity type has this name."""

    def __init__(self, name: str, known: Sequence[str] = (), remedy: str = "") -> None:
        self.name = name
        super().__init__(f"unknown entity type {name!r}{f': {remedy}' if remedy else did_you_mean(name, known)}")


_SHOWN_CHANGES = 8


if TYPE_CHECKING:

    class _Difference(Protocol):
        """One difference between two schemas, which `str()` tells in a line."""

        @property
        def is_breaking(self) -> bool:
            """Whether code that was right for the old schema may be wrong for the new one."""
            ...


class DriftError(FtrackError):
    """The workspace's schema is not the one that a package of entity classes was generated from.

    `changes` are the differences, from the package's schema to the workspace's; none where they could not be asked for.
    """

    def __init__(self, package: str, changes: Sequence[_Difference] = ()) -> None:
        self.package = package
        self.changes: tuple[_Difference, ...] = tuple(changes)
        shown = "".join(f"\n  {change}" for change in self.changes[:_SHOWN_CHANGES])
        left = len(self.changes) - _SHOWN_CHANGES
        more = f"\n  and {left} more" if left > 0 else ""
        super().__init__(
            f"the workspace's schema is not the one that {package} was generated from; "
            f"run 'ftrack-orm generate' again{':' if shown else ''}{shown}{more}"
        )


class DriftWarning(UserWarning):
    """Tells what `DriftError` tells, and the session goes on."""
