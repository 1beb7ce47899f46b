"""Read the file of a component from the server: from anywhere in it, on and on after the connection was cut."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ftrack_orm.errors import AccessorError, SourceChangedError
from ftrack_orm.media.upload.storage.secret_url import SecretUrl
from ftrack_orm.media.upload.storage.storage_http import Reply, StorageHttp
from ftrack_orm.transport import RetryPolicy

if TYPE_CHECKING:
    from requests import Response

__all__ = ["Download", "FoundFile"]

_BLOCK = 2**18
_PASSING = frozenset({0, 408, 425, 429, 500, 502, 503, 504})


@dataclass(frozen=True, slots=True)
class FoundFile:
    """A file on the server: its size in bytes, and the tag that changes with it, where the server knows them."""

    size: int | None
    e_tag: str | None

    @classmethod
    def of(cls, response: Response) -> FoundFile:
        """Read what the headers tell."""
        whole = response.headers.get("Content-Range", "").rpartition("/")[2]
        told = whole if response.status_code == 206 else response.headers.get("Content-Length", "")
        return cls(int(told) if told.isdecimal() else None, response.headers.get("ETag"))


class Download(io.RawIOBase):
    """A file on the server, open for reading; nothing of it is kept.

    Raises:
        FileNotFoundError: The component has no file on the server.
        AccessorError: The server refuses, or does not answer.
    """

    def __init__(self, http: StorageHttp, url: SecretUrl, retry: RetryPolicy) -> None:
        self._http = http
        self._url = url
        self._retry = retry
        self._at = 0
        self._open = ExitStack()
        self._blocks: Iterator[bytes] | None = None
        self._rest = b""
        self.facts: FoundFile | None = None
        self._retrying(self._begin)

    def __repr__(self) -> str:
        return f"<Download {self._url.shown} at {self._at}>"

    def readable(self) -> bool:
        """It is."""
        return True

    def seekable(self) -> bool:
        """It is: reading goes on by a request for the rest."""
        return True

    def tell(self) -> int:
        """Return where reading goes on."""
        return self._at

    def seek(self, offset: int, whence: int = io.SEEK_SET, /) -> int:
        """Go on reading elsewhere."""
        start = {io.SEEK_SET: 0, io.SEEK_CUR: self._at, io.SEEK_END: self._size}[whence]
        place = max(0, start + offset)
        if place != self._at:
            self._end()
            self._at = place
        return self._at

    def readinto(self, buffer: Any, /) -> int:
        """Fill a buffer with what comes next; 0 at the end."""
        if not self._rest:
            self._rest = self._retrying(self._next)
        given = min(len(buffer), len(self._rest))
        buffer[:given] = self._rest[:given]
        self._rest = self._rest[given:]
        self._at += given
        return given

    def close(self) -> None:
        """Give the connection back."""
        if not self.closed:
            self._end()
        super().close()

    @property
    def _size(self) -> int:
        if self.facts is None or self.facts.size is None:
            raise AccessorError("the server does not tell how long the file is")
        return self.facts.size

    def _retrying(self, read: Callable[[], bytes | None]) -> bytes:
        why = ""
        for wait in (*self._retry.waits(), None):
            try:
                return read() or b""
            except _PassingError as error:
                self._end()
                why = str(error)
                if wait is not None:
                    self._retry.pause(wait)
        raise AccessorError(f"{self._url.shown} cannot be read: {why}")

    def _begin(self) -> None:
        at_end = self.facts is not None and self.facts.size is not None and self._at >= self.facts.size
        if at_end:
            self._blocks = iter(())
            return
        asked = {"Range": f"bytes={self._at}-"} if self._at else {}
        response = self._open.enter_context(self._http.fetched(self._url, asked | {"Accept-Encoding": "identity"}))
        if isinstance(response, Reply):
            raise _failure(response, self._url)
        found = FoundFile.of(response)
        if self.facts is not None and (found.e_tag, found.size) != (self.facts.e_tag, self.facts.size):
            raise SourceChangedError(f"{self._url.shown} changed while it was read")
        self.facts = found
        self._blocks = _read(response, self._at if response.status_code != 206 else 0)

    def _next(self) -> bytes:
        if self._blocks is None:
            self._begin()
        block = next(self._blocks or iter(()), b"")
        if not block and self.facts is not None and self.facts.size is not None and self._at < self.facts.size:
            raise _PassingError("the connection was cut")
        return block

    def _end(self) -> None:
        self._open.close()
        self._blocks = None
        self._rest = b""


class _PassingError(Exception):
    """It may work a moment later."""


def _read(response: Response, skipped: int) -> Iterator[bytes]:
    """Give the body in blocks; `skipped` bytes are read past, where a server knows no ranges."""
    from urllib3.exceptions import HTTPError

    while True:
        try:
            block = response.raw.read(_BLOCK)
        except (HTTPError, OSError) as error:
            told = type(error).__name__
        else:
            if not block:
                return
            wanted, skipped = block[skipped:], max(0, skipped - len(block))
            if wanted:
                yield wanted
            continue
        raise _PassingError(f"the connection was cut ({told})")


def _failure(reply: Reply, url: SecretUrl) -> Exception:
    if reply.status in _PASSING:
        return _PassingError(f"HTTP {reply.status}" if reply.status else reply.told)
    if reply.status in (404, 410):
        return FileNotFoundError(f"{url.shown}: the component has no file on the server")
    if reply.status in (401, 403):
        return AccessorError(f"{url.shown}: the server does not allow it (HTTP {reply.status}: {reply.told[:200]})")
    return AccessorError(f"{url.shown} cannot be read: HTTP {reply.status}: {reply.told[:200]}")
