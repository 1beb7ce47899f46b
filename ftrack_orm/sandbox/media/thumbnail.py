"""Scale a picture down."""

from __future__ import annotations

import io
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL import Image

__all__ = ["DEFAULT_SIZE", "LARGEST_SIZE", "Picture", "thumbnail"]

DEFAULT_SIZE, LARGEST_SIZE = 300, 4096
"""Pixels along the longer side."""
_REMEMBERED = 32


@dataclass(frozen=True, slots=True)
class Picture:
    """An encoded picture and its size in pixels."""

    content: bytes
    media_type: str
    width: int
    height: int


@lru_cache(maxsize=_REMEMBERED)
def thumbnail(path: Path, size: int) -> Picture | None:
    """Return a picture that fits into `size` by `size` pixels, never larger than it is; None for what is no picture.

    It is a JPEG, or a PNG where parts are transparent. The last ones are remembered: files never change.
    """
    from PIL import Image, ImageOps

    try:
        with Image.open(path) as image:
            image.draft("RGB", (size, size))
            turned = ImageOps.exif_transpose(image)
            turned.thumbnail((size, size))
            return _encoded(turned)
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError, Image.DecompressionBombWarning):
        return None


def _encoded(image: Image.Image) -> Picture:
    encoded = io.BytesIO()
    if image.has_transparency_data:
        image.convert("RGBA").save(encoded, "PNG")
    else:
        image.convert("RGB").save(encoded, "JPEG", quality=85)
    kind = "image/png" if image.has_transparency_data else "image/jpeg"
    return Picture(encoded.getvalue(), kind, image.width, image.height)
