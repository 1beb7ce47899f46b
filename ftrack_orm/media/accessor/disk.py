"""Access to files on disks of this machine, mounted ones included."""

from __future__ import annotations

import os
import shutil
from pathlib import Path, PurePosixPath, PureWindowsPath
from typing import BinaryIO

from ftrack_orm.errors import AccessorError, UnsafePathError
from ftrack_orm.media.accessor.accessor import FileFacts, Mode
from ftrack_orm.media.accessor.confinement import confined
from ftrack_orm.media.accessor.partial_file import PartialFile, make_folders

__all__ = ["DiskAccessor"]

_FLAVOUR = PureWindowsPath if os.name == "nt" else PurePosixPath


class DiskAccessor:
    """Files below a folder; without a prefix resource identifiers are whole paths.

    Args:
        prefix: The folder; `~` and environment variables are expanded.
        follow_links: Allow symbolic links below the prefix that lead out of it.
        durable: Wait for the disk before a file counts as written.
    """

    def __init__(
        self, prefix: str | os.PathLike[str] = "", *, follow_links: bool = False, durable: bool = True
    ) -> None:
        stated = os.fspath(prefix)
        self.prefix: str = os.path.abspath(os.path.expanduser(os.path.expandvars(stated))) if stated else ""
        self._follow_links = follow_links
        self._durable = durable

    def __repr__(self) -> str:
        return f"DiskAccessor({self.prefix!r})"

    def open(self, resource_identifier: str, mode: Mode = "rb") -> BinaryIO:
        """Open a file; folders are made when it is written."""
        path = self._path(resource_identifier)
        if mode == "wb":
            make_folders(path.parent)
        return path.open(mode)

    def read(self, resource_identifier: str) -> bytes:
        """Return the whole content of a file."""
        return self._path(resource_identifier).read_bytes()

    def write(self, resource_identifier: str, content: bytes | BinaryIO) -> None:
        """Write a file anew; another one of this name stays until it is complete."""
        path = self._path(resource_identifier)
        make_folders(path.parent)
        whole = path.with_name(f".ftrack-{os.urandom(8).hex()}.part")
        try:
            with whole.open("xb") as file:
                file.write(content) if isinstance(content, bytes) else shutil.copyfileobj(content, file, 1 << 20)
                self._settle(file)
            whole.replace(path)
        finally:
            whole.unlink(missing_ok=True)

    def delete(self, resource_identifier: str) -> None:
        """Delete a file; its folder stays."""
        self._path(resource_identifier).unlink()

    def exists(self, resource_identifier: str) -> bool:
        """Tell whether there is such a file or folder; a link that leads nowhere counts as one."""
        return os.path.lexists(self._path(resource_identifier))

    def facts(self, resource_identifier: str) -> FileFacts:
        """Return size and time of change of a file."""
        found = self._path(resource_identifier).stat()
        return FileFacts(found.st_size, str(found.st_mtime_ns))

    def filesystem_path(self, resource_identifier: str) -> str:
        """Return the path of a file.

        Raises:
            UnsafePathError: It would lie outside of the prefix.
        """
        return str(self._path(resource_identifier))

    def url(self, resource_identifier: str) -> str:
        """Disks have no addresses.

        Raises:
            AccessorError: Always.
        """
        raise AccessorError(f"{self!r} has no URLs; use filesystem_path()")

    def stage(self, resource_identifier: str, token: str) -> PartialFile:
        """Begin to write a file, or go on with what was begun under the same token."""
        return PartialFile(self._path(resource_identifier), token, durable=self._durable)

    def make_container(self, resource_identifier: str) -> tuple[str, ...]:
        """Make a folder; return those that were not there."""
        made = make_folders(self._path(resource_identifier))
        return tuple(str(folder) for folder in made if folder != Path(self.prefix) and self._is_below(folder))

    def remove_container(self, resource_identifier: str) -> None:
        """Remove a folder if it is empty."""
        path = self._path(resource_identifier)
        if path.is_dir() and not any(path.iterdir()):
            path.rmdir()

    def _path(self, resource_identifier: str) -> Path:
        if not self.prefix:
            if not resource_identifier or "\0" in resource_identifier:
                raise UnsafePathError(resource_identifier, "it is empty or has control characters")
            return Path(os.path.normpath(resource_identifier))
        path = Path(self.prefix, *confined(resource_identifier, self.prefix, _FLAVOUR))
        if not self._follow_links:
            self._check_links(path, resource_identifier)
        return path

    def _is_below(self, folder: Path) -> bool:
        return not self.prefix or folder.is_relative_to(self.prefix)

    def _check_links(self, path: Path, resource_identifier: str) -> None:
        root, leads_to = os.path.realpath(self.prefix), os.path.realpath(path)
        if not Path(leads_to).is_relative_to(root):
            raise UnsafePathError(
                resource_identifier, f"a link leads out of {self.prefix}; DiskAccessor(follow_links=True) allows that"
            )

    def _settle(self, file: BinaryIO) -> None:
        file.flush()
        if self._durable:
            os.fsync(file.fileno())
