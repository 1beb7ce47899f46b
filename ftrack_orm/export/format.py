"""The formats of files: rows in, bytes out, batch by batch."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Mapping, Sequence
from typing import IO, Any, Literal, Protocol, TypeAlias, get_args

from ftrack_orm.session.table import Column
from ftrack_orm.session.table.cell import cell, json_text

__all__ = ["FORMATS", "BinaryTarget", "Format", "RowWriter", "row_writer"]

Format: TypeAlias = Literal["parquet", "csv", "jsonl"]
FORMATS: tuple[Format, ...] = get_args(Format)

BinaryTarget: TypeAlias = IO[bytes] | io.RawIOBase
"""What bytes are written to."""

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")
"""How a cell begins that a spreadsheet takes for a formula; the last are the first in full width."""


class RowWriter(Protocol):
    """Writes rows to a file that stays open."""

    def write(self, rows: Sequence[Mapping[str, Any]]) -> None:
        """Write some rows."""
        ...

    def finish(self) -> None:
        """Write what stands at the end."""
        ...


def row_writer(format: Format, file: BinaryTarget, columns: Sequence[Column], *, guard: bool = True) -> RowWriter:
    """Return what writes rows in a format; `guard` disarms formulas in CSV.

    Raises:
        ConfigurationError: The format needs a package that is not installed.
    """
    match format:
        case "csv":
            return _CsvWriter(file, columns, guard)
        case "jsonl":
            return _JsonLinesWriter(file)
        case "parquet":
            from ftrack_orm.export.parquet import ParquetRowWriter

            return ParquetRowWriter(file, columns)


class _JsonLinesWriter:
    """An object by path on each line; moments are ISO text."""

    def __init__(self, file: BinaryTarget) -> None:
        self._file = file

    def write(self, rows: Sequence[Mapping[str, Any]]) -> None:
        lines = "".join([f"{json_text(row)}\n" for row in rows])
        self._file.write(lines.encode("utf-8", "backslashreplace"))

    def finish(self) -> None:
        pass


class _CsvWriter:
    """A header, then a line for each row: ISO moments, `true` and `false`, nothing for null, lists as JSON.

    Text that a spreadsheet would run as a formula gets an apostrophe in front.
    """

    def __init__(self, file: BinaryTarget, columns: Sequence[Column], guard: bool) -> None:
        self._file = file
        self._columns = columns
        self._guard = guard
        self._put([[column.name for column in columns]])

    def write(self, rows: Sequence[Mapping[str, Any]]) -> None:
        self._put([[self._cell(column, row.get(column.name)) for column in self._columns] for row in rows])

    def finish(self) -> None:
        pass

    def _put(self, lines: Sequence[Sequence[object]]) -> None:
        text = io.StringIO(newline="")
        csv.writer(text, lineterminator="\n").writerows(lines)
        self._file.write(text.getvalue().encode("utf-8", "replace"))

    def _cell(self, column: Column, value: Any) -> object:
        found = cell(column, value)
        match found:
            case bool():
                return json.dumps(found)
            case list():
                return json_text(found)
            case str() if self._guard and isinstance(value, str) and found.startswith(_FORMULA):
                return f"'{found}"
            case None | str() | int() | float():
                return found
            case _:
                return found.isoformat()
