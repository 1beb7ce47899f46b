"""Components that the web review plays as they are: named and described as it looks for them."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from typing import Any, Unpack

from ftrack_orm.errors import MediaError
from ftrack_orm.mapping import Entity
from ftrack_orm.mapping.media.review_media import ReviewImage
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
    **described: Unpack[ReviewImage],
) -> Any:
    """Upload a movie that the web review plays as it is; see `Session.upload_review_movie`."""
    kind = (described.get("file_type") or _file_type(media) or "").lower()
    if kind not in _MOVIES:
        raise MediaError(
            f"the web review plays .mp4 and .webm, not {kind or 'what has no file type'}: "
            "state file_type=, or use encode_media()"
        )
    if frame_out < frame_in or not frame_rate > 0:
        raise MediaError(f"a movie has frames and a rate: {frame_in} to {frame_out} at {frame_rate} is none")
    meta = {"frameIn": frame_in, "frameOut": frame_out, "frameRate": frame_rate}
    return _upload(accessor, media, {"name": _MOVIES[kind], "file_type": kind, "version": version}, meta, described)


def upload_review_image(
    accessor: ServerAccessor, media: Media, version: Entity, **described: Unpack[ReviewImage]
) -> Any:
    """Upload an image that the web review shows as it is; see `Session.upload_review_image`."""
    kind = described.get("file_type") or _file_type(media)
    if not kind:
        raise MediaError("an image needs a file type: state file_type='.jpg'")
    values = {"name": _IMAGE, "file_type": kind, "version": version}
    return _upload(accessor, media, values, {"format": "image"}, described)


def _upload(
    accessor: ServerAccessor,
    media: Media,
    values: Mapping[str, Any],
    meta: Mapping[str, object],
    described: ReviewImage,
) -> Any:
    unknown = described.keys() - ReviewImage.__annotations__.keys()
    if unknown:
        raise TypeError(f"review media is not described by {', '.join(sorted(unknown))}")
    size = {"width": described.get("width"), "height": described.get("height")}
    told = json.dumps({**meta, **{name: value for name, value in size.items() if value is not None}})
    values = {**values, "metadata": {_META: told}}
    return upload_component(accessor, media, values, progress=described.get("progress"), cancel=described.get("cancel"))


def _file_type(media: Media) -> str | None:
    name = media if isinstance(media, str | os.PathLike) else getattr(media, "name", None)
    return os.path.splitext(os.fspath(name))[1] if isinstance(name, str | os.PathLike) else None
