"""`ftrack-orm sandbox`: run the embedded server until it is told to stop."""

from __future__ import annotations

import shlex
import signal
import sys
import threading
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from ftrack_orm.sandbox.sandbox import Sandbox

__all__ = ["register"]


def register(app: typer.Typer) -> None:
    """Add the command to the application."""
    app.command("sandbox")(_sandbox)


def _sandbox(
    port: Annotated[int, typer.Option(min=0, max=65535, help="Port on the loopback; 0 takes a free one.")] = 0,
    seed: Annotated[str, typer.Option(help="What it starts with: demo, empty, or bench:N for N tasks.")] = "demo",
    schema: Annotated[
        Path | None, typer.Option(metavar="FILE", help="JSON of query_schemas; the stock workspace without it.")
    ] = None,
    database: Annotated[
        str | None, typer.Option(metavar="PATH-or-URL", help="Where data is kept; in memory without it.")
    ] = None,
    api_user: Annotated[str | None, typer.Option(help="User name of the API user.")] = None,
    api_key: Annotated[str | None, typer.Option(help="API key; a random one without it.")] = None,
) -> None:
    """Run an ftrack-compatible server on this machine, until Ctrl+C or SIGTERM.

    The first line of the output is its address, printed once it answers; then come the settings to paste into a shell.
    """
    from ftrack_orm.sandbox import Sandbox

    stop = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: stop.set())
    with Sandbox(schema, seed, database, port=port, api_user=api_user, api_key=api_key) as sandbox:
        sys.stdout.write(_announcement(sandbox))
        sys.stdout.flush()
        while not stop.wait(3600):
            pass


def _announcement(sandbox: Sandbox) -> str:
    settings = {
        "FTRACK_SERVER": sandbox.url,
        "FTRACK_API_USER": sandbox.api_user,
        "FTRACK_API_KEY": sandbox.api_key,
    }
    exports = (f"export {name}={shlex.quote(value)}" for name, value in settings.items())
    return "\n".join([sandbox.url, *exports, ""])
