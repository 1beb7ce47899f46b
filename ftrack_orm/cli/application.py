"""The application that the commands belong to, and how it ends."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from contextlib import suppress
from typing import Annotated

import typer

from ftrack_orm.cli.discovery import register_commands
from ftrack_orm.cli.failure import report, report_system_error
from ftrack_orm.cli.help_text import CommandsByName, add_help
from ftrack_orm.errors import FtrackError

__all__ = ["application", "run"]


def application() -> typer.Typer:
    """Return the application with every command, those of other packages included."""
    app = typer.Typer(
        name="ftrack-orm",
        cls=CommandsByName,
        no_args_is_help=True,
        rich_markup_mode=None,  # plain text: nothing is cut or taken for markup, and it fits a narrow terminal
        context_settings={"help_option_names": ["--help", "-h"]},
        pretty_exceptions_enable=False,
    )
    app.callback()(_root)
    register_commands(app)
    add_help(app)
    return app


def _version(wanted: bool) -> None:
    if wanted:
        from importlib.metadata import PackageNotFoundError, version

        with suppress(PackageNotFoundError):
            typer.echo(f"ftrack-orm {version('ftrack-orm')}")
        raise typer.Exit


def _root(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Show the version and exit.")
    ] = False,
) -> None:
    """A typed, declarative entity mapper for ftrack Studio.

    Example: ftrack-orm sandbox --seed demo
    """


def run(arguments: Sequence[str] | None = None) -> int:
    """Run the command that the arguments name (those of the process by default) and return the exit status."""
    try:
        application()(args=list(sys.argv[1:] if arguments is None else arguments), prog_name="ftrack-orm")
    except FtrackError as error:
        return report(error)
    except OSError as error:
        return report_system_error(error)
    except SystemExit as exit:
        return exit.code if isinstance(exit.code, int) else int(exit.code is not None)
    return 0
