"""Access to whatever fsspec reaches: S3, Google Cloud Storage, Azure, SFTP, SMB, memory ..."""

from __future__ import annotations

import posixpath
import re
import shutil
from typing import Any, BinaryIO

from ftrack_orm.errors import AccessorError, ConfigurationError
from ftrack_orm.media.accessor.accessor import FileFacts, Mode
from ftrack_orm.media.accessor.confinement import confined
from ftrack_orm.media.accessor.staged_object import StagedObject

__all__ = ["FilesystemAccessor"]

_CREDENTIALS = re.compile(r"(?<=://)[^/@]*@")
_TAGS = ("ETag", "etag", "md5Hash", "LastModified", "mtime", "created")


class FilesystemAccessor:
    """Files below an address of an fsspec file system: `FilesystemAccessor("s3://studio/projects", anon=False)`.

    Needs `pip install 'ftrack-orm[media]'` and the package of the protocol, as `s3fs`, `gcsfs` or `paramiko`.

    Args:
        address: Protocol and prefix.
        url_seconds: How long an address that `url()` gives is good for, where the store signs them.
        options: For the file system: credentials, endpoint and the like; never shown.
    """

    def __init__(self, address: str, *, url_seconds: int = 3600, **options: Any) -> None:
        try:
            from fsspec.core import url_to_fs  # type: ignore[import-untyped]  # it has no types
        except ImportError as error:
            raise ConfigurationError("stores need fsspec: pip install 'ftrack-orm[media]'") from error
        try:
            self._filesystem, root = url_to_fs(address, **options)
        except ImportError as error:
            raise ConfigurationError(f"{_shown(address)}: {error}") from error
        self._root = str(root).rstrip("/")
        self._shown = _shown(address)
        self._url_seconds = url_seconds

    def __repr__(self) -> str:
        return f"FilesystemAccessor({self._shown!r})"

    def open(self, resource_identifier: str, mode: Mode = "rb") -> BinaryIO:
        """Open a file."""
        path = self._path(resource_identifier)
        if mode == "wb":
            self._filesystem.makedirs(posixpath.dirname(path), exist_ok=True)
        file: BinaryIO = self._filesystem.open(path, mode)
        return file

    def read(self, resource_identifier: str) -> bytes:
        """Return the whole content of a file."""
        return bytes(self._filesystem.cat_file(self._path(resource_identifier)))

    def write(self, resource_identifier: str, content: bytes | BinaryIO) -> None:
        """Write a file anew."""
        if isinstance(content, bytes):
            path = self._path(resource_identifier)
            self._filesystem.makedirs(posixpath.dirname(path), exist_ok=True)
            self._filesystem.pipe_file(path, content)
            return
        with self.open(resource_identifier, "wb") as file:
            shutil.copyfileobj(content, file, 1 << 20)

    def delete(self, resource_identifier: str) -> None:
        """Delete a file."""
        path = self._path(resource_identifier)
        if not self._filesystem.exists(path):  # object stores are silent about what is not there
            raise FileNotFoundError(f"{self!r} has no {resource_identifier!r}")
        self._filesystem.rm_file(path)

    def exists(self, resource_identifier: str) -> bool:
        """Tell whether there is such a file or folder."""
        return bool(self._filesystem.exists(self._path(resource_identifier)))

    def facts(self, resource_identifier: str) -> FileFacts:
        """Return the size of a file and its tag or time."""
        path = self._path(resource_identifier)
        self._filesystem.invalidate_cache(posixpath.dirname(path))
        found = self._filesystem.info(path)
        tag = next((str(found[name]) for name in _TAGS if found.get(name) is not None), None)
        return FileFacts(found.get("size"), tag)

    def filesystem_path(self, resource_identifier: str) -> str:
        """Return the path of a file, where the file system is this machine's.

        Raises:
            AccessorError: It is not.
        """
        path = self._path(resource_identifier)
        if "file" not in _protocols(self._filesystem):
            raise AccessorError(f"{self!r} has no paths on this machine; use url() or open()")
        return path

    def url(self, resource_identifier: str) -> str:
        """Return a signed address where the store can sign, else one by protocol and path."""
        path = self._path(resource_identifier)
        try:
            return str(self._filesystem.sign(path, expiration=self._url_seconds))
        except NotImplementedError:
            return str(self._filesystem.unstrip_protocol(path))

    def stage(self, resource_identifier: str, token: str) -> StagedObject:
        """Begin to write a file; stores do not go on with what was begun."""
        return StagedObject(self._filesystem, self._path(resource_identifier), _protocols(self._filesystem))

    def make_container(self, resource_identifier: str) -> tuple[str, ...]:
        """Make a folder where the store has folders; return those that were not there."""
        parts = resource_identifier.strip("/").split("/")
        above = ["/".join(parts[:count]) for count in range(1, len(parts) + 1)]
        missing = tuple(each for each in above if not self._filesystem.exists(self._path(each)))
        self._filesystem.makedirs(self._path(resource_identifier), exist_ok=True)
        return missing

    def remove_container(self, resource_identifier: str) -> None:
        """Remove a folder if it is empty."""
        path = self._path(resource_identifier)
        self._filesystem.invalidate_cache(path)
        if self._filesystem.isdir(path) and not self._filesystem.ls(path):
            self._filesystem.rmdir(path)

    def _path(self, resource_identifier: str) -> str:
        return posixpath.join(self._root or "/", *confined(resource_identifier, self._root))


def _protocols(filesystem: Any) -> frozenset[str]:
    stated = filesystem.protocol
    return frozenset((stated,) if isinstance(stated, str) else stated)


def _shown(address: str) -> str:
    return _CREDENTIALS.sub("", address.partition("?")[0])
