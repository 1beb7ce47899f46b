"""Turn names into parts of paths that are safe on every system."""

from __future__ import annotations

import hashlib
import re
import unicodedata

from ftrack_orm.media.accessor.confinement import device_name

__all__ = ["official_name", "safe_name"]

_ILLEGAL = re.compile(r"[^\w\.-]", re.ASCII)
_HOSTILE = re.compile(r'[\x00-\x1f\x7f<>:"/\\|?*\ud800-\udfff]')
_LONGEST = 120
"""Letters of one part; with version, frame and extension it stays below the 255 bytes of file systems."""


def safe_name(name: object, substitute: str = "_") -> str:
    """Return one part of a path for a name: no separator, no device, neither `.` nor `..`, not too long.

    What is harmless stays as it is, other scripts included.

    >>> safe_name("sh010"), safe_name("../x"), safe_name("con"), safe_name("..")
    ('sh010', '.._x', 'con_', '_')
    """
    return _whole(_HOSTILE.sub(substitute, str(name)), str(name), substitute)


def official_name(name: object, substitute: str = "_") -> str:
    """Return what the official client makes of a name: ASCII, in small letters; then made safe as `safe_name` does.

    A name of which nothing is left gets a digest, so that two of them do not meet.

    >>> official_name("Über Shot 1"), official_name("..")
    ('uber_shot_1', '_')
    """
    ascii_only = unicodedata.normalize("NFKD", str(name)).encode("ascii", "ignore").decode()
    return _whole(_ILLEGAL.sub(substitute, ascii_only).strip().lower(), str(name), substitute)


def _whole(cleaned: str, name: str, substitute: str) -> str:
    cleaned = cleaned.rstrip(" .") if cleaned[-1:] in (" ", ".") else cleaned
    if not cleaned or set(cleaned) <= {"."}:
        return "_" if name.strip(" .") == "" else f"_{_digest(name)}"
    if device_name(cleaned):
        stem, dot, rest = cleaned.partition(".")
        cleaned = f"{stem}{substitute or '_'}{dot}{rest}"
    if len(cleaned.encode()) > _LONGEST:
        kept = cleaned.encode()[: _LONGEST - 9].decode(errors="ignore")
        cleaned = f"{kept}_{_digest(name)}"
    return cleaned


def _digest(name: str) -> str:
    return hashlib.sha256(name.encode("utf-8", "surrogatepass")).hexdigest()[:8]
