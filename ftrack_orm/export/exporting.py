"""Export a query to a folder of parts, with a manifest that tells what is there."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import Executor, ThreadPoolExecutor
from contextlib import closing, contextmanager, nullcontext
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from importlib import import_module
from types import ModuleType
from typing import Any, TypeAlias

from ftrack_orm.errors import ConfigurationError, ExportError
from ftrack_orm.export.changes import changed_keys, newest_event, only_keys, stamped
from ftrack_orm.export.folder import TEMPORARY, Folder, folder_at
from ftrack_orm.export.format import FORMATS, Format
from ftrack_orm.export.manifest import MANIFEST, Manifest, Part, Written
from ftrack_orm.export.part_writing import PartTask
from ftrack_orm.export.partitioning import Range, partitions
from ftrack_orm.export.progress import Watcher
from ftrack_orm.export.rate_limit import checked_rate
from ftrack_orm.export.running import run
from ftrack_orm.export.source import Connect, Source
from ftrack_orm.export.stopping import Stop
from ftrack_orm.export.verification import missing_parts, read_manifest
from ftrack_orm.mapping import Registry
from ftrack_orm.query import Query, Select, parse
from ftrack_orm.session.models import registry_of
from ftrack_orm.session.table import columns_of
from ftrack_orm.settings import Settings

__all__ = ["ROWS_PER_PART", "Order", "Place", "export", "run_order", "stated_order"]

ROWS_PER_PART = 20_000
_THREADS = 4
_BETWEEN = 1.0
"""Seconds between two writings of a long manifest; a part that is done and not noted is written again."""
_LONG = 200
"""Parts of a manifest that is long; a shorter one is written after each part."""

Place: TypeAlias = str | os.PathLike[str]


@dataclass(frozen=True, slots=True)
class Order:
    """What to export: everything but where to and how to go about it."""

    query: Query
    registry: Registry
    format: Format
    source: Source
    since: datetime | None = None
    guard: bool = True
    rows_per_part: int = ROWS_PER_PART


def export(
    query: Select[Any] | str,
    folder: Place,
    *,
    format: Format = "parquet",
    executor: Executor | None = None,
    models: ModuleType | None = None,
    connect: Connect | None = None,
    since: datetime | Manifest | None = None,
    resume: bool = False,
    overwrite: bool = False,
    rows_per_part: int = ROWS_PER_PART,
    requests_per_second: float | None = None,
    guard: bool = True,
    progress: Watcher | None = None,
) -> Manifest:
    """Write what a query gives to the files of a folder, and return the manifest that stands beside them.

    The query is cut by ranges of its keys. Each part is written whole or not at all, in one try or several, so that an
    export that was killed and is resumed loses nothing and has nothing twice. Workers take user and key from their own
    environment, and nothing but the address from here.

    Args:
        query: What to export, its columns as in `Result.rows()`.
        folder: A path, or a URL that fsspec knows; what remote workers reach.
        format: "parquet", "csv" or "jsonl".
        executor: Any of `concurrent.futures`, or Dask's `client.get_executor()`; 4 threads without it.
        models: The generated package, where the query is text and several were imported.
        connect: Makes the transport of a worker, instead of FTRACK_SERVER, FTRACK_API_USER and FTRACK_API_KEY.
        since: Export only what was changed since a moment of the server's time, or since an earlier export began.
        resume: Go on with what is in the folder; begin where there is nothing.
        overwrite: Remove an export that is in the folder.
        rows_per_part: About how many rows a file has at most.
        requests_per_second: For all threads of one process together.
        guard: Put an apostrophe before text in CSV that a spreadsheet would run as a formula.
        progress: Called when the parts are known and after each.

    Raises:
        ExportError: The folder holds something else, or a part could not be written; resume it then.
        QueryError: The query is wrong, or gives entities that have no place in a table.
    """
    order = stated_order(query, format, models, connect, since, rows_per_part, requests_per_second, guard)
    return run_order(order, folder_at(folder), executor, progress, resume=resume, overwrite=overwrite)


def stated_order(
    query: Select[Any] | str,
    format: Format,
    models: ModuleType | None,
    connect: Connect | None,
    since: datetime | Manifest | None,
    rows_per_part: int,
    requests_per_second: float | None,
    guard: bool,
) -> Order:
    """Return what is to be exported, checked as far as it can be without asking the server."""
    if format not in FORMATS:
        raise ConfigurationError(f"no format {format!r}; there are {', '.join(FORMATS)}")
    if isinstance(rows_per_part, bool) or not isinstance(rows_per_part, int) or rows_per_part < 1:
        raise ConfigurationError(f"rows_per_part takes a number from 1 on, got {rows_per_part!r}")
    if requests_per_second is not None:
        checked_rate(requests_per_second)
    if format == "parquet":
        import_module("ftrack_orm.session.table.arrow")  # what is not installed is told now, not part by part
    chosen = parse(query) if isinstance(query, str) else query
    registry = registry_of(chosen.entity, models)
    source = Source(registry.package, _server(connect), connect, requests_per_second)
    with closing(source.session()) as session:
        session.query(chosen)  # checks it; what the package does not know, the workspace's own schema may
    columns_of(chosen.query, registry)
    if isinstance(since, Manifest):
        since = since.next_since
    return Order(chosen.query, registry, format, source, since, guard, rows_per_part)


def _server(connect: Connect | None) -> str | None:
    """Return the address of the workspace; None where transports do not tell."""
    if connect is None:
        return Settings.resolve().server_url
    with closing(connect()) as transport:
        settings = getattr(transport, "settings", None)
    return settings.server_url if isinstance(settings, Settings) else None


def run_order(
    order: Order, folder: Folder, executor: Executor | None, progress: Watcher | None, *, resume: bool, overwrite: bool
) -> Manifest:
    """Begin or resume an export, and end it; see `export`."""
    manifest = _begun(order, folder, resume=resume, overwrite=overwrite)
    if manifest is None:
        manifest = _planned(order)
        _remove(folder)
        _put(folder, manifest)
    if progress:
        progress(manifest.progress)
    if manifest.finished and not missing_parts(folder, manifest):
        return manifest
    manifest = _written(order, folder, manifest, executor, progress)
    manifest = replace(manifest, finished=_now())
    _put(folder, manifest)
    _clean(folder)
    return manifest


def _begun(order: Order, folder: Folder, *, resume: bool, overwrite: bool) -> Manifest | None:
    """Return the manifest to go on with, None to begin; what may not be touched is refused."""
    if resume and overwrite:
        raise ConfigurationError("resume and overwrite exclude each other")
    names = [name for name in folder.names() if not name.endswith(TEMPORARY)]
    if not names:
        return None
    if MANIFEST not in names:
        raise ExportError(f"{folder} holds files that are no export; name an empty folder")
    manifest = read_manifest(folder)
    if resume:
        _refuse_other(order, folder, manifest)
        lost = missing_parts(folder, manifest)
        parts = tuple(replace(part, written=None) if part.name in lost else part for part in manifest.parts)
        return replace(manifest, parts=parts)
    if not overwrite:
        raise ExportError(f"{folder} holds an export already; resume it, or overwrite it")
    return None


def _remove(folder: Folder) -> None:
    """Remove the export that is there, if there is one; what else lies in the folder stays."""
    if MANIFEST in folder.names():
        for name in (*(part.name for part in read_manifest(folder).parts), MANIFEST):
            folder.remove(name)


def _refuse_other(order: Order, folder: Folder, manifest: Manifest) -> None:
    facts = {
        "query": (manifest.query, str(order.query)),
        "format": (manifest.format, order.format),
        "server": (manifest.server, order.source.server),
        "moment": (manifest.since, order.since),
        "columns": (manifest.columns, columns_of(order.query, order.registry)),
    }
    for what, (there, asked) in facts.items():
        if there != asked:
            raise ExportError(f"{folder} holds the export of another {what} ({there}); it cannot be resumed as {asked}")


def _planned(order: Order) -> Manifest:
    """Ask the server how to cut the query, and return the manifest of an export where nothing is written yet."""
    columns, started = columns_of(order.query, order.registry), _now()
    with closing(order.source.session()) as session:
        newest = newest_event(session, order.registry)
        ranges = _ranges(order, session)
    parts = tuple(
        Part(f"part-{number:05}.{order.format}", str(query), whole) for number, (query, whole) in enumerate(ranges)
    )
    query, server = str(order.query), order.source.server
    return Manifest(query, order.format, columns, parts, started, server=server, since=order.since, newest=newest)


def _ranges(order: Order, session: Any) -> Sequence[Range]:
    query, registry = order.query, order.registry
    if order.since is not None:
        narrowed = stamped(registry.current_schema, query, order.since)
        if narrowed is None:
            keys = changed_keys(session, registry, query, order.since)
            return [(each, False) for each in only_keys(registry, query, keys)]
        query = narrowed
    return partitions(session, registry, query, order.rows_per_part)


def _written(
    order: Order, folder: Folder, manifest: Manifest, executor: Executor | None, progress: Watcher | None
) -> Manifest:
    """Write the parts that are not there, and note in the manifest, now and then and in the end, which are."""
    stop = Stop()
    tasks = [
        PartTask(part, order.source, folder, order.format, manifest.columns, order.guard, stop)
        for part in manifest.parts
        if part.written is None
    ]
    done: dict[str, Written] = {}
    noted = time.monotonic()
    between = _BETWEEN if len(manifest.parts) > _LONG else 0.0

    def written(name: str, what: Written) -> None:
        nonlocal noted
        done[name] = what
        if time.monotonic() - noted >= between:
            _put(folder, manifest.with_parts(done))
            noted = time.monotonic()
        if progress:
            progress(manifest.with_parts(done).progress)

    try:
        with _running(executor) as pool:
            run(tasks, pool, stop, written)
    finally:
        _put(folder, manifest.with_parts(done))
    return manifest.with_parts(done)


@contextmanager
def _running(executor: Executor | None) -> Iterator[Executor]:
    with ThreadPoolExecutor(_THREADS, "ftrack-orm export") if executor is None else nullcontext(executor) as pool:
        yield pool


def _put(folder: Folder, manifest: Manifest) -> None:
    with folder.writing(MANIFEST) as file:
        file.write(manifest.to_json().encode())


def _clean(folder: Folder) -> None:
    """Remove what tasks that were killed left."""
    for name in folder.names():
        if name.startswith(".part-") and name.endswith(TEMPORARY):
            folder.remove(name)


def _now() -> datetime:
    return datetime.now(UTC).replace(microsecond=0)
