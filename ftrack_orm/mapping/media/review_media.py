"""What is said of media that the web review plays as it is; the keywords of the methods that upload it."""

from __future__ import annotations

import threading
from typing import NotRequired, TypedDict

from ftrack_orm.mapping.media.storage import ProgressChoice

__all__ = ["ReviewImage", "ReviewMovie"]


class ReviewImage(TypedDict):
    """An image: its size in pixels, its file type where its name does not tell it, and who watches the upload."""

    width: NotRequired[int | None]
    height: NotRequired[int | None]
    file_type: NotRequired[str | None]
    progress: NotRequired[ProgressChoice]
    cancel: NotRequired[threading.Event | None]


class ReviewMovie(ReviewImage):
    """A movie: its first and its last frame, and its frames per second, beside what is said of an image."""

    frame_in: int
    frame_out: int
    frame_rate: float
