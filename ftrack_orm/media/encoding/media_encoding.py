"""Let the server encode media: a file, which is uploaded first, or a component that it has."""

from __future__ import annotations

import threading
from typing import Any

from ftrack_orm.errors import MediaError, ServerError, SessionError, TransportError
from ftrack_orm.mapping import Entity
from ftrack_orm.media.encoding.encoding_job import EncodingJob
from ftrack_orm.media.transfer.progress import ProgressChoice
from ftrack_orm.media.upload.component_upload import upload_component
from ftrack_orm.media.upload.server_accessor import ServerAccessor
from ftrack_orm.media.upload.source import Media
from ftrack_orm.session.workflow.server_action import answer_value, key_on_server
from ftrack_orm.transport import Call

__all__ = ["encode_media"]


def encode_media(
    accessor: ServerAccessor,
    media: Media | Entity,
    *,
    version: Entity | None = None,
    keep_original: bool | None = None,
    progress: ProgressChoice = None,
    cancel: threading.Event | None = None,
) -> EncodingJob:
    """Begin to make media playable in browsers; return its job.

    Args:
        accessor: That of `ftrack.server`.
        media: A FileComponent whose file is in `ftrack.server`, or a path, bytes or open file, uploaded first.
        version: Gets what is made, and the picture as its thumbnail.
        keep_original: Whether the original stays when the job is done; by default a component does, an upload does not.
        progress: As for an upload.
        cancel: Set it to end the upload.

    Raises:
        MediaError: The component cannot be encoded.
        TransferError: The upload did not work.
        ServerError: The server refuses. What was uploaded for it is deleted again.
    """
    version_id = None if version is None else key_on_server(version)[0]
    if isinstance(media, Entity):
        if type(media).__mapper__.entity_type != "FileComponent":
            raise MediaError(f"only the file of a FileComponent can be encoded, not {media!r}")
        keep = keep_original is not False
        return _begin(accessor, key_on_server(media)[0], version_id, keep=keep)
    values: dict[str, Any] = {"version_id": version_id} if keep_original else {}
    component = upload_component(accessor, media, values, progress=progress, cancel=cancel)
    try:
        return _begin(accessor, component.id, version_id, keep=bool(keep_original))
    except ServerError as error:
        try:
            accessor.workspace.delete([component])
        except (SessionError, TransportError):
            error.add_note(f"what was uploaded for it could not be deleted again: FileComponent {component.id}")
        raise


def _begin(accessor: ServerAccessor, component_id: str, version_id: str | None, *, keep: bool) -> EncodingJob:
    asked = {"action": "encode_media", "component_id": component_id, "version_id": version_id, "keep_original": keep}
    (answer,) = accessor.workspace.gateway.send([Call(asked)])
    job_id = str(answer_value(answer, "job_id"))
    return EncodingJob(accessor.workspace, job_id, component_id, keep_original=keep)
