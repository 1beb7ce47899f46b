"""Read the size, length and rate of an MP4 or QuickTime movie from its header (ISO 14496-12)."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from pathlib import Path
from typing import Any

__all__ = ["read_header"]

_LARGEST_HEADER = 64 * 2**20


def read_header(path: Path) -> dict[str, Any] | None:
    """Return what `ftr_meta` tells of a movie: its first track with a picture; None for what is no such movie."""
    try:
        movie = _movie_box(path)
        for kind, track in _boxes(movie):
            meta = _track(track) if kind == b"trak" else None
            if meta is not None:
                return meta
    except (struct.error, OSError, ValueError, IndexError, ZeroDivisionError):
        pass
    return None


def _movie_box(path: Path) -> bytes:
    """Return what is in the box `moov`, which may stand before or after the pictures."""
    with path.open("rb") as file:
        end = file.seek(0, 2)
        at = 0
        while at + 8 <= end:
            file.seek(at)
            size, kind = struct.unpack(">I4s", file.read(8))
            header = 8
            if size == 1:
                size, header = struct.unpack(">Q", file.read(8))[0], 16
            elif size == 0:
                size = end - at
            if size < header or (at == 0 and kind not in (b"ftyp", b"moov", b"wide", b"mdat")):
                break
            if kind == b"moov":
                return file.read(min(size - header, _LARGEST_HEADER))
            at += size
    raise ValueError("no movie")


def _boxes(content: bytes) -> Iterator[tuple[bytes, bytes]]:
    at = 0
    while at + 8 <= len(content):
        size, kind = struct.unpack_from(">I4s", content, at)
        if size < 8:
            return
        yield kind, content[at + 8 : at + size]
        at += size


def _box(content: bytes, *kinds: bytes) -> bytes:
    """Return what is in the box that a path of kinds leads to."""
    for kind in kinds:
        content = dict(_boxes(content)).get(kind, b"")
    return content


def _track(track: bytes) -> dict[str, Any] | None:
    if _box(track, b"mdia", b"hdlr")[8:12] != b"vide":
        return None
    width, height = (part >> 16 for part in struct.unpack(">II", _box(track, b"tkhd")[-8:]))
    media = _box(track, b"mdia", b"mdhd")
    scale, duration = struct.unpack_from(">IQ" if media[0] else ">II", media, 20 if media[0] else 12)
    times = _box(track, b"mdia", b"minf", b"stbl", b"stts")
    (entries,) = struct.unpack_from(">I", times, 4)
    if entries * 8 > len(times) - 8:
        raise ValueError("the table of times is cut")
    frames = sum(struct.unpack_from(">I", times, 8 + 8 * i)[0] for i in range(entries))
    meta = {"format": "h264", "width": width, "height": height}
    return {**meta, "frameIn": 0, "frameOut": frames, "frameRate": round(frames * scale / duration, 3)}
