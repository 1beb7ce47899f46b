"""Transfer one file: in pieces, checked, and tried again where that may help."""

from __future__ import annotations

import errno
import hashlib
import io
from collections.abc import Callable
from contextlib import suppress
from typing import Any, BinaryIO, cast

from ftrack_orm.errors import SourceChangedError, TransferCancelledError, TransferError, TransportError, UnsafePathError
from ftrack_orm.media.accessor.accessor import FileFacts, Staged, StagingAccessor
from ftrack_orm.media.transfer.cancellation import Cancellation
from ftrack_orm.media.transfer.progress import Meter
from ftrack_orm.media.transfer.settings import TransferSettings
from ftrack_orm.media.transfer.transfer import FileTransfer, TransferredFile

__all__ = ["CorruptedError", "copy_file"]

_LASTING = (FileNotFoundError, FileExistsError, PermissionError, IsADirectoryError, NotADirectoryError, UnsafePathError)
_LASTING_NUMBERS = {errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.ENAMETOOLONG, errno.EFBIG}


class CorruptedError(OSError):
    """What was read back is not what was written."""


def copy_file(
    transfer: FileTransfer,
    settings: TransferSettings,
    meter: Meter,
    cancellation: Cancellation,
    begun: list[Staged],
) -> TransferredFile:
    """Transfer a file; what a try wrote is dropped when no other follows. `begun` is added to by each.

    Raises:
        SourceChangedError: The file changed meanwhile.
        TransferCancelledError: It was to end.
        OSError: The file cannot be read or written.
    """
    waits = list(settings.retry.waits())
    while True:
        attempt = _Attempt(transfer, settings, meter, cancellation, begun)
        try:
            return attempt.run()
        except BaseException as error:
            again = bool(waits) and _may_pass(error) and not cancellation.cancelled
            attempt.drop(resumable=again)
            if not again:
                raise
        cancellation.wait(waits.pop(0))


