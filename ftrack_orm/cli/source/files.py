"""Which files are looked at."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

__all__ = ["python_files"]

_FOREIGN = frozenset(("__pycache__", "node_modules", "site-packages"))


def python_files(paths: Iterable[Path]) -> Iterator[Path]:
    """Give each file that is named, and the `.py` files below each folder, in order and each once.

    Hidden folders, virtual environments and installed packages are left out, unless they are named themselves.
    """
    seen: set[Path] = set()
    for path in paths:
        for file in _below(path) if path.is_dir() else (path,):
            if (known := file.resolve()) not in seen:
                seen.add(known)
                yield file


def _below(folder: Path) -> Iterator[Path]:
    for entry in sorted(folder.iterdir()):
        if entry.is_dir():
            if not _is_foreign(entry):
                yield from _below(entry)
        elif entry.suffix == ".py":
            yield entry


def _is_foreign(folder: Path) -> bool:
    name = folder.name
    return folder.is_symlink() or name.startswith(".") or name in _FOREIGN or (folder / "pyvenv.cfg").exists()
