"""Movies: encoded by ffmpeg where it is installed; without it, MP4 is taken as it is."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import Any

from ftrack_orm.sandbox.media.movie_header import read_header
from ftrack_orm.sandbox.media.rendition import EncodingError

__all__ = ["Movie", "encode_movie", "movie_frame"]

_CONTAINERS = "mov,matroska,avi,mxf,mpegts,mpeg,mpegvideo,flv,asf,ogg,dv,gif"
"""What a movie may come in; a playlist that names other files of this machine is none of them."""
_INPUT = ("-protocol_whitelist", "file,pipe", "-format_whitelist", _CONTAINERS)
_MOST_SECONDS = 3600.0
_WRITTEN = (
    "-c:v", "libx264", "-preset", "veryfast", "-crf", "23", "-pix_fmt", "yuv420p", "-c:a", "aac",
    "-movflags", "+faststart",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Movie:
    """A movie that a browser plays, and its size, length and rate."""

    path: Path
    meta: Mapping[str, Any]


def encode_movie(source: Path, target: Path) -> Movie:
    """Return a movie as MP4: written to `target` by ffmpeg, or the source itself where it is one and ffmpeg is missing.

    Raises:
        EncodingError: It is no movie, or none that can be read here.
    """
    if shutil.which("ffmpeg") and shutil.which("ffprobe"):
        _probed(source)
        even = "scale=trunc(iw/2)*2:trunc(ih/2)*2"
        _run(
            ["ffmpeg", "-nostdin", "-y", "-v", "error", *_INPUT, "-i", str(source), "-vf", even, *_WRITTEN, str(target)]
        )
        return Movie(target, _probed(target))
    header = read_header(source)
    if header is None:
        raise EncodingError("it is no picture and no MP4 movie; other movies need ffmpeg, which is not installed")
    return Movie(source, header)


def movie_frame(movie: Path, target: Path) -> Path | None:
    """Write a picture of the movie, from a tenth of its length; None without ffmpeg."""
    if not shutil.which("ffmpeg"):
        return None
    chosen = ["-vf", "thumbnail=n=10", "-frames:v", "1"]
    _run(["ffmpeg", "-nostdin", "-y", "-v", "error", *_INPUT, "-i", str(movie), *chosen, str(target)])
    return target if target.is_file() else None


def _probed(movie: Path) -> dict[str, Any]:
    """Return what `ftr_meta` tells of a movie."""
    wanted = "stream=width,height,avg_frame_rate,r_frame_rate,nb_frames,duration:format=duration"
    shown = ["-select_streams", "v:0", "-show_entries", wanted, "-of", "json"]
    told = json.loads(_run(["ffprobe", "-v", "error", *_INPUT, *shown, str(movie)]))
    if not told.get("streams"):
        raise EncodingError("it has no picture")
    stream = told["streams"][0]
    rate = _rate(stream.get("avg_frame_rate")) or _rate(stream.get("r_frame_rate")) or Fraction(25)
    frames = stream.get("nb_frames")
    if not str(frames or "").isdecimal():
        seconds = float(stream.get("duration") or told.get("format", {}).get("duration") or 0)
        frames = round(seconds * rate)
    meta = {"format": "h264", "width": stream.get("width"), "height": stream.get("height")}
    return {**meta, "frameIn": 0, "frameOut": int(frames), "frameRate": round(float(rate), 3)}


def _rate(told: str | None) -> Fraction | None:
    try:
        return Fraction(told or "0") or None
    except (ValueError, ZeroDivisionError):
        return None


def _run(command: list[str]) -> str:
    try:
        done = subprocess.run(command, capture_output=True, timeout=_MOST_SECONDS, check=False)
    except (OSError, subprocess.TimeoutExpired) as error:
        raise EncodingError(f"{command[0]} did not finish: {type(error).__name__}") from error
    if done.returncode != 0:
        told = done.stderr.decode("utf-8", "replace").strip().splitlines()
        raise EncodingError(f"{command[0]} cannot read it{': ' + told[-1][-200:] if told else ''}")
    return done.stdout.decode("utf-8", "replace")
