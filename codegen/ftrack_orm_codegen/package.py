"""Write a schema as a package of entity classes.

The files of a package:

__init__.py          exports every class, and SCHEMA_HASH
models.py            the classes
schema.json          the schema, as the wire has it
py.typed             tells type checkers that it is typed
.ftrack-orm.json     the marker: who wrote the folder, and the hash of each file
"""

from __future__ import annotations

import json
import keyword
import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path

from ftrack_orm.errors import ConfigurationError
from ftrack_orm.schema import Schema
from ftrack_orm_codegen.folder import MARKER, differences, marker, refuse_foreign
from ftrack_orm_codegen.import_check import check_import
from ftrack_orm_codegen.names import class_names
from ftrack_orm_codegen.rendering import render_models

__all__ = ["GeneratedPackage", "compare_package", "generate_package"]


@dataclass(frozen=True, slots=True)
class GeneratedPackage:
    """What was generated."""

    folder: Path
    schema_hash: str
    classes: tuple[str, ...]
    changed: bool
    """Whether anything was written: False when the folder held the same bytes already."""

    def __str__(self) -> str:
        did = "wrote" if self.changed else "nothing changed in"
        return f"{did} {self.folder}: {len(self.classes)} entity classes, schema {self.schema_hash}"


def generate_package(schema: Schema, output: Path) -> GeneratedPackage:
    """Write the package into the folder `output`, whose name is the name it is imported by.

    It is written beside that folder and imported in a process of its own; only then does it take its place. The same
    schema gives the same bytes.

    Raises:
        ConfigurationError: The folder is not ours to replace, its name is no package name, or a tool is missing.
        SchemaError: The schema cannot be written as a package.
    """
    _refuse_name(output)
    refuse_foreign(output)
    files = _files(schema)
    changed = bool(differences(output, files))
    if changed:
        _replace(output, files)
    return GeneratedPackage(output, schema.hash, tuple(sorted(class_names(schema).values())), changed)


def compare_package(schema: Schema, output: Path) -> list[str]:
    """Say how the folder differs from what `generate_package` would write; nothing is written.

    Raises:
        ConfigurationError: It is no folder, its name is no package name, or a tool is missing.
        SchemaError: The schema cannot be written as a package.
    """
    _refuse_name(output)
    return differences(output, _files(schema))


def _refuse_name(output: Path) -> None:
    name = output.name
    if not name.isidentifier() or keyword.iskeyword(name):
        raise ConfigurationError(f"the folder's name {name!r} cannot be imported: choose one like ftrack_studio")


def _files(schema: Schema) -> dict[str, bytes]:
    files = {
        "__init__.py": _exports(schema).encode(),
        "models.py": render_models(schema).encode(),
        "py.typed": b"",
        "schema.json": json.dumps(schema.to_json(), indent=1, sort_keys=True).encode() + b"\n",
    }
    return files | {MARKER: marker(files, schema.hash)}


def _exports(schema: Schema) -> str:
    names = sorted(class_names(schema).values())
    return "\n".join([
        '"""The entities of one workspace, written by `ftrack-orm generate`: do not edit, generate again."""',
        "",
        "from .models import (",
        *(f"    {name}," for name in names),
        ")",
        "",
        "__all__ = [",
        '    "SCHEMA_HASH",',
        *(f'    "{name}",' for name in names),
        "]",
        "",
        f'SCHEMA_HASH = "{schema.hash}"',
        '"""The hash of the schema that the classes were generated from."""',
        "",
    ])  # fmt: skip


def _replace(output: Path, files: dict[str, bytes]) -> None:
    """Write the files beside the folder, try them, and let them take its place by renaming."""
    try:
        output.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=".ftrack-orm-", dir=output.parent) as beside:
            new, old = Path(beside, output.name), Path(beside, "replaced")
            new.mkdir()
            for name, content in files.items():
                (new / name).write_bytes(content)
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
