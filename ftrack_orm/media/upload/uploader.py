"""Bring the content of one component to the server: in one part or many, until it is whole there."""

from __future__ import annotations

import base64
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from ftrack_orm.errors import (
    AnswerLostError,
    GatewayError,
    RequestTimeoutError,
    ServerError,
    ServerUnreachableError,
    TransferCancelledError,
    TransferError,
)
from ftrack_orm.media.upload.control import Control, StoppedError
from ftrack_orm.media.upload.part_body import md5_of
from ftrack_orm.media.upload.part_layout import Part, PartLayout
from ftrack_orm.media.upload.part_sending import PartSending, side_by_side
from ftrack_orm.media.upload.signed_urls import SignedUrls, UploadGoneError
from ftrack_orm.media.upload.source import Source
from ftrack_orm.media.upload.storage.storage_http import StorageHttp
from ftrack_orm.media.upload.upload_journal import JournalledUpload, SentPart, UploadJournal
from ftrack_orm.media.upload.upload_operation import CompleteMultipartUpload, GetUploadMetadata, UploadTarget
from ftrack_orm.media.upload.upload_options import UploadOptions
from ftrack_orm.transport import JSON, Operation

__all__ = ["Told", "Uploader"]

Told = Callable[[int, int], object]
"""Called with the bytes that are there and all bytes, from the threads of the upload but never from two at once."""

_LOST = (AnswerLostError, GatewayError, RequestTimeoutError, ServerUnreachableError)
_BEGINNINGS = 2
"""How often an upload that the store forgot is begun anew, the first time included."""


@dataclass(frozen=True, slots=True)
class Uploader:
    """`send` sends operations to the server; `arrived` tells the size of a component's file there, None without one."""

    send: Callable[[Sequence[Operation]], list[JSON]]
    http: StorageHttp
    arrived: Callable[[str], int | None]
    options: UploadOptions

    def upload(
        self,
        component_id: str,
        file_name: str,
        source: Source,
        *,
        tell: Told | None = None,
        cancel: threading.Event | None = None,
        journal: UploadJournal | None = None,
    ) -> None:
        """Upload the whole of a source as the file of a component.

        Raises:
            TransferError: It did not work; the file is not there.
            SourceChangedError: The source changed meanwhile.
            TransferCancelledError: `cancel` was set.
            TransportError: The server cannot be asked, or refuses.
        """
        control = Control(source.size, tell, cancel, self.options.retry.sleep)
        sending = _Upload(self, component_id, file_name, source, control, journal)
        try:
            control.begin()
            sending.run()
            source.check()
        except StoppedError:
            raise TransferCancelledError(f"the upload of {file_name!r} was cancelled") from None


@dataclass(frozen=True, slots=True)
class _Upload:
    """One upload: what to send for whom, and who is told."""

    by: Uploader
    component_id: str
    file_name: str
    source: Source
    control: Control
    journal: UploadJournal | None

    def run(self) -> None:
        layout = PartLayout.of_size(self.source.size)
        (self._send_whole if layout.count == 1 else self._send_parts)(layout)

    def _send_whole(self, layout: PartLayout) -> None:
        (part,) = layout.parts()
        digest = md5_of(self.source, part, self.control)
        ask = self._asking(base64.b64encode(digest).decode(), 1)
        sending = self._sending(SignedUrls(ask(None), ask))
        try:
            sending.send(part, digest.hex())
        except UploadGoneError:
            raise TransferError("the upload failed, the store does not know the URL that the server gave") from None

    def _send_parts(self, layout: PartLayout) -> None:
        ask = self._asking(None, layout.count)
        begun = self._begun(layout)
        target = ask(begun.upload_id)
        for _ in range(_BEGINNINGS):
            known = begun.parts if target.upload_id == begun.upload_id else {}
            before = replace(begun, upload_id=target.upload_id, parts=known)
            if self.journal is not None:
                self.journal.begin(before)
            self.control.begin()
            try:
                sent = self._sent(layout, SignedUrls(target, ask), before)
                self._complete(before, [sent[number].e_tag for number in sorted(sent)])
                return
            except UploadGoneError:
                begun = replace(before, upload_id=None, parts={})
            target = ask(None)
        raise TransferError("the upload failed, the store forgot the parts that it had; is the connection too slow?")

    def _sent(self, layout: PartLayout, urls: SignedUrls, before: JournalledUpload) -> dict[int, SentPart]:
        """Send all parts but those that are there and are still the same here."""
        sending = self._sending(urls)

        def send(part: Part) -> SentPart:
            known = before.parts.get(part.number)
            if known is not None and md5_of(self.source, part, self.control).hex() == known.md5:
                self.control.advance(part.length)
                return known
            sent = sending.send(part)
            if not sent.e_tag:
                raise TransferError(f"the upload failed, the store gave no ETag for part {part.number}")
            if self.journal is not None:
                self.journal.add(part.number, sent)
            return sent

        sent = side_by_side(list(layout.parts()), send, self.control, self.by.options.parallel)
        self.source.check()
        return sent

    def _complete(self, begun: JournalledUpload, e_tags: Sequence[str]) -> None:
        """Let the server put the parts together; where its answer is lost, find out what became of it."""
        operation = CompleteMultipartUpload(self.component_id, str(begun.upload_id), e_tags)
        lost = False
        for wait in (*self.by.options.retry.waits(), None):
            try:
                self.by.send([operation])
                return
            except _LOST as error:
                lost = lost or error.may_have_worked
                if wait is None:
                    raise
                self.control.pause(wait)
            except ServerError as error:
                if lost and self.by.arrived(self.component_id) == self.source.size:
                    return
                if begun.parts:
                    raise UploadGoneError from error  # what an earlier process sent is not there any more
                raise

    def _begun(self, layout: PartLayout) -> JournalledUpload:
        """Return what an earlier process began, if it is the same file, else what begins now."""
        identity = self.source.identity
        modified = 0 if identity is None else identity.modified
        new = JournalledUpload(self.component_id, self.source.size, modified, layout.part_size)
        found = None if self.journal is None else self.journal.found
        if found is None or replace(found, upload_id=None, parts={}, is_complete=False) != new:
            return new
        return found

    def _asking(self, checksum: str | None, parts: int) -> Callable[[str | None], UploadTarget]:
        def ask(upload_id: str | None) -> UploadTarget:
            asked = GetUploadMetadata(
                self.component_id, self.file_name, self.source.size, checksum, parts if parts > 1 else None, upload_id
            )
            try:
                (answer,) = self.by.send([asked])
            except ServerError:
                if upload_id is None:
                    raise
                (answer,) = self.by.send([replace(asked, upload_id=None)])
            return UploadTarget.read(answer, parts)

        return ask

    def _sending(self, urls: SignedUrls) -> PartSending:
        return PartSending(self.by.http, urls, self.source, self.control, self.by.options.retry)
