"""`ftrack-orm export`: write what a query gives to files."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING, Annotated

import typer

from ftrack_orm.cli.options import ApiKey, ApiUser, AsJson, Models, Url
from ftrack_orm.cli.output import json_text
from ftrack_orm.configuration import chosen_settings
from ftrack_orm.errors import ConfigurationError
from ftrack_orm.models import load_models

if TYPE_CHECKING:
    from ftrack_orm.export import Format, Manifest, Progress

__all__ = ["register"]


def register(app: typer.Typer) -> None:
    """Add the command to the application."""
    app.command("export")(_export)


def _export(
    query: Annotated[str, typer.Argument(metavar="QUERY", help="What to export, as 'select name, bid from Task'.")],
    path: Annotated[str, typer.Argument(metavar="PATH", help="A file, or an fsspec URL as s3://bucket/tasks.parquet.")],
    to: Annotated[
        str | None, typer.Option("--to", metavar="FORMAT", help="parquet, csv or jsonl; by PATH without it.")
    ] = None,
    parts: Annotated[
        bool, typer.Option("--parts", help="PATH is a folder: leave the parts and their manifest.")
    ] = False,
    resume: Annotated[bool, typer.Option("--resume", help="Go on with an export that was stopped.")] = False,
    overwrite: Annotated[bool, typer.Option("--overwrite", help="Replace what is there.")] = False,
    since: Annotated[
        str | None,
        typer.Option(metavar="MOMENT-or-FOLDER", help="Only what changed since, in server time; or since that export."),
    ] = None,
    rate: Annotated[float | None, typer.Option(metavar="N", help="Requests a second at most.")] = None,
    threads: Annotated[int, typer.Option(min=1, max=32, metavar="N", help="Parts that are written side by side.")] = 4,
    rows_per_part: Annotated[int, typer.Option(min=1, metavar="N", help="Rows of a part, about.")] = 20_000,
    raw_text: Annotated[bool, typer.Option("--raw-text", help="Leave formulas in CSV as they are.")] = False,
    as_json: AsJson = False,
    models: Models = None,
    url: Url = None,
    api_user: ApiUser = None,
    api_key: ApiKey = None,
) -> None:
    """Write what a query gives to a file, or to a folder of parts, with the types of the schema.

    What was stopped or killed is resumed by the same command with --resume. Nothing is replaced without --overwrite.

    Example: ftrack-orm export "select name, status.name, bid from Task" tasks.parquet
    """
    from ftrack_orm.export import export, export_file
    from ftrack_orm.transport import HttpTransport

    write = export if parts else export_file
    with ThreadPoolExecutor(threads, "ftrack-orm export") as pool, _bar() as show:
        manifest = write(
            query,
            path,
            format=_format(to, path),
            executor=pool,
            models=load_models(models),
            connect=partial(HttpTransport, chosen_settings(url, api_user, api_key)),
            since=_since(since),
            resume=resume,
            overwrite=overwrite,
            rows_per_part=rows_per_part,
            requests_per_second=rate,
            guard=not raw_text,
            progress=show,
        )
    _tell(path, manifest.progress, as_json=as_json)


def _tell(path: str, done: Progress, *, as_json: bool) -> None:
    if as_json:
        typer.echo(json_text({"path": path, "rows": done.rows, "parts": done.parts, "bytes": done.bytes}))
    else:
        typer.echo(f"{done.rows} rows, {done.bytes} bytes, {done.parts} part{'s' if done.parts != 1 else ''}", err=True)


def _format(to: str | None, path: str) -> Format:
    from ftrack_orm.export import FORMATS

    wanted = to or path.rpartition(".")[2].lower()
    for format in FORMATS:
        if wanted == format:
            return format
    if to:
        raise ConfigurationError(f"no format {to!r}; there are {', '.join(FORMATS)}")
    raise ConfigurationError(f"PATH ends in no known format: give --to {'|'.join(FORMATS)}")


def _since(text: str | None) -> datetime | Manifest | None:
    from ftrack_orm.errors import ExportError
    from ftrack_orm.export import read_manifest

    if text is None:
        return None
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        pass
    try:
        return read_manifest(text)
    except ExportError as error:
        raise ConfigurationError(f"--since takes a moment such as 2026-03-01T08:00, or a folder: {error}") from None


@contextmanager
def _bar() -> Iterator[Callable[[Progress], None] | None]:
    """Show a bar on standard error where a person watches."""
    if not sys.stderr.isatty():
        yield None
        return
    from rich import progress
    from rich.console import Console

    columns = (
        progress.BarColumn(),
        progress.MofNCompleteColumn(),
        progress.TextColumn("parts, {task.fields[rows]:,} rows"),
    )
    with progress.Progress(*columns, progress.TimeElapsedColumn(), console=Console(stderr=True)) as bar:
        task = bar.add_task("export", total=None, rows=0)
        yield lambda state: bar.update(task, total=state.parts, completed=state.done, rows=state.rows)
