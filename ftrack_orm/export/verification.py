"""Look whether what an export's manifest says is there."""

from __future__ import annotations

import os
from hashlib import sha256

from ftrack_orm.errors import ExportError
from ftrack_orm.export.folder import Folder, folder_at
from ftrack_orm.export.manifest import MANIFEST, Manifest

__all__ = ["check_parts", "missing_parts", "read_manifest", "verify"]

_CHUNK = 2**20


def read_manifest(folder: Folder | str | os.PathLike[str]) -> Manifest:
    """Read the manifest of an export.

    Raises:
        ExportError: There is none, or it cannot be read.
    """
    place = folder_at(folder) if isinstance(folder, str | os.PathLike) else folder
    try:
        with place.open(MANIFEST) as file:
            return Manifest.from_json(file.read())
    except OSError as error:
        raise ExportError(f"{place} holds no export: {MANIFEST} is missing") from error


def verify(folder: str | os.PathLike[str]) -> Manifest:
    """Read every part of an export, compare it with its checksum, and return the manifest.

    Raises:
        ExportError: It is not finished, or a part is missing or is not what was written.
    """
    place = folder_at(folder)
    manifest = read_manifest(place)
    if manifest.finished is None:
        raise ExportError(f"the export in {place} is not finished; resume it")
    check_parts(place, manifest)
    return manifest


def check_parts(folder: Folder, manifest: Manifest) -> None:
    """Compare every part with its checksum.

    Raises:
        ExportError: A part is missing or is not what was written.
    """
    for part in manifest.parts:
        if part.written is None or _digest(folder, part.name) != part.written.sha256:
            raise ExportError(f"{folder}/{part.name} is missing or damaged; remove it and resume the export")


def missing_parts(folder: Folder, manifest: Manifest) -> set[str]:
    """Return the names of parts that are not there in the size that was written; nothing is read."""
    return {part.name for part in manifest.parts if not part.written or folder.size(part.name) != part.written.bytes}


def _digest(folder: Folder, name: str) -> str | None:
    found = sha256()
    try:
        with folder.open(name) as file:
            while some := file.read(_CHUNK):
                found.update(some)
    except OSError:
        return None
    return found.hexdigest()
