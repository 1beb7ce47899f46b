"""`ftrack-orm sandbox`: run the embedded server until it is told to stop."""

from __future__ import annotations

import logging
import shlex
import signal
import sys
import threading
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ftrack_orm.cli import sandbox_clone
from ftrack_orm.cli.output import json_text

if TYPE_CHECKING:
    from ftrack_orm.sandbox.sandbox import Sandbox

__all__ = ["register"]


def register(app: typer.Typer) -> None:
    """Add the command, and those below it, to the application."""
    group = typer.Typer(invoke_without_command=True)
    group.callback()(_sandbox)
    sandbox_clone.register(group)
    app.add_typer(group, name="sandbox")


def _sandbox(
    context: typer.Context,
    port: Annotated[
        int, typer.Option(min=0, max=65535, metavar="PORT", help="Port on the loopback; 0 takes a free one.")
    ] = 0,
    seed: Annotated[
        str, typer.Option(metavar="SEED", help="What it starts with: demo, empty, conformance, or bench:N for N tasks.")
    ] = "demo",
    schema: Annotated[
        Path | None, typer.Option(metavar="FILE", help="JSON of query_schemas; the stock workspace without it.")
    ] = None,
    database: Annotated[
        str | None, typer.Option(metavar="PATH-or-URL", help="Where data is kept; in memory without it.")
    ] = None,
    api_user: Annotated[str | None, typer.Option(metavar="USER", help="User name of the API user.")] = None,
    api_key: Annotated[str | None, typer.Option(metavar="KEY", help="API key; a random one without it.")] = None,
    files: Annotated[
        Path | None, typer.Option(metavar="DIR", help="Where uploads are kept; beside the database without it.")
    ] = None,
    upload_limit: Annotated[
        int, typer.Option(min=1, metavar="MB", help="Largest upload, in MB of 2^20 bytes.")
    ] = 16384,
    latency: Annotated[str, typer.Option(metavar="TIME", help="How late each answer comes: 30ms, 0.5s.")] = "0",
    jitter: Annotated[str, typer.Option(metavar="TIME", help="How far the latency goes up and down.")] = "0",
    fail: Annotated[
        float, typer.Option(min=0, max=1, metavar="SHARE", help="Share of requests that a gateway answers with 5xx.")
    ] = 0,
    cut: Annotated[
        float, typer.Option(min=0, max=1, metavar="SHARE", help="Share of requests whose connection is cut.")
    ] = 0,
    fault_seed: Annotated[
        int | None, typer.Option(metavar="N", help="The same number brings the same faults again.")
    ] = None,
    as_json: Annotated[
        bool, typer.Option("--json", help="Tell address and settings as a JSON object in a line.")
    ] = False,
) -> None:
    """Run an ftrack-compatible server on this machine, until Ctrl+C or SIGTERM.

    The first line of the output is its address, printed once it answers; then come the settings to paste into a shell.

    Examples:
      ftrack-orm sandbox --port 8000 --database studio.db

      ftrack-orm sandbox --seed bench:10000 --latency 30ms --fail 0.01
    """
    if context.invoked_subcommand is not None:
        return
    from ftrack_orm.sandbox import Sandbox
    from ftrack_orm.sandbox.faults import Faults
    from ftrack_orm.sandbox.faults.duration import seconds

    if files is not None:
        files.mkdir(parents=True, exist_ok=True)  # what cannot be written to is told now, and not with the first upload
    faults = Faults(latency=seconds(latency), jitter=seconds(jitter), fail=fail, cut=cut, seed=fault_seed)
    _run(
        partial(
            Sandbox,
            schema,
            seed,
            database,
            port=port,
            api_user=api_user,
            api_key=api_key,
            faults=faults,
            files=files,
            upload_limit=upload_limit * 2**20,
        ),
        as_json=as_json,
    )


def _run(start: Callable[[], Sandbox], *, as_json: bool) -> None:
    """Serve it until a signal comes."""
    _show_log()
    stop = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: stop.set())
    with start() as sandbox:
        settings = {
            "FTRACK_SERVER": sandbox.url,
            "FTRACK_API_USER": sandbox.api_user,
            "FTRACK_API_KEY": sandbox.api_key,
        }
        if as_json:
            told = {"url": sandbox.url, "environment": settings}
            sys.stdout.write(f"{json_text(told)}\n")
        else:
            exports = (f"export {name}={shlex.quote(value)}\n" for name, value in settings.items())
            sys.stdout.write("".join([f"{sandbox.url}\n", *exports]))
        sys.stdout.flush()
        while not stop.wait(3600):
            pass


def _show_log() -> None:
    """Tell on standard error what happens beside the answers: invitations, encodings, failures."""
    handler = logging.StreamHandler()
    handler.setFormatter(logging.Formatter("%(asctime)s %(message)s", "%H:%M:%S"))
    log = logging.getLogger("ftrack_orm.sandbox")
    log.addHandler(handler)
    log.setLevel(logging.INFO)
