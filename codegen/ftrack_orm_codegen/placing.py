"""Put the files of a package in its place: all of them, and only once it was seen to import."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Mapping
from pathlib import Path

from ftrack_orm.errors import ConfigurationError
from ftrack_orm_codegen.import_check import check_import

__all__ = ["place"]


def place(files: Mapping[str, bytes], output: Path) -> None:
    """Write the files beside the folder, try them, and let them take its place by renaming.

    Raises:
        ConfigurationError: It cannot be written.
        SchemaError: It cannot be imported; the folder is as it was.
    """
    try:
        output.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=".ftrack-orm-", dir=output.parent) as beside:
            new, old = Path(beside, output.name), Path(beside, "replaced")
            for name, content in files.items():
                path = new / name
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(content)
            check_import(new)
            _swap(new, output, old)
    except OSError as error:
        raise ConfigurationError(f"cannot write {output}: {error.strerror or error}") from error


def _swap(new: Path, output: Path, old: Path) -> None:
    if not output.exists():
        new.rename(output)
        return
    output.rename(old)
    try:
        new.rename(output)
    except OSError:
        old.rename(output)
        raise
    shutil.rmtree(old, ignore_errors=True)
