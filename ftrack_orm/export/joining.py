"""Export a query to one file: parts beside it, which are joined in the end."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from concurrent.futures import Executor
from datetime import datetime
from types import ModuleType
from typing import IO, Any

from ftrack_orm.errors import ConfigurationError, ExportError
from ftrack_orm.export.exporting import ROWS_PER_PART, Place, run_order, stated_order
from ftrack_orm.export.folder import Folder, folder_at
from ftrack_orm.export.format import Format, row_writer
from ftrack_orm.export.manifest import MANIFEST, Manifest
from ftrack_orm.export.progress import Watcher
from ftrack_orm.export.source import Connect
from ftrack_orm.export.verification import check_parts
from ftrack_orm.query import Select

__all__ = ["export_file"]


def export_file(
    query: Select[Any] | str,
    path: Place,
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
    """Write what a query gives to one file, which is there whole or not at all; return what it was made of.

    Until it is, parts stand in a folder beside it, called as the file with `.parts`. The rows are in the query's order,
    where it has one. The arguments are those of `export`; `overwrite` begins anew and replaces the file in the end.

    Raises:
        ExportError: The file is there already, or it could not be written; resume it then.
        QueryError: The query is wrong, or gives entities that have no place in a table.
    """
    order = stated_order(query, format, models, connect, since, rows_per_part, requests_per_second, guard)
    above, name = _place(path)
    parts = folder_at(f"{os.fspath(path)}.parts")
    if above.size(name) is not None and not overwrite and not (resume and MANIFEST in parts.names()):
        raise ExportError(f"{above}/{name} is there already; overwrite it, or name another file")
    manifest = run_order(order, parts, executor, progress, resume=resume, overwrite=overwrite)
    check_parts(parts, manifest)
    with above.writing(name) as target:
        _join(parts, manifest, target)
    for each in (*(part.name for part in manifest.parts), MANIFEST):
        parts.remove(each)
    parts.remove_folder()
    return manifest


def _place(path: Place) -> tuple[Folder, str]:
    """Return the folder that a file lies in, and its name there."""
    text = os.fspath(path)
    if "://" in text:
        above, _, name = text.rpartition("/")
    else:
        above, name = os.path.split(os.path.abspath(text))
    if not name or text.endswith("/") or os.path.isdir(text):
        raise ConfigurationError(f"{text} names a folder; name a file, or export to a folder of parts")
    return folder_at(above), name


def _join(folder: Folder, manifest: Manifest, target: IO[bytes]) -> None:
    if manifest.format == "parquet":
        from ftrack_orm.export.parquet import join_parquet

        join_parquet(_files(folder, manifest), target, manifest.columns)
        return
    row_writer(manifest.format, target, manifest.columns).finish()  # the header of CSV, which parts have too
    for file in _files(folder, manifest):
        with file:
            if manifest.format == "csv":
                file.readline()
            shutil.copyfileobj(file, target, 2**20)


def _files(folder: Folder, manifest: Manifest) -> Iterator[IO[bytes]]:
    return (folder.open(part.name) for part in manifest.parts)
