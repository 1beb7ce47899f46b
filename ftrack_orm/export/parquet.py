"""Parquet: a row group for each batch of rows, with the types of the schema."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import IO, Any

from ftrack_orm.export.format import BinaryTarget
from ftrack_orm.session.table import Column
from ftrack_orm.session.table.arrow import arrow_schema, record_batch

import pyarrow as pa  # isort: skip  # after the module that tells how to install it
import pyarrow.parquet as pq  # isort: skip

__all__ = ["ParquetRowWriter", "join_parquet"]


def _arrow_file(file: BinaryTarget) -> pa.PythonFile:
    plain: Any = file  # Arrow wants `write`, `tell`, `flush` and `closed`, and calls that an IOBase
    return pa.PythonFile(plain, mode="w")


class ParquetRowWriter:
    """Writes rows to a Parquet file; each call makes a row group."""

    def __init__(self, file: BinaryTarget, columns: Sequence[Column]) -> None:
        self._columns = columns
        self._writer = pq.ParquetWriter(_arrow_file(file), arrow_schema(columns), compression="zstd")

    def write(self, rows: Sequence[Mapping[str, Any]]) -> None:
        """Write some rows."""
        self._writer.write_batch(record_batch(self._columns, rows))

    def finish(self) -> None:
        """Write the footer."""
        self._writer.close()


def join_parquet(sources: Iterable[IO[bytes]], target: IO[bytes], columns: Sequence[Column]) -> None:
    """Write the row groups of several files to one; one row group is in memory at a time."""
    writer = pq.ParquetWriter(target, arrow_schema(columns), compression="zstd")
    for source in sources:
        with source, pq.ParquetFile(source) as file:
            for group in range(file.num_row_groups):
                writer.write_table(file.read_row_group(group))
    writer.close()
