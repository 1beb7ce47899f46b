"""What is asked of the server for one upload: where its parts go, and to put them together."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from ftrack_orm.errors import (
    AnswerLostError,
    GatewayError,
    RequestTimeoutError,
    ServerError,
    ServerUnreachableError,
)
from ftrack_orm.media.upload.control import Control
from ftrack_orm.media.upload.upload_operation import CompleteMultipartUpload, GetUploadMetadata, UploadTarget
from ftrack_orm.transport import JSON, Operation, RetryPolicy

__all__ = ["Send", "UploadRequests"]

Send = Callable[[Sequence[Operation]], list[JSON]]
"""Sends operations to the server."""

_LOST = (AnswerLostError, GatewayError, RequestTimeoutError, ServerUnreachableError)


@dataclass(frozen=True, slots=True)
class UploadRequests:
    """The requests of the upload of a file of `size` bytes, which a download shall call by `file_name`."""

    send: Send
    arrived: Callable[[str], int | None]
    """Tells the size of a component's file on the server; None without one."""
    retry: RetryPolicy
    component_id: str
    file_name: str
    size: int

    def target(self, parts: int, *, checksum: str | None = None, upload_id: str | None = None) -> UploadTarget:
        """Ask where the parts go; with `upload_id` those of an upload that was begun, if the server can go on with it.

        Raises:
            TransportError: The server refuses, or does not answer.
        """
        stated = parts if parts > 1 else None
        asked = GetUploadMetadata(self.component_id, self.file_name, self.size, checksum, stated, upload_id)
        try:
            (answer,) = self.send([asked])
        except ServerError:
            if upload_id is None:
                raise
            (answer,) = self.send([replace(asked, upload_id=None)])
        return UploadTarget.read(answer, parts)

    def complete(self, upload_id: str, e_tags: Sequence[str], control: Control) -> None:
        """Let the server put the parts together; where its answer is lost, find out what became of it.

        Raises:
            ServerError: The server refuses.
            TransportError: It does not answer.
        """
        operation = CompleteMultipartUpload(self.component_id, upload_id, e_tags)
        lost = False
        for wait in (*self.retry.waits(), None):
            try:
                self.send([operation])
                return
            except _LOST as error:
                lost = lost or error.may_have_worked
                if wait is None:
                    raise
                control.pause(wait)
            except ServerError:
                if lost and self.arrived(self.component_id) == self.size:
                    return
                raise