class _Attempt:
    """One try."""

    def __init__(
        self,
        transfer: FileTransfer,
        settings: TransferSettings,
        meter: Meter,
        cancellation: Cancellation,
        begun: list[Staged],
    ) -> None:
        self._transfer, self._settings, self._begun = transfer, settings, begun
        self._meter, self._cancellation = meter, cancellation
        self._staged: Staged | None = None
        self._published = False
        self._moved = 0

    def run(self) -> TransferredFile:
        """Transfer the file."""
        transfer = self._transfer
        self._cancellation.check()
        before = transfer.source.facts(transfer.source_identifier)
        reader = _Reader(self._source(), transfer, before, self._count, self._cancellation)
        with reader:
            if isinstance(transfer.target, StagingAccessor):
                self._stage(transfer.target, reader, before)
            else:
                self._refuse_existing()
                self._published = True  # from here on something may be there
                transfer.target.write(transfer.target_identifier, cast(BinaryIO, reader))
        self._verify(reader)
        self._meter.finished(transfer.target_identifier)
        return TransferredFile(transfer, reader.passed, reader.checksum, self._staged)

    def drop(self, *, resumable: bool) -> None:
        """Undo the try; what can be gone on with stays where another one follows."""
        self._meter.moved(-self._moved, self._transfer.target_identifier)
        staged = self._staged
        if self._published:
            with suppress(OSError, TransportError):
                _withdraw(self._transfer, staged)
        if staged is not None:
            with suppress(OSError, TransportError):
                staged.pause() if resumable else staged.discard()

    def _stage(self, target: StagingAccessor, reader: _Reader, before: FileFacts) -> None:
        transfer = self._transfer
        self._refuse_existing()
        token = f"{transfer.source_identifier}\0{before.size}\0{before.modified}"
        staged = self._begin(target, token)
        if before.size is not None and staged.offset > before.size:
            staged.discard()
            staged = self._begin(target, token)
        there = staged.offset
        while chunk := reader.read(self._settings.chunk):
            if there >= len(chunk):
                there -= len(chunk)
                continue
            staged.write(chunk[there:])
            there = 0
        self._check_source(reader, before)
        self._published = True  # from here on it may be there, whatever publish() says
        try:
            staged.publish()
        except FileExistsError:
            self._published = False  # somebody else's
            raise

    def _begin(self, target: StagingAccessor, token: str) -> Staged:
        staged = self._staged = target.stage(self._transfer.target_identifier, token)
        self._begun.append(staged)
        return staged

    def _check_source(self, reader: _Reader, before: FileFacts) -> None:
        transfer = self._transfer
        after = transfer.source.facts(transfer.source_identifier)
        if after != before or (before.size is not None and reader.passed != before.size):
            raise SourceChangedError(
                f"{transfer.source_identifier!r} changed while it was transferred: "
                f"{before.size} bytes before, {reader.passed} read, {after.size} after"
            )

    def _verify(self, reader: _Reader) -> None:
        transfer = self._transfer
        if self._staged is None:
            self._check_source(reader, reader.facts)
        if self._settings.verify == "size" or getattr(transfer.target, "verifies", False):
            size = transfer.target.facts(transfer.target_identifier).size
            if size is not None and size != reader.passed:
                raise CorruptedError(f"{transfer.target_identifier!r} has {size} bytes of {reader.passed}")
            return
        digest = _digest()
        with transfer.target.open(transfer.target_identifier) as written:
            while chunk := written.read(self._settings.chunk):
                self._cancellation.check()
                digest.update(chunk)
        if digest.hexdigest() != reader.checksum:
            raise CorruptedError(f"{transfer.target_identifier!r} does not hold what was written to it")

    def _source(self) -> BinaryIO:
        return self._transfer.source.open(self._transfer.source_identifier)

    def _refuse_existing(self) -> None:
        identifier = self._transfer.target_identifier
        if self._transfer.target.exists(identifier):
            raise FileExistsError(f"{identifier!r} exists in {self._transfer.target!r}; nothing is overwritten")

    def _count(self, count: int) -> None:
        self._cancellation.check()
        self._moved += count
        self._meter.moved(count, self._transfer.target_identifier)


class _Reader(io.RawIOBase):
    """The source while it is read: counts, digests, and knows `name` and `size` of the file, and `cancel`."""

    def __init__(
        self,
        source: BinaryIO,
        transfer: FileTransfer,
        facts: FileFacts,
        count: Callable[[int], None],
        cancel: Cancellation,
    ) -> None:
        self._source = source
        self._counted = count
        self._hash = _digest()
        self.facts = facts
        self.cancel = cancel
        self.name = transfer.name
        self.size = facts.size
        self.passed = 0

    def readable(self) -> bool:
        return True

    def read(self, size: int = -1, /) -> bytes:
        chunk = self._source.read(size)
        self._hash.update(chunk)
        self.passed += len(chunk)
        if chunk:
            self._counted(len(chunk))
        return chunk

    def readinto(self, buffer: Any, /) -> int:
        chunk = self.read(len(buffer))
        buffer[: len(chunk)] = chunk
        return len(chunk)

    def readall(self) -> bytes:
        return self.read()

    @property
    def checksum(self) -> str:
        """The digest of what was read."""
        return self._hash.hexdigest()

    def close(self) -> None:
        if not self.closed:
            self._source.close()
        super().close()


def _digest() -> hashlib.blake2b:
    return hashlib.blake2b(digest_size=16)


def _withdraw(transfer: FileTransfer, staged: Staged | None) -> None:
    if staged is not None:
        staged.withdraw()
    else:
        with suppress(FileNotFoundError):
            transfer.target.delete(transfer.target_identifier)


def _may_pass(error: BaseException) -> bool:
    """Tell whether trying again may help."""
    if isinstance(error, (*_LASTING, TransferCancelledError, SourceChangedError, TransferError)):
        return False
    if isinstance(error, OSError):
        return error.errno not in _LASTING_NUMBERS
    return isinstance(error, TransportError)
