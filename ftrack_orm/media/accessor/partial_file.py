"""A file on disk that is written beside its place and moved there when it is whole."""

from __future__ import annotations

import hashlib
import os
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO

from ftrack_orm.errors import AccessorError

__all__ = ["PartialFile", "make_folders"]

_TRIES = 3


class PartialFile:
    """Writes `.ftrack-<digest of name and token>.part` in the folder of the file; see `Staged`.

    It is locked while it is written: another process that copies the same file waits for its next try. What is left
    of a process that was killed is taken up by the next one that copies the same file.
    """

    def __init__(self, path: Path, token: str, *, durable: bool) -> None:
        self._path = path
        self._durable = durable
        self._folders = make_folders(path.parent)
        digest = hashlib.sha256(f"{path.name}\0{token}".encode("utf-8", "surrogateescape")).hexdigest()
        self._part = path.with_name(f".ftrack-{digest[:24]}.part")
        try:
            self._file = _opened(self._part)
        except BaseException:
            self.prune()
            raise
        self._offset = self._file.seek(0, os.SEEK_END)

    @property
    def offset(self) -> int:
        """How many bytes of an earlier try are there already."""
        return self._offset

    def write(self, chunk: bytes) -> None:
        """Write on."""
        self._file.write(chunk)

    def publish(self) -> None:
        """Move the file to its place.

        Raises:
            FileExistsError: There is one already.
        """
        self._file.flush()
        if self._durable:
            os.fsync(self._file.fileno())
        if os.name == "nt":  # an open file cannot be moved there, and rename refuses to overwrite
            self._file.close()
            self._part.rename(self._path)
            return
        try:
            os.link(self._part, self._path)
        except FileExistsError:
            raise
        except OSError as error:  # a file system without hard links
            if os.path.lexists(self._path):
                raise FileExistsError(f"{self._path} exists already") from error
            self._part.rename(self._path)
        else:
            self._drop_part()
        self._file.close()

    def pause(self) -> None:
        """Stop writing; what is there stays for a later try."""
        self._file.close()

    def discard(self) -> None:
        """Drop what was written."""
        with suppress(OSError):  # a full disk does not take what was written last
            self._file.close()
        self._part.unlink(missing_ok=True)

    def withdraw(self) -> None:
        """Take back what was published."""
        self._path.unlink(missing_ok=True)

    def prune(self) -> bool:
        """Remove the folders that were made for it and are empty."""
        while self._folders:
            try:
                self._folders[-1].rmdir()
            except FileNotFoundError:
                pass
            except OSError:
                return False
            self._folders.pop()
        return True

    def _drop_part(self) -> None:
        try:
            self._part.unlink()
        except BaseException:
            self._path.unlink()
            raise


def make_folders(folder: Path) -> list[Path]:
    """Make a folder and those above it; return the ones that were made, from the top."""
    missing = []
    while not folder.is_dir():
        missing.append(folder)
        if folder.parent == folder:
            break
        folder = folder.parent
    made = []
    for each in reversed(missing):
        try:
            each.mkdir()
        except FileExistsError:
            if not each.is_dir():
                raise
        else:
            made.append(each)
    return made


def _opened(part: Path) -> BinaryIO:
    """Open a part for appending, locked, and surely the one of this name: another process may just have moved it."""
    for _ in range(_TRIES):
        file = open(part, "ab")  # noqa: SIM115  # closed by who writes it
        try:
            _lock(file)
            if os.path.samestat(os.fstat(file.fileno()), os.stat(part)):
                return file
        except FileNotFoundError:
            pass
        except BaseException:
            file.close()
            raise
        file.close()
    raise AccessorError(f"another process keeps writing {part}")


def _lock(file: BinaryIO) -> None:
    try:
        import fcntl
    except ImportError:
        return  # Windows refuses to move or delete an open file, which protects it as well
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as error:
        raise AccessorError(f"another process is writing {file.name}") from error
    except OSError:
        return  # a file system without locks
