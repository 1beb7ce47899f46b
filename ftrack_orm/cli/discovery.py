"""Which commands there are: the built-in ones, and those that installed packages add.

A package adds commands by an entry point in the group `ftrack_orm.commands`. It leads to a callable that takes the
typer application and registers them:

    [project.entry-points."ftrack_orm.commands"]
    greet = "my_package.command:register"
"""

from __future__ import annotations

import sys
from importlib.metadata import EntryPoint, entry_points

import typer

from ftrack_orm.cli import check, docs, events, export, migrate, query, sandbox, schema
from ftrack_orm.cli.doctor import command as doctor
from ftrack_orm.cli.entity import delete, get
from ftrack_orm.cli.entity import set as set_
from ftrack_orm.cli.shell import command as shell

__all__ = ["GROUP", "register_commands"]

GROUP = "ftrack_orm.commands"

_BUILT_IN = (
    check.register,
    delete.register,
    docs.register,
    doctor.register,
    events.register,
    export.register,
    get.register,
    migrate.register,
    query.register,
    sandbox.register,
    schema.register,
    set_.register,
    shell.register,
)


def register_commands(app: typer.Typer) -> None:
    """Register every command; one that cannot be loaded is told on standard error and does not hinder the others."""
    for register in _BUILT_IN:
        register(app)
    for entry_point in sorted(entry_points(group=GROUP), key=lambda found: found.name):
        _register(app, entry_point)


def _register(app: typer.Typer, entry_point: EntryPoint) -> None:
    try:
        entry_point.load()(app)
    except Exception as error:  # a foreign package may fail in any way
        reason = " ".join(str(error).split()) or type(error).__name__
        sys.stderr.write(f"ftrack-orm: the command {entry_point.name!r} ({entry_point.value}) is missing: {reason}\n")
