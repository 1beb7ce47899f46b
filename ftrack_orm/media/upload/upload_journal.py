"""What a later process needs to go on with an upload: a small file in the user's cache folder.

The first line tells the upload, each further one a part that the store has. A line that a crash cut off is left out. No
credential is ever in it, and signed URLs lie in a file of their own, see `KeptUrls`.
"""

from __future__ import annotations

import hashlib
import json
import os
import stat
import sys
import threading
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import IO

from ftrack_orm.media.upload.kept_urls import KeptUrls, UrlKeeping

__all__ = ["JournalledUpload", "SentPart", "UploadJournal"]


@dataclass(frozen=True, slots=True)
class SentPart:
    """A part that the store has: its ETag, and the MD5 in hexadecimal digits of what was sent."""

    e_tag: str
    md5: str


@dataclass(frozen=True, slots=True)
class JournalledUpload:
    """An upload that was begun: for which component, of which state of the file, and the parts that are there."""

    component_id: str
    size: int
    modified: int
    part_size: int
    upload_id: str | None = None
    is_complete: bool = False
    parts: Mapping[int, SentPart] = field(default_factory=dict)


class UploadJournal:
    """The journal of one upload; another process that uploads the same finds it taken.

    `found` is what an earlier process wrote, None without one.
    """

    def __init__(self, path: Path, file: IO[bytes], keeping: UrlKeeping) -> None:
        self.path = path
        self.urls: KeptUrls = KeptUrls(path, keeping)
        """Where the parts go."""
        self._file = file
        self._writing = threading.Lock()
        self.found: JournalledUpload | None = _read(file)

    @classmethod
    def open(cls, folder: Path, *names: str, keeping: UrlKeeping | None = None) -> UploadJournal | None:
        """Open the journal of an upload that these names tell; None where another process works on it.

        `keeping` tells how its signed URLs are kept; without it they are not.

        Raises:
            OSError: The folder cannot be used, or others may write to it.
        """
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        _check_private(folder)
        path = folder / f"{hashlib.sha256(json.dumps(names).encode()).hexdigest()[:40]}.jsonl"
        while True:
            file = os.fdopen(os.open(path, os.O_RDWR | os.O_CREAT | getattr(os, "O_BINARY", 0), 0o600), "r+b")
            try:
                taken = _lock(file)
                is_current = taken and _is_same(file, path)
            except BaseException:
                file.close()
                raise
            if is_current:
                journal = cls(path, file, keeping or UrlKeeping())
                journal.urls.discard_old()
                return journal
            file.close()
            if not taken:
                return None

    def begin(self, upload: JournalledUpload) -> None:
        """Write down another upload, in the place of what was there."""
        head = {name: value for name, value in asdict(upload).items() if name not in ("parts", "is_complete")}
        lines = [head, *(_told(number, part) for number, part in upload.parts.items())]
        with self._writing:
            self._file.seek(0)
            self._file.truncate()
            self._file.write(b"".join(map(_line, lines)))
            self._file.flush()

    def add(self, number: int, part: SentPart) -> None:
        """Write down that a part is there; may be called from any thread."""
        self._write(_told(number, part))

    def complete(self) -> None:
        """Write down that the file is whole on the server."""
        self.urls.discard()
        self._write({"complete": True})

    def discard(self) -> None:
        """Forget the upload."""
        self.urls.discard()
        if os.name == "nt":  # an open file cannot be removed there
            self.close()
        with suppress(OSError):
            self.path.unlink(missing_ok=True)
        self.close()

    def close(self) -> None:
        """Leave it to a later process."""
        self._file.close()

    def _write(self, line: Mapping[str, object]) -> None:
        with self._writing:
            self._file.write(_line(line))
            self._file.flush()


def _told(number: int, part: SentPart) -> dict[str, object]:
    return {"part": number, **asdict(part)}


def _line(told: Mapping[str, object]) -> bytes:
    return json.dumps(told).encode() + b"\n"


def _read(file: IO[bytes]) -> JournalledUpload | None:
    file.seek(0)
    lines = file.read().split(b"\n")[:-1]
    try:
        head = json.loads(lines[0])
        parts, complete = {}, False
        for line in lines[1:]:
            told = json.loads(line)
            if told.get("complete"):
                complete = True
            else:
                parts[int(told["part"])] = SentPart(str(told["e_tag"]), str(told["md5"]))
        upload_id = head["upload_id"]
        return JournalledUpload(
            str(head["component_id"]),
            int(head["size"]),
            int(head["modified"]),
            int(head["part_size"]),
            None if upload_id is None else str(upload_id),
            complete,
            parts,
        )
    except (ValueError, KeyError, IndexError, TypeError, AttributeError):
        return None


def _lock(file: IO[bytes]) -> bool:
    """Take the file for this process, until it is closed or the process ends."""
    try:
        if sys.platform == "win32":
            import msvcrt

            file.seek(2**30)  # a lock forbids reading there, so it lies behind the content
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except (BlockingIOError, PermissionError):
        return False
    except OSError:
        return True  # a file system without locks
    return True


def _is_same(file: IO[bytes], path: Path) -> bool:
    """Tell whether the file still has its name: who held it before may have removed it."""
    try:
        return os.path.samestat(os.fstat(file.fileno()), path.stat())
    except FileNotFoundError:
        return False


def _check_private(folder: Path) -> None:
    if hasattr(os, "getuid"):
        found = folder.stat()
        if found.st_uid != os.getuid() or found.st_mode & (stat.S_IWGRP | stat.S_IWOTH):
            raise PermissionError(f"{folder} must belong to you and be writable by nobody else")
