"""Components that the web review plays as they are: named and described as it looks for them."""

from __future__ import annotations

import json
import os
import threading
from collections.abc import Mapping
from typing import Any

from ftrack_orm.errors import MediaError
from ftrack_orm.mapping import Entity
from ftrack_orm.media.transfer.progress import ProgressChoice
from ftrack_orm.media.upload.component_upload import upload_component
from ftrack_orm.media.upload.server_accessor import ServerAccessor
from ftrack_orm.media.upload.source import Media

__all__ = ["upload_review_image", "upload_review_movie"]

_META = "ftr_meta"
_MOVIES = {".mp4": "ftrackreview-mp4", ".webm": "ftrackreview-webm"}
_IMAGE = "ftrackreview-image"


def upload_review_movie(
    accessor: ServerAccessor,
    media: Media,
    version: Entity,
    *,
    frame_in: int,
    frame_out: int,
    frame_rate: float,
    width: int | None = None,
    height: int | None = None,
    file_type: str | None = None,
    progress: ProgressChoice = None,
    cancel: threading.Event | None = None,
) -> Any:
    """Upload an H.264 MP4 or a WebM that needs no encoding, and return its component.

    Args:
        accessor: That of `ftrack.server`.
        media: The movie.
        version: What it shows.
        frame_in: Its first frame.
        frame_out: Its last frame.
        frame_rate: Frames per second.
        width: In pixels.
        height: In pixels.
        file_type: `.mp4` or `.webm`, where the name of the file does not tell.
        progress: As for an upload.
        cancel: Set it to end the upload.

    Raises:
        MediaError: It is no such movie, or its frames cannot be right.
        TransferError: The upload did not work.
    """
    kind = (file_type or _file_type(media) or "").lower()
    if kind not in _MOVIES:
        raise MediaError(
            f"the web review plays .mp4 and .webm, not {kind or 'what has no file type'}: "
            "state file_type=, or use encode_media()"
        )
    if frame_out < frame_in or not frame_rate > 0:
        raise MediaError(f"a movie has frames and a rate: {frame_in} to {frame_out} at {frame_rate} is none")
    meta: dict[str, object] = {"frameIn": frame_in, "frameOut": frame_out, "frameRate": frame_rate}
    meta |= {name: value for name, value in (("width", width), ("height", height)) if value is not None}
    return _upload(accessor, media, version, _MOVIES[kind], kind, meta, progress, cancel)


def upload_review_image(
    accessor: ServerAccessor,
    media: Media,
    version: Entity,
    *,
    width: int | None = None,
    height: int | None = None,
    file_type: str | None = None,
    progress: ProgressChoice = None,
    cancel: threading.Event | None = None,
) -> Any:
    """Upload an image that browsers show, and return its component.

    Raises:
        MediaError: Nothing tells its file type.
        TransferError: The upload did not work.
    """
    kind = file_type or _file_type(media)
    if not kind:
        raise MediaError("an image needs a file type: state file_type='.jpg'")
    meta: dict[str, object] = {"format": "image"}
    meta |= {name: value for name, value in (("width", width), ("height", height)) if value is not None}
    return _upload(accessor, media, version, _IMAGE, kind, meta, progress, cancel)


def _upload(
    accessor: ServerAccessor,
    media: Media,
    version: Entity,
    name: str,
    file_type: str,
    meta: Mapping[str, object],
    progress: ProgressChoice,
    cancel: threading.Event | None,
) -> Any:
    values = {"name": name, "file_type": file_type, "version": version, "metadata": {_META: json.dumps(dict(meta))}}
    return upload_component(accessor, media, values, progress=progress, cancel=cancel)


def _file_type(media: Media) -> str | None:
    name = media if isinstance(media, str | os.PathLike) else getattr(media, "name", None)
    return os.path.splitext(os.fspath(name))[1] if isinstance(name, str | os.PathLike) else None
