"""Transfer many files side by side; all of them, or none."""

from __future__ import annotations

import threading
import time
from collections.abc import Sequence
from concurrent.futures import FIRST_EXCEPTION, Future, ThreadPoolExecutor, wait
from contextlib import suppress
from dataclasses import dataclass, field

from ftrack_orm.errors import SourceChangedError, TransferCancelledError, TransferError, TransportError
from ftrack_orm.media.accessor.accessor import Accessor, ContainerAccessor, Staged
from ftrack_orm.media.transfer.cancellation import Cancellation
from ftrack_orm.media.transfer.copying import copy_file
from ftrack_orm.media.transfer.progress import Meter, ProgressChoice, metered
from ftrack_orm.media.transfer.settings import TransferSettings
from ftrack_orm.media.transfer.transfer import FileTransfer, TransferredFile, TransferReport

__all__ = ["Transferred", "transfer_files"]


@dataclass(slots=True)
class Transferred:
    """What was transferred and can still be taken back."""

    files: list[TransferredFile] = field(default_factory=list)
    containers: list[tuple[Accessor, str]] = field(default_factory=list)
    """Folders that were made for containers, those above first."""
    begun: list[Staged] = field(default_factory=list)
    """What was begun to write, whether it was finished or not."""
    seconds: float = 0.0

    @property
    def report(self) -> TransferReport:
        """What was done."""
        checksums = {str(file.transfer.component.id): file.checksum for file in self.files}
        return TransferReport(len(self.files), sum(file.size for file in self.files), self.seconds, checksums)

    def take_back(self) -> tuple[list[str], list[str]]:
        """Remove everything again; return what was removed and what could not be, as resource identifiers."""
        cleaned: list[str] = []
        left: list[str] = []
        for file in self.files:
            identifier = file.transfer.target_identifier
            try:
                file.staged.withdraw() if file.staged else file.transfer.target.delete(identifier)
            except FileNotFoundError:
                pass
            except (OSError, TransportError):
                left.append(identifier)
            else:
                cleaned.append(identifier)
        _prune(self.begun)
        for accessor, identifier in reversed(self.containers):
            if isinstance(accessor, ContainerAccessor):
                with suppress(OSError):
                    accessor.remove_container(identifier)
        return cleaned, left

    def failed(self, message: str) -> TransferError:
        """Remove everything again; return the error that says so."""
        return TransferError(message, *self.take_back())


def transfer_files(
    transfers: Sequence[FileTransfer],
    containers: Sequence[tuple[Accessor, str]],
    settings: TransferSettings,
    progress: ProgressChoice = None,
    cancel: threading.Event | None = None,
) -> Transferred:
    """Make the folders of containers and transfer files.

    Raises:
        TransferError: Something failed; everything is taken back, and the error says what was.
    """
    began = time.monotonic()
    cancellation = Cancellation(cancel)
    done = Transferred()
    try:
        for accessor, identifier in containers:
            if isinstance(accessor, ContainerAccessor):
                done.containers += [(accessor, made) for made in accessor.make_container(identifier)]
        with metered(progress, len(transfers), sum(transfer.size for transfer in transfers)) as meter:
            _run(transfers, done, settings, meter, cancellation)
    except Exception as error:
        raise _failed(error, *done.take_back()) from error
    except BaseException:  # an interrupt stays one
        done.take_back()
        raise
    done.seconds = time.monotonic() - began
    return done


def _run(
    transfers: Sequence[FileTransfer],
    done: Transferred,
    settings: TransferSettings,
    meter: Meter,
    cancellation: Cancellation,
) -> None:
    """Fill `done`; when it raises, no worker is at work any more."""

    def copy(transfer: FileTransfer) -> TransferredFile:
        return copy_file(transfer, settings, meter, cancellation, done.begun)

    if len(transfers) <= 1 or settings.workers == 1:
        for transfer in transfers:
            done.files.append(copy(transfer))
        return
    pool = ThreadPoolExecutor(min(settings.workers, len(transfers)), "ftrack-transfer")
    futures: list[Future[TransferredFile]] = [pool.submit(copy, transfer) for transfer in transfers]
    try:
        wait(futures, return_when=FIRST_EXCEPTION)
    finally:
        if not all(future.done() and not future.cancelled() and future.exception() is None for future in futures):
            cancellation.stop()
        pool.shutdown(wait=True, cancel_futures=True)
        over = [future for future in futures if not future.cancelled()]
        done.files += [future.result() for future in over if future.exception() is None]
    failures = [error for future in over if (error := future.exception()) is not None]
    if failures:
        raise next((error for error in failures if not isinstance(error, TransferCancelledError)), failures[0])


def _prune(begun: Sequence[Staged]) -> None:
    """Remove folders that were made and are empty: those of one file may be below those of another."""
    left = list(begun)
    while left and len(remaining := [staged for staged in left if not staged.prune()]) < len(left):
        left = remaining


def _failed(error: Exception, cleaned: list[str], left: list[str]) -> TransferError:
    """Return the error to raise: of what went wrong, with what became of the files."""
    for kind in (SourceChangedError, TransferCancelledError):
        if isinstance(error, kind):
            return kind(str(error), cleaned, left)
    return TransferError(f"the transfer failed: {error}", cleaned, left)
