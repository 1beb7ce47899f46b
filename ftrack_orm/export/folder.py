"""Where files are written: a local folder, or one that fsspec reaches. A file is there whole or not at all."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any, Protocol
from uuid import uuid4

from ftrack_orm.errors import ConfigurationError, ExportError, FtrackError

__all__ = ["Folder", "LocalFolder", "RemoteFolder", "TEMPORARY", "folder_at", "local_path", "without_credentials"]

TEMPORARY = ".tmp"
"""How the name of a file ends that is not whole yet."""

_URL = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+://|[a-z0-9]+::")


class Folder(Protocol):
    """A folder; it can be pickled."""

    def names(self) -> list[str]:
        """Return the names of the files in it; a folder that is not there has none."""
        ...

    def writing(self, name: str) -> Any:
        """Return a context that gives a binary file; it gets its name when the context ends without an error."""
        ...

    def open(self, name: str) -> IO[bytes]:
        """Open a file to be read."""
        ...

    def size(self, name: str) -> int | None:
        """Return how many bytes a file has, None where there is none."""
        ...

    def remove(self, name: str) -> None:
        """Remove a file; one that is not there is fine."""
        ...

    def remove_folder(self) -> None:
        """Remove the folder itself, if it is empty."""
        ...


def folder_at(place: str | os.PathLike[str]) -> Folder:
    """Return the folder at a path or an fsspec URL, as `s3://bucket/tasks`.

    Raises:
        ConfigurationError: fsspec, or what it needs for the protocol, is not installed.
    """
    text = local_path(os.fspath(place))
    return RemoteFolder(text.rstrip("/")) if _URL.match(text) else LocalFolder(Path(text).absolute())


def local_path(text: str, *, windows: bool = os.name == "nt") -> str:
    """Return the path that an address of a local file names; other texts as they are.

    >>> local_path("file:///projects/out"), local_path("file:///C:/out", windows=True)
    ('/projects/out', 'C:/out')
    """
    path = text.removeprefix("file://")
    return path[1:] if windows and path != text and re.match(r"/[A-Za-z]:", path) else path


def without_credentials(place: str) -> str:
    """Return a URL as it may be shown, without user, password and options."""
    return re.sub(r"//[^/@]*@", "//", place).partition("?")[0]


@dataclass(frozen=True, slots=True)
class LocalFolder:
    """A folder of this machine, or of a share."""

    path: Path

    def __str__(self) -> str:
        return str(self.path)

    def names(self) -> list[str]:
        """Return the names of the files in it."""
        if self.path.exists() and not self.path.is_dir():
            raise ExportError(f"{self.path} is a file, not a folder")
        return sorted(os.listdir(self.path)) if self.path.exists() else []

    @contextmanager
    def writing(self, name: str) -> Iterator[IO[bytes]]:
        """Write a file beside its place, flush it to the disk, and move it there."""
        temporary = self.path / f".{name}.{uuid4().hex[:12]}{TEMPORARY}"
        try:
            self.path.mkdir(parents=True, exist_ok=True)
            with temporary.open("xb") as file:
                yield file
                file.flush()
                os.fsync(file.fileno())
            temporary.replace(self.path / name)
        except FtrackError:  # some are OSErrors too: what failed is the reading of what is written
            raise
        except OSError as error:
            raise ExportError(f"cannot write {self.path / name}: {error.strerror or error}") from error
        finally:
            with suppress(OSError):
                temporary.unlink(missing_ok=True)

    def open(self, name: str) -> IO[bytes]:
        """Open a file to be read."""
        return (self.path / name).open("rb")

    def size(self, name: str) -> int | None:
        """Return how many bytes a file has, None where there is none."""
        try:
            return (self.path / name).stat().st_size
        except FileNotFoundError:
            return None

    def remove(self, name: str) -> None:
        """Remove a file."""
        (self.path / name).unlink(missing_ok=True)

    def remove_folder(self) -> None:
        """Remove the folder itself, if it is empty."""
        with suppress(OSError):
            self.path.rmdir()


@dataclass(frozen=True, slots=True)
class RemoteFolder:
    """A folder at an fsspec URL; options and secrets come from fsspec's configuration where it is used."""

    url: str = field(repr=False)

    def __str__(self) -> str:
        return without_credentials(self.url)

    def names(self) -> list[str]:
        """Return the names of the files in it."""
        system, root = self._system()
        system.invalidate_cache()
        if not system.isdir(root):
            return []
        return sorted(str(path).rstrip("/").rpartition("/")[2] for path in system.ls(root, detail=False))

    @contextmanager
    def writing(self, name: str) -> Iterator[IO[bytes]]:
        """Write a file beside its place and move it there."""
        system, root = self._system()
        temporary = f"{root}/.{name}.{uuid4().hex[:12]}{TEMPORARY}"
        try:
            system.makedirs(root, exist_ok=True)
            with system.open(temporary, "wb") as file:
                yield file
            if system.exists(f"{root}/{name}"):
                system.rm_file(f"{root}/{name}")
            system.mv(temporary, f"{root}/{name}")
        except FtrackError:  # some are OSErrors too: what failed is the reading of what is written
            raise
        except OSError as error:
            raise ExportError(f"cannot write {self}/{name}: {error.strerror or type(error).__name__}") from error
        finally:
            with suppress(OSError):
                if system.exists(temporary):
                    system.rm_file(temporary)

    def open(self, name: str) -> IO[bytes]:
        """Open a file to be read."""
        system, root = self._system()
        file: IO[bytes] = system.open(f"{root}/{name}", "rb")
        return file

    def size(self, name: str) -> int | None:
        """Return how many bytes a file has, None where there is none."""
        system, root = self._system()
        system.invalidate_cache()
        try:
            return int(system.size(f"{root}/{name}"))
        except FileNotFoundError:
            return None

    def remove(self, name: str) -> None:
        """Remove a file."""
        system, root = self._system()
        with suppress(FileNotFoundError):
            system.rm_file(f"{root}/{name}")

    def remove_folder(self) -> None:
        """Remove the folder itself, if it is empty; most remote stores have none."""
        system, root = self._system()
        with suppress(OSError, NotImplementedError):
            system.rmdir(root)

    def _system(self) -> tuple[Any, str]:
        try:
            from fsspec.core import url_to_fs  # type: ignore[import-untyped]  # it comes without types
        except ImportError as error:
            raise ConfigurationError(
                f"{self} needs fsspec, which is not installed: pip install 'ftrack-orm[export]'"
            ) from error
        try:
            system, root = url_to_fs(self.url)
        except ImportError as error:
            raise ConfigurationError(f"{self} needs a package that is not installed: {error}") from None
        except ValueError as error:
            raise ConfigurationError(f"{self} is no URL that fsspec knows: {error}") from None
        return system, str(root).rstrip("/")
