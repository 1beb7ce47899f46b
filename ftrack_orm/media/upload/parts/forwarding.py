"""Upload what can be read once and from its beginning alone: part after part, a few of them in memory."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from typing import BinaryIO

from ftrack_orm.errors import AccessorError, SourceChangedError, TransferError
from ftrack_orm.media.upload.control import Control, StoppedError
from ftrack_orm.media.upload.parts.memory_budget import MemoryBudget
from ftrack_orm.media.upload.parts.part_layout import Part, PartLayout
from ftrack_orm.media.upload.parts.part_sending import PartSending
from ftrack_orm.media.upload.signed_urls import SignedUrls, UploadGoneError
from ftrack_orm.media.upload.storage.storage_http import StorageHttp
from ftrack_orm.media.upload.upload_journal import SentPart
from ftrack_orm.media.upload.upload_options import UploadOptions
from ftrack_orm.media.upload.upload_requests import UploadRequests

__all__ = ["Forwarding", "read_exactly"]

_BLOCK = 2**20


@dataclass(frozen=True, slots=True)
class Forwarding:
    """Forwards a stream in several parts; whoever calls knows its size."""

    requests: UploadRequests
    http: StorageHttp
    options: UploadOptions
    budget: MemoryBudget

    def forward(self, stream: BinaryIO, layout: PartLayout, control: Control) -> None:
        """Send all of a stream and let the server put the parts together.

        Raises:
            SourceChangedError: It is longer or shorter than was said.
            AccessorError: The store forgot the upload; it can be begun anew.
            TransferError: A part could not be sent.
            StoppedError: It was cancelled.
            TransportError: The server cannot be asked, or refuses.
        """
        target = self.requests.target(layout.count)
        urls = SignedUrls(target, lambda upload_id: self.requests.target(layout.count, upload_id=upload_id))
        try:
            sent = self._sent(stream, layout, urls, control)
            self.requests.complete(str(target.upload_id), [sent[number].e_tag for number in sorted(sent)], control)
        except UploadGoneError:
            raise AccessorError("the store forgot the parts that it had") from None

    def _sent(self, stream: BinaryIO, layout: PartLayout, urls: SignedUrls, control: Control) -> dict[int, SentPart]:
        futures: dict[int, Future[SentPart]] = {}
        with ThreadPoolExecutor(max(1, self.options.parallel), "ftrack-orm upload") as pool:
            try:
                for part in layout.parts():
                    self.budget.take(part.length, control.check)
                    futures[part.number] = pool.submit(self._sending(stream, part, urls, control))
                _check_end(stream, self.requests.file_name)
                return {number: future.result() for number, future in futures.items()}
            except BaseException as error:
                control.stop()
                pool.shutdown(wait=True)
                raise _first_failure(futures, error) from None

    def _sending(self, stream: BinaryIO, part: Part, urls: SignedUrls, control: Control) -> Callable[[], SentPart]:
        """Read a part, and return what sends it."""
        try:
            held = _HeldPart(read_exactly(stream, part.length, self.requests.file_name), part.offset)
        except BaseException:
            self.budget.give(part.length)
            raise
        sending = PartSending(self.http, urls, held, control, self.options.retry)

        def send() -> SentPart:
            try:
                sent = sending.send(part)
                if not sent.e_tag:
                    raise TransferError(f"the upload failed, the store gave no ETag for part {part.number}")
            except BaseException:
                control.stop()  # whoever reads the next part need not
                raise
            finally:
                self.budget.give(part.length)
            return sent

        return send


class _HeldPart:
    """A part of a stream, in memory; a `Source` that has that alone."""

    name: None = None
    identity: None = None

    def __init__(self, content: bytearray, offset: int) -> None:
        self._content = memoryview(content)
        self._offset = offset

    @property
    def size(self) -> int:
        """In bytes."""
        return len(self._content)

    def read_at(self, offset: int, length: int) -> bytes:
        """Return bytes from there."""
        start = offset - self._offset
        return bytes(self._content[start : start + length])

    def check(self) -> None:
        """It cannot change."""

    def close(self) -> None:
        """There is nothing to close."""


def read_exactly(stream: BinaryIO, length: int, name: str, *, to_end: bool = False) -> bytearray:
    """Return so many bytes of a stream, all that it has where it is read `to_end`.

    Raises:
        SourceChangedError: It has fewer, or more.
    """
    content = bytearray(length)
    at = 0
    while at < length:
        block = stream.read(min(_BLOCK, length - at))
        if not block:
            raise _changed(name, "shorter")
        content[at : at + len(block)] = block
        at += len(block)
    if to_end:
        _check_end(stream, name)
    return content


def _check_end(stream: BinaryIO, name: str) -> None:
    if stream.read(1):
        raise _changed(name, "longer")


def _first_failure(futures: dict[int, Future[SentPart]], error: BaseException) -> BaseException:
    """Return what went wrong: that others were stopped by it is no news."""
    failures = [failure for future in futures.values() if (failure := future.exception()) is not None]
    return next((each for each in (error, *failures) if not isinstance(each, StoppedError)), error)


def _changed(name: str, how: str) -> SourceChangedError:
    return SourceChangedError(f"{name} changed while it was transferred: it became {how}")
