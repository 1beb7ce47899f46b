"""The command `ftrack-orm shell`."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Annotated

import typer

from ftrack_orm.cli.connection import open_session
from ftrack_orm.cli.options import ApiKey, ApiUser, Models, Url
from ftrack_orm.models import load_models

if TYPE_CHECKING:
    from ftrack_orm.session import Session

__all__ = ["register"]


def register(app: typer.Typer) -> None:
    """Add the command to the application."""
    app.command("shell")(_shell)


def _shell(
    sandbox: Annotated[bool, typer.Option("--sandbox", help="Work on a sandbox that is gone afterwards.")] = False,
    seed: Annotated[
        str, typer.Option(metavar="SEED", help="What it starts with: demo, empty, conformance, bench:N.")
    ] = "demo",
    plain: Annotated[bool, typer.Option("--plain", help="Python's own console, even where there is IPython.")] = False,
    models: Models = None,
    url: Url = None,
    api_user: ApiUser = None,
    api_key: ApiKey = None,
) -> None:
    """Start a Python console with a session, the entity classes by their names, and select.

    A result is shown as a table of its first rows. Nothing is sent to the server before session.commit().

    Examples:
      ftrack-orm shell --sandbox

      >>> session.query(select(Task).where(Task.status.name == "Approved").limit(5))
    """
    if sandbox and url is not None:
        raise typer.BadParameter("--sandbox and --url exclude each other: give one")
    opening = _sandbox_session(seed, models) if sandbox else open_session(url, api_user, api_key, models)
    with opening as session:
        from ftrack_orm.cli.shell.console import run_console
        from ftrack_orm.cli.shell.namespace import namespace

        package = load_models(models)
        where = f"a sandbox with the seed {seed}" if sandbox else f"{session.server_url} as {session.api_user}"
        banner = f"ftrack-orm on {where}\nsession, select, and_, or_, not_, and the classes of {package.__name__}"
        run_console(namespace(session, package), banner, session, plain=plain)


@contextmanager
def _sandbox_session(seed: str, models: str | None) -> Iterator[Session]:
    from ftrack_orm.sandbox import Sandbox
    from ftrack_orm.session import Session

    package = load_models(models)
    with (
        Sandbox(seed=seed, serve=False) as sandbox,
        Session(transport=sandbox.transport(), models=package) as session,
    ):
        yield session
