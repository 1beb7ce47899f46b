"""Errors of locations, and of files on their way between them."""

from __future__ import annotations

from collections.abc import Sequence

from ftrack_orm.errors.media import MediaError
from ftrack_orm.errors.root import did_you_mean

__all__ = [
    "ComponentInLocationError",
    "ComponentNotInLocationError",
    "LocationError",
    "SourceChangedError",
    "TransferCancelledError",
    "TransferError",
    "UnknownLocationError",
]


class LocationError(MediaError):
    """A location cannot do what was asked of it."""


class UnknownLocationError(LocationError, LookupError):
    """There is no location of this name or id."""

    def __init__(self, name: str, known: Sequence[str], remedy: str) -> None:
        self.name = name
        super().__init__(f"there is no location {name!r}{did_you_mean(name, known)}; {remedy}")


class _ComponentsError(LocationError):
    _says = ""

    def __init__(self, components: Sequence[object], location: str) -> None:
        self.components: tuple[object, ...] = tuple(components)
        self.location = location
        shown = ", ".join(map(repr, self.components[:3]))
        more = f" and {len(self.components) - 3} more" if len(self.components) > 3 else ""
        super().__init__(f"{shown}{more}: {self._says} location {location}")


class ComponentInLocationError(_ComponentsError):
    """Components are in a location already; nothing was changed."""

    _says = "already in"


class ComponentNotInLocationError(_ComponentsError, LookupError):
    """Components are not in a location."""

    _says = "not in"


class TransferError(MediaError):
    """Files could not be transferred; what was begun is undone.

    `cleaned` names the files that were removed again, `left` those that could not be, as resource identifiers.
    `__cause__` is what went wrong.
    """

    def __init__(self, message: str, cleaned: Sequence[str] = (), left: Sequence[str] = ()) -> None:
        self.cleaned: tuple[str, ...] = tuple(cleaned)
        self.left: tuple[str, ...] = tuple(left)
        said = [message]
        if self.cleaned:
            said.append(f"cleaned up: {_listed(self.cleaned)}")
        if self.left:
            said.append(f"could not be cleaned up, remove by hand: {_listed(self.left)}")
        super().__init__(". ".join(said))


class SourceChangedError(TransferError):
    """A file changed while it was transferred; nothing of it was kept."""


class TransferCancelledError(TransferError):
    """A transfer was cancelled; what was begun is undone."""


def _listed(names: Sequence[str]) -> str:
    more = f" and {len(names) - 3} more" if len(names) > 3 else ""
    return ", ".join(names[:3]) + more
