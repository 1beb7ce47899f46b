"""Bring the content of one component to the server: in one part or many, until it is whole there."""

from __future__ import annotations

import base64
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import BinaryIO

from ftrack_orm.errors import ServerError, TransferCancelledError, TransferError
from ftrack_orm.media.upload.control import Cancel, Control, StoppedError
from ftrack_orm.media.upload.parts.forwarding import Forwarding, read_exactly
from ftrack_orm.media.upload.parts.memory_budget import MemoryBudget
from ftrack_orm.media.upload.parts.part_body import md5_of
from ftrack_orm.media.upload.parts.part_layout import Part, PartLayout
from ftrack_orm.media.upload.parts.part_sending import PartSending, side_by_side
from ftrack_orm.media.upload.signed_urls import SignedUrls, UploadGoneError
from ftrack_orm.media.upload.source import BytesSource, Source
from ftrack_orm.media.upload.storage.storage_http import StorageHttp
from ftrack_orm.media.upload.upload_journal import JournalledUpload, SentPart, UploadJournal
from ftrack_orm.media.upload.upload_operation import UploadTarget
from ftrack_orm.media.upload.upload_options import UploadOptions
from ftrack_orm.media.upload.upload_requests import Send, UploadRequests

__all__ = ["Told", "Uploader"]

Told = Callable[[int, int], object]
"""Called with the bytes that are there and all bytes, from the threads of the upload but never from two at once."""

_BEGINNINGS = 2
"""How often an upload that the store forgot is begun anew, the first time included."""


@dataclass(frozen=True, slots=True)
class Uploader:
    """`send` sends operations to the server; `arrived` tells the size of a component's file there, None without one."""

    send: Send
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
        cancel: Cancel | None = None,
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
        sending = _Upload(self, self._requests(component_id, file_name, source.size), source, control, journal)
        try:
            control.begin()
            sending.run()
            source.check()
        except StoppedError:
            raise _cancelled(file_name) from None

    def forward(
        self,
        component_id: str,
        file_name: str,
        stream: BinaryIO,
        size: int,
        budget: MemoryBudget,
        *,
        cancel: Cancel | None = None,
    ) -> None:
        """Upload a stream of a known size, as it is read: nothing of it is read twice, and none of it goes to disk.

        Raises:
            AccessorError: The store forgot the upload; it can be begun anew.
            SourceChangedError: It is not so long.
            TransferError: It did not work; the file is not there.
            TransferCancelledError: `cancel` was set.
            TransportError: The server cannot be asked, or refuses.
        """
        layout = PartLayout.of_size(size, self.options.held_part)
        control = Control(size, None, cancel, self.options.retry.sleep)
        try:
            if layout.count > 1:
                requests = self._requests(component_id, file_name, size)
                Forwarding(requests, self.http, self.options, budget).forward(stream, layout, control)
                return
            with budget.held(size, control.check):
                content = read_exactly(stream, size, file_name, to_end=True)
                self.upload(component_id, file_name, BytesSource(content), cancel=cancel)
        except StoppedError:
            raise _cancelled(file_name) from None

    def _requests(self, component_id: str, file_name: str, size: int) -> UploadRequests:
        return UploadRequests(self.send, self.arrived, self.options.retry, component_id, file_name, size)


@dataclass(frozen=True, slots=True)
class _Upload:
    """One upload: what to send for whom, and who is told."""

    by: Uploader
    requests: UploadRequests
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
        target = self._known_target(begun, layout) or ask(begun.upload_id)
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
        """Let the server put the parts together."""
        try:
            self.requests.complete(str(begun.upload_id), e_tags, self.control)
        except ServerError as error:
            if begun.parts:
                raise UploadGoneError from error  # what an earlier process sent is not there any more
            raise

    def _begun(self, layout: PartLayout) -> JournalledUpload:
        """Return what an earlier process began, if it is the same file, else what begins now."""
        identity = self.source.identity
        modified = 0 if identity is None else identity.modified
        new = JournalledUpload(self.requests.component_id, self.source.size, modified, layout.part_size)
        found = None if self.journal is None else self.journal.found
        if found is None or replace(found, upload_id=None, parts={}, is_complete=False) != new:
            return new
        return found

    def _known_target(self, begun: JournalledUpload, layout: PartLayout) -> UploadTarget | None:
        """Return where an earlier process was told to put the parts, as long as that may be good."""
        if self.journal is None or begun.upload_id is None:
            return None
        urls = self.journal.urls.found(begun.upload_id)
        is_whole = urls.keys() == set(range(1, layout.count + 1))
        return UploadTarget(urls, {}, begun.upload_id) if is_whole else None

    def _asking(self, checksum: str | None, parts: int) -> Callable[[str | None], UploadTarget]:
        def ask(upload_id: str | None) -> UploadTarget:
            target = self.requests.target(parts, checksum=checksum, upload_id=upload_id)
            if self.journal is not None and target.upload_id is not None:
                self.journal.urls.keep(target.upload_id, target.urls)
            return target

        return ask

    def _sending(self, urls: SignedUrls) -> PartSending:
        return PartSending(self.by.http, urls, self.source, self.control, self.by.options.retry)


def _cancelled(file_name: str) -> TransferCancelledError:
    return TransferCancelledError(f"the upload of {file_name!r} was cancelled")
