"""What a session promises of locations; `ftrack_orm.media` keeps it."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, BinaryIO, Protocol, TypeAlias

from ftrack_orm.mapping.entity import Entity

__all__ = ["FrameSequence", "MediaPath", "ProgressChoice", "SessionLocation", "SessionLocations", "TransferSummary"]

OneFile: TypeAlias = "str | os.PathLike[str] | FrameSequence"
MediaPath: TypeAlias = "OneFile | Iterable[OneFile]"
"""A file, a sequence (as text, or a `FileSequence`), or several of them."""
ProgressChoice: TypeAlias = "Callable[[Any], None] | bool | None"
"""A function that is called with a `Progress`; False for silence; else a person who watches sees a bar."""


class FrameSequence(Protocol):
    """Files that differ in a number; told in `ftrack_orm.media.FileSequence`."""

    @property
    def pattern(self) -> str:
        """The path with the place of the number: `render/beauty.%04d.exr`."""
        ...

    @property
    def ranges(self) -> str:
        """The numbers as text: `1001-1100, 1105`."""
        ...

    def __iter__(self) -> Iterator[str]: ...


class TransferSummary(Protocol):
    """What a transfer did: files, bytes, seconds, and checksums by the ids of components."""

    @property
    def files(self) -> int:
        """How many files."""
        ...

    @property
    def bytes(self) -> int:
        """How many bytes."""
        ...

    @property
    def seconds(self) -> float:
        """How long it took."""
        ...

    @property
    def checksums(self) -> dict[str, str] | None:
        """BLAKE2b digests by the ids of components."""
        ...


class SessionLocation(Protocol):
    """A location; its methods are told in `ftrack_orm.media.Location`."""

    name: str
    priority: float

    @property
    def id(self) -> str:
        """What the server knows it by."""
        ...

    @property
    def accessible(self) -> bool:
        """Whether its files can be reached from here."""
        ...

    def add(
        self,
        components: Entity | Iterable[Entity],
        source: Any = None,
        *,
        progress: ProgressChoice = None,
        cancel: threading.Event | None = None,
    ) -> TransferSummary:
        """Copy the files of components here, then register them in one batch."""
        ...

    def remove(self, components: Entity | Iterable[Entity]) -> TransferSummary:
        """Remove components and their files from here."""
        ...

    def resource_identifier(self, component: Entity) -> str:
        """Return what a component is called here."""
        ...

    def resource_identifiers(self, components: Sequence[Entity]) -> list[str]:
        """Return what components are called here."""
        ...

    def filesystem_path(self, component: Entity) -> str:
        """Return the path of a component's file on this machine."""
        ...

    def filesystem_paths(self, components: Sequence[Entity]) -> list[str]:
        """Return the paths of several components."""
        ...

    def url(self, component: Entity) -> str:
        """Return an address of a component's file; never log it."""
        ...

    def open(self, component: Entity) -> BinaryIO:
        """Open the file of a component to read it."""
        ...

    def availability(self, component: Entity) -> float:
        """Return how much of a component is here, in percent."""
        ...


class SessionLocations(Protocol):
    """The locations of a session; its methods are told in `ftrack_orm.media.Locations`."""

    transfers: Any
    announce: Any

    def __iter__(self) -> Iterator[SessionLocation]: ...

    def __len__(self) -> int: ...

    def __contains__(self, chosen: object) -> bool: ...

    def __getitem__(self, chosen: Any) -> SessionLocation: ...

    def register(self, location: Any) -> SessionLocation:
        """Make a location known to the session."""
        ...

    def pick(self, component: Entity | None = None) -> Any:
        """Return the location to read a component from, or without one to write to; None where there is none."""
        ...

    def pick_all(self, components: Sequence[Entity]) -> list[Any]:
        """Return the location to read each component from; one query for all."""
        ...

    def availability(self, component: Entity) -> dict[str, float]:
        """Return how much of a component is in each location, in percent."""
        ...

    def availabilities(self, components: Sequence[Entity], among: Any = None) -> list[dict[str, float]]:
        """Return how much of each component is in each location; one query for all."""
        ...

    def copy(
        self,
        components: Entity | Iterable[Entity],
        target: Any,
        source: Any = None,
        *,
        progress: ProgressChoice = None,
        cancel: threading.Event | None = None,
    ) -> TransferSummary:
        """Copy components to another location."""
        ...
