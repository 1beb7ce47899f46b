"""Rows of a query as a Parquet file."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from ftrack_orm.session.table import Column

__all__ = ["write_parquet"]

_ROWS = 5_000
"""Rows of a row group, and of what is in memory."""


def write_parquet(path: Path, rows: Iterable[Mapping[str, Any]], columns: Sequence[Column]) -> int:
    """Write rows with the types of the schema, and return how many; the file is there whole or not at all.

    Raises:
        ConfigurationError: Arrow is not installed.
        ExportError: The file cannot be written.
    """
    from ftrack_orm.export.folder import LocalFolder
    from ftrack_orm.export.format import row_writer

    remaining, count = iter(rows), 0
    with LocalFolder(path.absolute().parent).writing(path.name) as file:
        writer = row_writer("parquet", file, columns)
        try:
            while group := list(islice(remaining, _ROWS)):
                writer.write(group)
                count += len(group)
        finally:  # a writer that is left open writes its end when it is collected, to a file that is closed
            writer.finish()
    return count
