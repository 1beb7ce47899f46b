"""Make what a browser shows: an image or a movie, and a thumbnail of either."""

from __future__ import annotations

from pathlib import Path

from ftrack_orm.sandbox.media.movie import encode_movie, movie_frame
from ftrack_orm.sandbox.media.rendition import EncodingError, Rendition
from ftrack_orm.sandbox.media.thumbnail import DEFAULT_SIZE, Picture, thumbnail

__all__ = ["IMAGE", "MOVIE", "THUMBNAIL", "make_renditions"]

IMAGE, MOVIE, THUMBNAIL = "ftrackreview-image", "ftrackreview-mp4", "thumbnail"
"""The names of the components."""
_REVIEW_SIZE = 2048


def make_renditions(source: Path, folder: Path) -> list[Rendition]:
    """Write the renditions of a file into a folder: what is shown first, then its thumbnail if there is one.

    Raises:
        EncodingError: It is neither a picture nor a movie that can be shown.
    """
    picture = thumbnail(source, _REVIEW_SIZE)
    if picture is not None:
        meta = {"format": "image", "width": picture.width, "height": picture.height}
        small = thumbnail(source, DEFAULT_SIZE)
        made = [_written(folder, IMAGE, picture, meta)]
        return made if small is None else [*made, _written(folder, THUMBNAIL, small, {})]
    movie = encode_movie(source, folder / "movie.mp4")
    made = [Rendition(MOVIE, ".mp4", "video/mp4", movie.path, movie.meta)]
    frame = movie_frame(movie.path, folder / "frame.png")
    small = None if frame is None else thumbnail(frame, DEFAULT_SIZE)
    return made if small is None else [*made, _written(folder, THUMBNAIL, small, {})]


def _written(folder: Path, name: str, picture: Picture, meta: dict[str, object]) -> Rendition:
    file_type = {"image/jpeg": ".jpg", "image/png": ".png"}[picture.media_type]
    path = folder / f"{name}{file_type}"
    try:
        path.write_bytes(picture.content)
    except OSError as error:
        raise EncodingError(f"the {name} cannot be written: {error.strerror}") from error
    return Rendition(name, file_type, picture.media_type, path, meta)
