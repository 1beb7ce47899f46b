"""`ftrack-orm migrate`: rewrite scripts for the official Python client to this library."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from ftrack_orm.cli.options import AsJson, SchemaPath
from ftrack_orm.cli.output import json_text
from ftrack_orm.cli.output import write as write_out
from ftrack_orm.cli.source import python_files
from ftrack_orm.errors import ConfigurationError
from ftrack_orm.schema import Schema
from ftrack_orm.schema_source import schema_at

if TYPE_CHECKING:
    from ftrack_orm.cli.migration import Migration

__all__ = ["register"]


def register(app: typer.Typer) -> None:
    """Add the command to the application."""
    app.command("migrate")(_migrate)


def _migrate(
    paths: Annotated[list[Path], typer.Argument(metavar="PATH", exists=True, help="Python files, or folders of them.")],
    write: Annotated[
        bool, typer.Option("--write", help="Change the files; without it only the diff is shown.")
    ] = False,
    models: Annotated[
        str, typer.Option(metavar="PACKAGE", help="The generated package to import classes from.")
    ] = "ftrack_stock",
    schema: SchemaPath = None,
    as_json: AsJson = False,
) -> None:
    """Rewrite scripts that use ftrack_api: its session, queries with values in them, and entities.

    It prints a diff, and on standard error what it left alone and why. Read the diff before you use it: a script is
    Python, and no tool knows all of what it does.

    Example: ftrack-orm migrate scripts/ --write
    """
    migrate = _migration()
    against = _schema(schema)
    scripts: list[_Script] = []
    for file in python_files(paths):
        script = _migrated(file, migrate, against, models)
        if write and script.migration.is_changed:
            file.write_bytes(script.migration.after.encode())
        if not as_json:
            script.tell()
        scripts.append(script)
    if as_json:
        write_out(json_text([script.to_json(written=write) for script in scripts], indent=2) + "\n")
    changed = sum(script.migration.is_changed for script in scripts)
    remarks = sum(len(script.migration.remarks) for script in scripts)
    what = "changed" if write else "to change"
    sys.stderr.write(f"{changed} file{'' if changed == 1 else 's'} {what}, {remarks} places to look at\n")


@dataclass(frozen=True, slots=True)
class _Script:
    path: Path
    migration: Migration
    fault: str | None = None
    """Why it was left alone, None where it was read."""

    def tell(self) -> None:
        """Write the diff to standard output, and what was left alone to standard error."""
        if self.fault is not None:
            sys.stderr.write(f"{self.path}: left alone, {self.fault}\n")
        write_out(self.migration.diff(str(self.path)))
        for remark in self.migration.remarks:
            sys.stderr.write(f"{self.path}:{remark.line}: {remark.message}\n")

    def to_json(self, *, written: bool) -> dict[str, Any]:
        return {
            "path": str(self.path),
            "changed": self.migration.is_changed,
            "written": written and self.migration.is_changed,
            "diff": self.migration.diff(str(self.path)),
            "remarks": [{"line": remark.line, "message": remark.message} for remark in self.migration.remarks],
            "fault": self.fault,
        }


def _migrated(file: Path, migrate: Callable[[str, Schema, str], Migration], schema: Schema, models: str) -> _Script:
    from ftrack_orm.cli.migration import Migration

    try:
        text = file.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError:
        return _Script(file, Migration("", ""), "it is not UTF-8")
    try:
        return _Script(file, migrate(text, schema, models))
    except SyntaxError as error:
        return _Script(file, Migration(text, text), f"it is no Python: {error.msg}")


def _migration() -> Callable[[str, Schema, str], Migration]:
    try:
        from ftrack_orm.cli.migration import migrate
    except ModuleNotFoundError as error:
        if error.name is None or not error.name.startswith("libcst"):
            raise
        message = "migrate needs libcst, which is not installed: pip install 'ftrack-orm[migrate]'"
        raise ConfigurationError(message) from error
    return migrate


def _schema(path: Path | None) -> Schema:
    if path is not None:
        return schema_at(path)
    from ftrack_orm.schema.stock import stock_schema

    return stock_schema()
