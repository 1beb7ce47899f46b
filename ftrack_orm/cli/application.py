"""The application that the commands belong to, and how it ends."""

from __future__ import annotations

import sys
from collections.abc import Sequence

import typer

from ftrack_orm.cli.discovery import register_commands
from ftrack_orm.cli.failure import report
from ftrack_orm.errors import FtrackError

__all__ = ["application", "run"]


def application() -> typer.Typer:
    """Return the application with every command, those of other packages included."""
    app = typer.Typer(
        name="ftrack-orm",
        help="A typed, declarative entity mapper for ftrack Studio.",
        no_args_is_help=True,
        context_settings={"help_option_names": ["--help", "-h"]},
        pretty_exceptions_enable=False,
    )
    app.callback()(_root)
    register_commands(app)
    return app


def _root() -> None:
    """Without this, an application of one command would not take the command's name."""


def run(arguments: Sequence[str] | None = None) -> int:
    """Run the command that the arguments name (those of the process by default) and return the exit status."""
    try:
        application()(args=list(sys.argv[1:] if arguments is None else arguments), prog_name="ftrack-orm")
    except FtrackError as error:
        return report(error)
    except SystemExit as exit:
        return exit.code if isinstance(exit.code, int) else int(exit.code is not None)
    return 0
