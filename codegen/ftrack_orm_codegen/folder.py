"""The folder of a generated package: what is in it, and whether it may be replaced."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path

from ftrack_orm.errors import ConfigurationError

__all__ = ["MARKER", "differences", "marker", "refuse_foreign"]

MARKER = ".ftrack-orm.json"
"""The file that says who wrote a folder, and what was in it then."""

_GENERATOR = "ftrack-orm generate"
_REMEDY = "remove it or choose another folder"


def marker(files: Mapping[str, bytes], schema_hash: str, vocabulary_hash: str | None = None) -> bytes:
    """Return the marker's content for the files of a package."""
    content: dict[str, object] = {
        "files": {name: hashlib.sha256(content).hexdigest() for name, content in sorted(files.items())},
        "generator": _GENERATOR,
        "schema_hash": schema_hash,
    }
    if vocabulary_hash is not None:
        content["vocabulary_hash"] = vocabulary_hash
    return json.dumps(content, indent=2).encode() + b"\n"


def differences(folder: Path, wanted: Mapping[str, bytes]) -> list[str]:
    """Say for each file how the folder differs from what is wanted; empty when it is the same.

    Raises:
        ConfigurationError: It is no folder.
    """
    if not folder.exists():
        return [f"{folder} does not exist"]
    found = _files(folder)
    said = {
        **{name: f"{name} is missing" for name in wanted if name not in found},
        **{name: f"{name} was not generated" for name in found if name not in wanted},
        **{name: f"{name} differs" for name in wanted if name in found and _content(found[name]) != wanted[name]},
    }
    return [said[name] for name in sorted(said)]


def refuse_foreign(folder: Path) -> None:
    """Refuse a folder that holds anything but what was generated into it; one that is not there or empty is free.

    Raises:
        ConfigurationError: The message says what was found.
    """
    if not folder.exists() and not folder.is_symlink():
        return
    found = _files(folder)
    if not found:
        return
    stated = _stated(found)
    if stated is None:
        raise ConfigurationError(f"{folder} was not written by `{_GENERATOR}`: {_REMEDY}")
    actual = {name: _sha256(path) for name, path in found.items() if name != MARKER}
    edited = sorted(name for name in actual.keys() | stated.keys() if actual.get(name) != stated.get(name))
    if edited:
        raise ConfigurationError(f"{folder} was edited since it was generated ({', '.join(edited)}): {_REMEDY}")


def _files(folder: Path) -> dict[str, Path]:
    """Return everything in a folder by its path in it, without what Python compiles there."""
    if folder.is_symlink() or not folder.is_dir():
        raise ConfigurationError(f"{folder} is no folder: {_REMEDY}")
    paths = (path for path in folder.rglob("*") if "__pycache__" not in path.relative_to(folder).parts)
    return {
        path.relative_to(folder).as_posix(): path for path in sorted(paths) if path.is_symlink() or not path.is_dir()
    }


def _stated(found: Mapping[str, Path]) -> Mapping[str, object] | None:
    """Return the marker's hashes, or None where there is no marker of ours."""
    path = found.get(MARKER)
    if path is None:
        return None
    try:
        content = json.loads(_content(path) or b"")
    except ValueError:
        return None
    files = content.get("files") if isinstance(content, dict) and content.get("generator") == _GENERATOR else None
    return files if isinstance(files, dict) else None


def _sha256(path: Path) -> str | None:
    content = _content(path)
    return None if content is None else hashlib.sha256(content).hexdigest()


def _content(path: Path) -> bytes | None:
    """Return the text in a plain file, with the line ends it was written with; a link is none of ours.

    Git on Windows gives a checkout other line ends.
    """
    return path.read_bytes().replace(b"\r\n", b"\n") if path.is_file() and not path.is_symlink() else None
