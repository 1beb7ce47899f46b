"""A file while it is written: counted and hashed as it comes, on disk under a name of its own."""

from __future__ import annotations

import hashlib
import os
import secrets
from contextlib import suppress
from pathlib import Path

__all__ = ["Incoming", "TooLargeError"]


class TooLargeError(Exception):
    """More bytes came than were announced or are allowed."""


class Incoming:
    """A new file in a folder; after `finish` it is durable, after `close` it is gone unless it was moved."""

    def __init__(self, folder: Path, most_bytes: int) -> None:
        self.path: Path = folder / secrets.token_hex(16)
        self.size: int = 0
        self._most_bytes = most_bytes
        self._sha256 = hashlib.sha256()
        self._md5 = hashlib.md5(usedforsecurity=False)
        self._file = self.path.open("xb")

    @property
    def sha256(self) -> str:
        """The digest of what was written, in hexadecimal digits."""
        return self._sha256.hexdigest()

    @property
    def md5(self) -> bytes:
        """The digest that Content-MD5 and ETags are made of."""
        return self._md5.digest()

    def write(self, content: bytes) -> None:
        """Append bytes.

        Raises:
            TooLargeError: They would be too many.
        """
        self.size += len(content)
        if self.size > self._most_bytes:
            raise TooLargeError
        self._sha256.update(content)
        self._md5.update(content)
        self._file.write(content)

    def finish(self) -> None:
        """Have everything on disk."""
        self._file.flush()
        os.fsync(self._file.fileno())
        self._file.close()

    def close(self) -> None:
        """Remove the file if it is still where it was written."""
        with suppress(OSError):  # a full disk does not take what was written last
            self._file.close()
        self.path.unlink(missing_ok=True)
