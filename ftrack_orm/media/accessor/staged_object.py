"""A file of an fsspec file system that nobody sees until it is whole."""

from __future__ import annotations

import os
import posixpath
from contextlib import suppress
from typing import Any

__all__ = ["StagedObject"]

_WHOLE_WHEN_CLOSED = frozenset({"s3", "s3a", "gs", "gcs", "abfs", "abfss", "az", "adl", "oci", "oss", "r2"})
"""Stores that show an object when its upload is complete, and nothing of it before."""


class StagedObject:
    """Writes under the final name where the store shows only what is whole, else beside it; see `Staged`."""

    def __init__(self, filesystem: Any, path: str, protocols: frozenset[str]) -> None:
        self._filesystem = filesystem
        self._path = path
        self._direct = bool(protocols & _WHOLE_WHEN_CLOSED)
        folder = posixpath.dirname(path)
        self._written = path if self._direct else posixpath.join(folder, f".ftrack-{os.urandom(8).hex()}.part")
        self._refuse_existing()
        filesystem.makedirs(folder, exist_ok=True)
        self._file = filesystem.open(self._written, "wb")

    @property
    def offset(self) -> int:
        """Nothing is there: stores begin anew."""
        return 0

    def write(self, chunk: bytes) -> None:
        """Write on."""
        self._file.write(chunk)

    def publish(self) -> None:
        """Complete the file.

        Raises:
            FileExistsError: There is one already.
        """
        self._refuse_existing()
        try:
            self._file.close()
            if not self._direct:
                self._filesystem.mv(self._written, self._path)
        except BaseException:
            with suppress(Exception):  # whatever of it came to be, it is not whole
                self.withdraw()
            raise

    def pause(self) -> None:
        """Drop what was written: the next try begins anew."""
        self.discard()

    def discard(self) -> None:
        """Drop what was written."""
        if self._direct:
            with suppress(Exception):  # what is not completed is nothing, and the store collects it
                self._file.discard()
            self._file.closed = True  # else it would be completed when it is collected
            return
        with suppress(OSError):
            self._file.close()
        with suppress(FileNotFoundError):
            self._filesystem.rm_file(self._written)

    def withdraw(self) -> None:
        """Take back what was published."""
        with suppress(FileNotFoundError):
            self._filesystem.rm_file(self._path)

    def prune(self) -> bool:
        """Leave folders: stores have none, or keep them for nothing."""
        return True

    def _refuse_existing(self) -> None:
        self._filesystem.invalidate_cache(posixpath.dirname(self._path))
        if self._filesystem.exists(self._path):
            raise FileExistsError(f"{self._path} exists already")
