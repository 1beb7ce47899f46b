"""The picture of what has no picture."""

from __future__ import annotations

import struct
import zlib
from functools import cache

__all__ = ["placeholder_image"]

_WIDTH, _HEIGHT, _BORDER = 300, 200, 6
_LIGHT, _DARK = b"\x8a\x94\x9e", b"\x3a\x42\x4a"


@cache
def placeholder_image() -> bytes:
    """Return a PNG of 300 by 200 pixels: a grey card with a light border."""
    border = b"\x00" + _LIGHT * _WIDTH
    middle = b"\x00" + _LIGHT * _BORDER + _DARK * (_WIDTH - 2 * _BORDER) + _LIGHT * _BORDER
    lines = border * _BORDER + middle * (_HEIGHT - 2 * _BORDER) + border * _BORDER
    header = struct.pack(">IIBBBBB", _WIDTH, _HEIGHT, 8, 2, 0, 0, 0)
    chunks = (_chunk(b"IHDR", header), _chunk(b"IDAT", zlib.compress(lines, 9)), _chunk(b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunks)


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
