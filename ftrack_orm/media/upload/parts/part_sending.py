"""Send the parts of a file side by side, each as often as it takes."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed

from ftrack_orm.errors import SourceChangedError, TransferError
from ftrack_orm.media.upload.control import Control
from ftrack_orm.media.upload.parts.part_body import PartBody
from ftrack_orm.media.upload.parts.part_layout import Part
from ftrack_orm.media.upload.signed_urls import SignedUrls, UploadGoneError
from ftrack_orm.media.upload.source import Source
from ftrack_orm.media.upload.storage.storage_http import Reply, StorageHttp
from ftrack_orm.media.upload.upload_journal import SentPart
from ftrack_orm.transport import RetryPolicy

__all__ = ["PartSending", "side_by_side"]

_MD5 = re.compile(r"[0-9a-f]{32}")
_PASSING = frozenset({0, 408, 425, 429, 500, 502, 503, 504})
_PASSING_WORDS = ("BadDigest", "IncompleteBody", "RequestTimeout", "SlowDown")
"""What stores call a part that was damaged on its way, or too slow, with HTTP 400."""
_EXPIRED_WORDS = ("ExpiredToken", "AccessDenied")
"""What stores call a URL whose time is over, where they do not say HTTP 403."""
_MOST_REFUSALS = 2


class PartSending:
    """Sends parts of one source by one set of URLs; may be used by several threads."""

    def __init__(
        self, http: StorageHttp, urls: SignedUrls, source: Source, control: Control, retry: RetryPolicy
    ) -> None:
        self._http = http
        self._urls = urls
        self._source = source
        self._control = control
        self._retry = retry

    def send(self, part: Part, md5: str | None = None) -> SentPart:
        """Send a part, again and again; `md5` is what it must have, where that was promised.

        Raises:
            TransferError: The store refuses it, or it did not work often enough.
            SourceChangedError: The source is not what it was.
            UploadGoneError: The store does not know the upload.
            StoppedError: The upload was stopped.
        """
        waits = self._retry.waits()
        refusals = 0
        while True:
            self._control.check()
            target = self._urls.target
            body = PartBody(self._source, part, self._control)
            reply = self._http.put(target.urls[part.number], body, target.headers)
            sent = self._judged(part, reply, body, md5)
            if sent is not None:
                return sent
            body.take_back()
            refusals += _has_expired(reply)
            wait = next(waits, None) if refusals < _MOST_REFUSALS else None
            if wait is None:
                raise _refused(part, reply)
            self._control.pause(wait if reply.retry_after is None else min(reply.retry_after, self._retry.most))
            if _has_expired(reply):
                self._urls.renew(target)

    def _judged(self, part: Part, reply: Reply, body: PartBody, md5: str | None) -> SentPart | None:
        """Return what was sent, or None where it is to be tried again."""
        if body.failure is not None:
            body.take_back()
            raise body.failure
        if md5 is not None and reply.status and body.md5 != md5 and (reply.worked or reply.status == 400):
            body.take_back()
            self._source.check()
            raise SourceChangedError("what is uploaded changed meanwhile; upload it again when it is finished")
        if reply.worked:
            tag = reply.e_tag or ""
            is_damaged = _MD5.fullmatch(tag) is not None and tag != body.md5
            return None if is_damaged else SentPart(tag, body.md5)
        if reply.status in (404, 410):
            body.take_back()
            raise UploadGoneError
        if reply.status in _PASSING or _has_expired(reply) or any(word in reply.told for word in _PASSING_WORDS):
            return None
        body.take_back()
        raise _refused(part, reply)


def _has_expired(reply: Reply) -> bool:
    """Tell whether a store took a URL for one whose time is over."""
    return reply.status == 403 or (reply.status == 400 and any(word in reply.told for word in _EXPIRED_WORDS))


def side_by_side(
    parts: Sequence[Part], send: Callable[[Part], SentPart], control: Control, parallel: int
) -> dict[int, SentPart]:
    """Send parts in threads and return them by number; the first failure ends all."""
    sent: dict[int, SentPart] = {}
    with ThreadPoolExecutor(max(1, min(parallel, len(parts))), "ftrack-orm upload") as pool:
        futures = {pool.submit(send, part): part.number for part in parts}
        try:
            for future in as_completed(futures):
                sent[futures[future]] = future.result()
        except BaseException:
            control.stop()
            for future in futures:
                future.cancel()
            raise
    return sent


def _refused(part: Part, reply: Reply) -> TransferError:
    status = f"HTTP {reply.status}" if reply.status else "no connection"
    told = f": {reply.told[:200]}" if reply.told else ""
    if reply.worked:
        told = ": what arrived is not what was sent"
    return TransferError(f"the upload failed, the store did not take part {part.number} ({status}{told})")
