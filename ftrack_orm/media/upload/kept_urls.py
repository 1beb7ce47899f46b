"""The signed URLs of an upload, kept for a process that comes after this one and goes on with it.

Servers sign the parts of an upload once, when it begins; asked again they begin another one. So a later process needs
these URLs, or it sends all parts again. What somebody could do who read them: write a part of this one upload, until
the store's signature expires. They open nothing for reading, and a part that another hand wrote has another ETag, with
which the server does not complete the upload.

They lie beside the journal, in a file of their own that nobody but the user can read. It is deleted as soon as the
upload is complete or failed, and whoever uploads next deletes all that are too old. It is sealed with the API key, so
that nobody who gets to write there can send a later process elsewhere.
"""

from __future__ import annotations

import os
import time
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from ftrack_orm.session.cache.sealing import open_sealed, seal

__all__ = ["KeptUrls", "UrlKeeping"]

_ENDING = ".urls"
_CLOCKS_DIFFER = 60.0
"""Seconds that the clock of a file server may be ahead."""


@dataclass(frozen=True, slots=True)
class UrlKeeping:
    """For how many seconds URLs are kept, 0 for none, and the secret that seals them; without one none are kept."""

    seconds: float = 0.0
    secret: bytes = field(default=b"", repr=False)


class KeptUrls:
    """The file for the URLs of one upload, beside its journal."""

    def __init__(self, journal: Path, keeping: UrlKeeping) -> None:
        self._path = journal.with_suffix(_ENDING)
        self._keeping = keeping

    def keep(self, upload_id: str, urls: Mapping[int, str]) -> None:
        """Write down where the parts of an upload go; where that cannot be done they are not kept."""
        self.discard()
        if self._keeping.seconds <= 0 or not self._keeping.secret:
            return
        content = {"upload_id": upload_id, "urls": {str(number): url for number, url in urls.items()}}
        with suppress(OSError):
            flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
            with os.fdopen(os.open(self._path, flags, 0o600), "wb") as file:
                file.write(seal(self._keeping.secret, self._name, content))

    def found(self, upload_id: str) -> dict[int, str]:
        """Return where the parts of an upload go; empty where that is not known, or too old."""
        with suppress(OSError, ValueError, KeyError, TypeError, AttributeError):
            if self._keeping.secret and self._is_fresh(self._path):
                told = open_sealed(self._keeping.secret, self._name, self._path.read_bytes())
                if told is not None and told["upload_id"] == upload_id:
                    return {int(number): str(url) for number, url in told["urls"].items()}
        return {}

    def discard(self) -> None:
        """Forget them."""
        with suppress(OSError):
            self._path.unlink(missing_ok=True)

    def discard_old(self) -> None:
        """Forget those of all uploads in the folder that are too old."""
        with suppress(OSError):
            for path in self._path.parent.glob(f"*{_ENDING}"):
                with suppress(OSError):
                    if not self._is_fresh(path):
                        path.unlink(missing_ok=True)

    @property
    def _name(self) -> bytes:
        return self._path.name.encode()

    def _is_fresh(self, path: Path) -> bool:
        """Tell whether a file was written not so long ago."""
        return -_CLOCKS_DIFFER < time.time() - path.stat().st_mtime < self._keeping.seconds
