"""`ftrack-orm migrate`: rewrite scripts for the official Python client to this library."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ftrack_orm.cli.schema_source import SchemaPath, schema_at
from ftrack_orm.cli.source import python_files
from ftrack_orm.errors import ConfigurationError
from ftrack_orm.schema import Schema

if TYPE_CHECKING:
    from ftrack_orm.cli.migration import Migration

__all__ = ["register"]


def register(app: typer.Typer) -> None:
    """Add the command to the application."""
    app.command("migrate")(_migrate)


def _migrate(
    paths: Annotated[
        list[Path], typer.Argument(metavar="PATH...", exists=True, help="Python files, or folders of them.")
    ],
    write: Annotated[
        bool, typer.Option("--write", help="Change the files; without it only the diff is shown.")
    ] = False,
    models: Annotated[str, typer.Option(help="The generated package to import classes from.")] = "ftrack_stock",
    schema: SchemaPath = None,
) -> None:
    """Rewrite scripts that use ftrack_api: its session, queries with values in them, and entities.

    It prints a diff, and on standard error what it left alone and why. Read the diff before you use it: a script is
    Python, and no tool knows all of what it does.

    Example: ftrack-orm migrate scripts/ --write
    """
    migrate = _migration()
    against = _schema(schema)
    changed = remarks = 0
    for file in python_files(paths):
        text = file.read_bytes().decode("utf-8-sig")
        try:
            migration = migrate(text, against, models)
        except SyntaxError as error:
            sys.stderr.write(f"{file}: left alone, it is no Python: {error.msg}\n")
            continue
        sys.stdout.write(migration.diff(str(file)))
        for remark in migration.remarks:
            sys.stderr.write(f"{file}:{remark.line}: {remark.message}\n")
        remarks += len(migration.remarks)
        changed += migration.is_changed
        if write and migration.is_changed:
            file.write_bytes(migration.after.encode())
    what = "changed" if write else "to change"
    sys.stderr.write(f"{changed} file{'' if changed == 1 else 's'} {what}, {remarks} places to look at\n")


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
