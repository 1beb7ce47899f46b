"""What is uploaded: a file, bytes, or what an open file holds; read anywhere, by several threads."""

from __future__ import annotations

import io
import os
import shutil
import tempfile
import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Protocol, TypeAlias

from ftrack_orm.errors import SourceChangedError

__all__ = ["BytesSource", "Media", "PathSource", "Source", "SourceIdentity", "StreamSource", "open_source"]

Media: TypeAlias = str | os.PathLike[str] | bytes | bytearray | memoryview | BinaryIO
"""A path, the content itself, or a file that is open for reading bytes."""

_BLOCK = 2**20


@dataclass(frozen=True, slots=True)
class SourceIdentity:
    """Which file it is, so that a later process knows it again: whole path, size in bytes, time of change in ns."""

    path: str
    size: int
    modified: int


class Source(Protocol):
    """Gives any range of bytes, to any thread."""

    @property
    def name(self) -> str | None:
        """The name of the file; None where it has none."""
        ...

    @property
    def size(self) -> int:
        """In bytes."""
        ...

    @property
    def identity(self) -> SourceIdentity | None:
        """Which file it is; None for what no other process could find again."""
        ...

    def read_at(self, offset: int, length: int) -> bytes:
        """Return exactly so many bytes from there.

        Raises:
            SourceChangedError: They are not there any more.
        """
        ...

    def check(self) -> None:
        """Make sure that it is still what it was when it was opened.

        Raises:
            SourceChangedError: It is not.
        """

    def close(self) -> None:
        """Let go of it; what the caller opened stays open."""


class PathSource:
    """A file on disk."""

    def __init__(self, path: str | os.PathLike[str]) -> None:
        self._path = Path(path).expanduser()
        self._file = self._path.open("rb", buffering=0)
        try:
            self._opened = os.fstat(self._file.fileno())
        except BaseException:
            self._file.close()
            raise
        self._lock = threading.Lock()

    @property
    def name(self) -> str:
        """The name of the file."""
        return self._path.name

    @property
    def size(self) -> int:
        """In bytes, when it was opened."""
        return self._opened.st_size

    @property
    def identity(self) -> SourceIdentity:
        """Path, size and time of change when it was opened."""
        return SourceIdentity(os.path.realpath(self._path), self.size, self._opened.st_mtime_ns)

    def read_at(self, offset: int, length: int) -> bytes:
        """Return bytes from there."""
        content = self._read(offset, length)
        while len(content) < length:
            more = self._read(offset + len(content), length - len(content))
            if not more:
                raise _changed(str(self._path), "it became shorter")
            content += more
        return content

    def check(self) -> None:
        """Compare size, time of change and file number, of the open file and of the one that has the name now."""
        try:
            found = (os.fstat(self._file.fileno()), self._path.stat())
        except OSError as error:
            raise _changed(str(self._path), "it is not there any more") from error
        if any(_marks(each) != _marks(self._opened) for each in found):
            raise _changed(str(self._path), "it was written to")

    def close(self) -> None:
        """Close the file."""
        self._file.close()

    def _read(self, offset: int, length: int) -> bytes:
        if hasattr(os, "pread"):
            return os.pread(self._file.fileno(), length, offset)
        with self._lock:
            self._file.seek(offset)
            return self._file.read(length)


class BytesSource:
    """Content that is in memory."""

    identity: None = None
    name: None = None

    def __init__(self, content: bytes | bytearray | memoryview) -> None:
        self._content = memoryview(content).cast("B")

    @property
    def size(self) -> int:
        """In bytes."""
        return len(self._content)

    def read_at(self, offset: int, length: int) -> bytes:
        """Return bytes from there."""
        return bytes(self._content[offset : offset + length])

    def check(self) -> None:
        """It cannot be told whether somebody wrote into a buffer; what arrived is compared with what was sent."""

    def close(self) -> None:
        """Let others resize the buffer again."""
        self._content.release()


class StreamSource:
    """What an open file holds from where it stands; `closing` is called in the end."""

    identity: None = None

    def __init__(self, stream: BinaryIO, name: str | None, closing: Callable[[], object] = lambda: None) -> None:
        self.name = name
        self._stream = stream
        self._closing = closing
        self._start = stream.tell()
        self.size: int = max(0, stream.seek(0, os.SEEK_END) - self._start)
        self._lock = threading.Lock()

    def read_at(self, offset: int, length: int) -> bytes:
        """Return bytes from there."""
        content = b""
        with self._lock:
            self._stream.seek(self._start + offset)
            while len(content) < length:
                more = self._stream.read(length - len(content))
                if not more:
                    raise _changed(self.name or "the open file", "it became shorter")
                content += more
        return content

    def check(self) -> None:
        """Compare the size."""
        with self._lock:
            size = self._stream.seek(0, os.SEEK_END) - self._start
        if max(0, size) != self.size:
            raise _changed(self.name or "the open file", f"it had {self.size} bytes and has {size}")

    def close(self) -> None:
        """Close what was opened here."""
        self._closing()


def open_source(media: Media) -> Source:
    """Return what reads a path, bytes or an open file; a file that cannot be sought is copied to disk first.

    Raises:
        TypeError: It is neither of these, or a file that was opened as text.
        OSError: The file cannot be opened.
    """
    if isinstance(media, bytes | bytearray | memoryview):
        return BytesSource(media)
    if isinstance(media, str | os.PathLike):
        return PathSource(media)
    if not callable(getattr(media, "read", None)):
        raise TypeError(f"expected a path, bytes or a file that is open for reading, not {type(media).__name__}")
    if isinstance(media, io.TextIOBase):
        raise TypeError('the file is open as text; open it with mode "rb"')
    stated = getattr(media, "name", None)
    name = os.path.basename(stated) if isinstance(stated, str) else None
    if _is_seekable(media):
        return StreamSource(media, name)
    spooled = tempfile.TemporaryFile(prefix="ftrack-orm-")  # noqa: SIM115  # closed with the source
    try:
        shutil.copyfileobj(media, spooled, _BLOCK)
        spooled.seek(0)
        return StreamSource(spooled, name, spooled.close)
    except BaseException:
        spooled.close()
        raise


def _is_seekable(stream: BinaryIO) -> bool:
    with suppress(AttributeError, OSError, ValueError):
        return stream.seekable() and stream.tell() >= 0
    return False


def _marks(found: os.stat_result) -> tuple[int, int, int, int]:
    return found.st_size, found.st_mtime_ns, found.st_ino, found.st_dev


def _changed(name: str, how: str) -> SourceChangedError:
    return SourceChangedError(f"{name} changed while it was uploaded: {how}; upload it again when it is finished")
