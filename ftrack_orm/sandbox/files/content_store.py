"""A folder of files that are named by their content.

    blobs/ab/abcd...     a file, by its sha256; written once, never changed
    incoming/            what is being written; left-overs of a crash are swept when the folder is opened
    parts/<upload>/<n>   the parts of an upload that is not complete

No name in it comes from a client, except ids that were made here.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import re
import shutil
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

from ftrack_orm.sandbox.files.incoming import Incoming

__all__ = ["ContentStore"]

_DIGEST = re.compile(r"[0-9a-f]{64}")
_UPLOAD = re.compile(r"[0-9a-f]{32}")
_STALE_SECONDS = 3600.0


class ContentStore:
    """Keeps and gives files; which are needed is known elsewhere. The folder is made when the first file comes."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def receive(self, most_bytes: int) -> Incoming:
        """Begin to write a file of at most so many bytes; it must be kept, or closed."""
        return Incoming(self._made("incoming"), most_bytes)

    def keep(self, incoming: Incoming) -> str:
        """Give a finished file its place, durably, and return its digest."""
        path = self._blob(incoming.sha256)
        if not path.exists():
            self._place(incoming, path)
        incoming.close()
        return incoming.sha256

    def path(self, digest: str) -> Path:
        """Return where a file is, whether it is there or not."""
        return self._blob(digest)

    def remove(self, digest: str) -> None:
        """Remove a file, if it is there."""
        self._blob(digest).unlink(missing_ok=True)

    def digests(self) -> Iterator[str]:
        """Yield the digest of every file."""
        for path in (self.folder / "blobs").glob("??/*"):
            if _DIGEST.fullmatch(path.name):
                yield path.name

    def keep_part(self, upload_id: str, number: int, incoming: Incoming) -> None:
        """Keep a part of an upload, in the place of an earlier one of its number."""
        path = self._parts(upload_id) / str(int(number))
        self._place(incoming, path)
        incoming.close()

    def join_parts(self, upload_id: str, numbers: Sequence[int], most_bytes: int) -> tuple[Incoming, list[str]]:
        """Return a new file of the parts of these numbers, one after the other, and the MD5 of each part.

        Raises:
            OSError: A part is not there.
            TooLargeError: They are too many bytes together.
        """
        joined = self.receive(most_bytes)
        digests: list[str] = []
        try:
            for number in numbers:
                digest = hashlib.md5(usedforsecurity=False)
                with (self._parts(upload_id) / str(int(number))).open("rb") as part:
                    while block := part.read(2**20):
                        joined.write(block)
                        digest.update(block)
                digests.append(digest.hexdigest())
            joined.finish()
        except BaseException:
            joined.close()
            raise
        return joined, digests

    def drop_parts(self, upload_id: str) -> None:
        """Remove the parts of an upload."""
        shutil.rmtree(self._parts(upload_id), ignore_errors=True)

    def uploads(self) -> Iterator[str]:
        """Yield the ids of the uploads that have parts."""
        for path in (self.folder / "parts").glob("*"):
            if _UPLOAD.fullmatch(path.name):
                yield path.name

    def sweep_incoming(self) -> None:
        """Remove what was being written when a server died."""
        for path in (self.folder / "incoming").glob("*"):
            with contextlib.suppress(OSError):
                if time.time() - path.stat().st_mtime > _STALE_SECONDS:
                    path.unlink()

    def _place(self, incoming: Incoming, path: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        incoming.path.replace(path)
        _sync_folder(path.parent)

    def _made(self, name: str) -> Path:
        folder = self.folder / name
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        return folder

    def _blob(self, digest: str) -> Path:
        if not _DIGEST.fullmatch(digest):
            raise ValueError("that is no digest")
        return self.folder / "blobs" / digest[:2] / digest

    def _parts(self, upload_id: str) -> Path:
        if not _UPLOAD.fullmatch(upload_id):
            raise ValueError("that is no upload")
        return self.folder / "parts" / upload_id


def _sync_folder(folder: Path) -> None:
    """Make the names in a folder durable, where the system can."""
    if os.name != "posix":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
