"""How large files are, many at once."""

from __future__ import annotations

import os
import stat
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor

__all__ = ["file_sizes"]

_WORKERS = 16
_FEW = 32
"""Files that are looked at faster than threads are started."""


def file_sizes(paths: Sequence[str]) -> list[int]:
    """Return the sizes of files in bytes; several are asked for side by side, since network storage answers slowly.

    Raises:
        FileNotFoundError: Some are not there; it names them.
        IsADirectoryError: One is a folder.
    """
    if len(paths) <= _FEW:
        found = [_size(path) for path in paths]
    else:
        with ThreadPoolExecutor(_WORKERS, "ftrack-size") as pool:
            found = list(pool.map(_size, paths, chunksize=16))
    missing = [path for path, size in zip(paths, found, strict=True) if size is None]
    if missing:
        shown = ", ".join(map(repr, missing[:3])) + (" ..." if len(missing) > 3 else "")
        raise FileNotFoundError(f"{len(missing)} of {len(paths)} files are missing: {shown}")
    return [size for size in found if size is not None]


def _size(path: str) -> int | None:
    try:
        found = os.stat(path)
    except (FileNotFoundError, NotADirectoryError):
        return None
    if stat.S_ISDIR(found.st_mode):
        raise IsADirectoryError(
            f"{path!r} is a folder: pass its files as a list, a sequence as 'name.%04d.exr', or what "
            "FileSequence.find(folder) gives"
        )
    return found.st_size
