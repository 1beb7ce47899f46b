"""What an accessor is: access to the data of one location, by resource identifiers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import BinaryIO, Literal, Protocol, TypeAlias, runtime_checkable

__all__ = ["Accessor", "ContainerAccessor", "FileFacts", "Mode", "Staged", "StagingAccessor"]

Mode: TypeAlias = Literal["rb", "wb"]


@dataclass(frozen=True, slots=True)
class FileFacts:
    """What tells whether a file changed: its size in bytes, and whatever the store calls its time or its tag.

    None where the store does not know.
    """

    size: int | None = None
    modified: str | None = None


class Accessor(Protocol):
    """Reads and writes the files of a location.

    A resource identifier is what the server keeps of a file: a path below the accessor's prefix, or a key. Errors are
    `OSError`s: `FileNotFoundError`, `FileExistsError`, or an `AccessorError` where the store cannot do what was asked.
    One whose `write` makes sure itself that everything arrived has `verifies = True`: nothing is read back then.
    """

    def open(self, resource_identifier: str, mode: Mode = "rb") -> BinaryIO:
        """Open a file to read or to write it anew."""
        ...

    def read(self, resource_identifier: str) -> bytes:
        """Return the whole content of a file."""
        ...

    def write(self, resource_identifier: str, content: bytes | BinaryIO) -> None:
        """Write a file anew, of bytes or of what a stream holds from here on; all of it or nothing.

        A stream that comes from a transfer also has `name` (that of the file), `size` (in bytes, or None) and `cancel`,
        whose `is_set()` tells that the transfer is to end.
        """
        ...

    def delete(self, resource_identifier: str) -> None:
        """Delete a file."""
        ...

    def exists(self, resource_identifier: str) -> bool:
        """Tell whether there is such a file or container."""
        ...

    def facts(self, resource_identifier: str) -> FileFacts:
        """Return what tells whether a file changed."""
        ...

    def filesystem_path(self, resource_identifier: str) -> str:
        """Return the path of a file on this machine.

        Raises:
            AccessorError: It has none.
        """
        ...

    def url(self, resource_identifier: str) -> str:
        """Return an address of a file. It may hold credentials: never log it.

        Raises:
            AccessorError: It has none.
        """
        ...


class Staged(Protocol):
    """A file that is being written and that nobody sees until it is published."""

    @property
    def offset(self) -> int:
        """How many bytes of an earlier try are there already."""
        ...

    def write(self, chunk: bytes) -> None:
        """Write on, after what is there."""
        ...

    def publish(self) -> None:
        """Let the file be seen, all of it at once.

        Raises:
            FileExistsError: There is one already.
        """
        ...

    def pause(self) -> None:
        """Stop writing for now; a later try may go on where this one stopped."""
        ...

    def discard(self) -> None:
        """Drop what was written and was not published."""
        ...

    def withdraw(self) -> None:
        """Take back what was published."""
        ...

    def prune(self) -> bool:
        """Remove the folders that were made for it and are empty; tell whether none of them is left."""
        ...


@runtime_checkable
class StagingAccessor(Protocol):
    """An accessor whose files can be written piece by piece."""

    def stage(self, resource_identifier: str, token: str) -> Staged:
        """Begin to write a file, or go on with what was begun under the same token."""
        ...


@runtime_checkable
class ContainerAccessor(Protocol):
    """An accessor whose store has folders."""

    def make_container(self, resource_identifier: str) -> tuple[str, ...]:
        """Make a folder, and those above it; return those that were not there, as resource identifiers from the top."""
        ...

    def remove_container(self, resource_identifier: str) -> None:
        """Remove a folder if it is empty; one that is not there is fine."""
        ...
