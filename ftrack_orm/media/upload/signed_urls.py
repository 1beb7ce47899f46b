"""The signed URLs of one upload: asked for again when they expire, once for all threads."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping

from ftrack_orm.media.upload.upload_operation import UploadTarget

__all__ = ["SignedUrls", "UploadGoneError"]


class UploadGoneError(Exception):
    """The store does not know the upload any more; all parts must be sent again. Never seen outside."""


class SignedUrls:
    """Gives the URL of each part; `ask` takes the id of the upload and returns where its parts go now."""

    def __init__(self, target: UploadTarget, ask: Callable[[str | None], UploadTarget]) -> None:
        self._target = target
        self._ask = ask
        self._lock = threading.Lock()

    @property
    def target(self) -> UploadTarget:
        """What is good now."""
        return self._target

    @property
    def headers(self) -> Mapping[str, str]:
        """What goes along with each request."""
        return self._target.headers

    def renew(self, expired: UploadTarget) -> None:
        """Ask for new ones, unless another thread did since these were good.

        Raises:
            UploadGoneError: The server answered with another upload.
        """
        with self._lock:
            if self._target is not expired:
                return
            target = self._ask(expired.upload_id)
            if target.upload_id != expired.upload_id:
                raise UploadGoneError
            self._target = target
