"""Rows as Arrow, with types that the schema states.

| schema | Arrow |
|---|---|
| text, id | string |
| number | float64 |
| integer | int64 |
| boolean | bool |
| datetime | timestamp[us], without a zone: UTC where the server supports time zones, else its local time |
| object | string, JSON |
| variable (a custom attribute's value) | string, JSON for what is no text |
| anything beyond a collection | a list of the above |
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from functools import partial
from itertools import islice
from typing import Any

from ftrack_orm.errors import ConfigurationError
from ftrack_orm.session.table.cell import cell
from ftrack_orm.session.table.column import Column

try:
    import pyarrow as pa
except ImportError as _missing:
    raise ConfigurationError(
        "Arrow tables and Parquet files need pyarrow, which is not installed: pip install 'ftrack-orm[export]'"
    ) from _missing

__all__ = ["BATCH", "arrow_schema", "arrow_table", "record_batch", "record_batches"]

BATCH = 5_000
"""Rows of a record batch: all that is held as Python objects at once."""

_TYPES: Mapping[str, pa.DataType] = {
    "number": pa.float64(),
    "integer": pa.int64(),
    "boolean": pa.bool_(),
    "datetime": pa.timestamp("us"),
}

_STRINGS = frozenset((str, type(None)))
_EXPECTED: Mapping[str, frozenset[type]] = {
    "number": frozenset((float, type(None))),
    "integer": frozenset((int, type(None))),
    "boolean": frozenset((bool, type(None))),
    "datetime": frozenset((datetime, type(None))),
}


def arrow_schema(columns: Sequence[Column]) -> pa.Schema:
    """Return the Arrow schema of columns; each may be null."""
    return pa.schema([pa.field(column.name, _type(column)) for column in columns])


def arrow_table(columns: Sequence[Column], rows: Iterable[Mapping[str, Any]]) -> pa.Table:
    """Return rows as a table, made batch by batch.

    Raises:
        InvalidValueError: A column cannot hold a value.
    """
    return pa.Table.from_batches(list(record_batches(columns, rows)), arrow_schema(columns))


def record_batches(columns: Sequence[Column], rows: Iterable[Mapping[str, Any]]) -> Iterator[pa.RecordBatch]:
    """Give rows as record batches."""
    remaining = iter(rows)
    while some := list(islice(remaining, BATCH)):
        yield record_batch(columns, some)


def record_batch(columns: Sequence[Column], rows: Sequence[Mapping[str, Any]]) -> pa.RecordBatch:
    """Return rows as one record batch.

    Raises:
        InvalidValueError: A column cannot hold a value.
    """
    arrays = [_array(column, [row.get(column.name) for row in rows]) for column in columns]
    return pa.RecordBatch.from_arrays(arrays, schema=arrow_schema(columns))


def _array(column: Column, values: list[Any]) -> pa.Array[Any]:
    """Return the values of a column; where all are of its own type, none is looked at by itself."""
    kind = _type(column)
    if not column.depth and _EXPECTED.get(column.kind, _STRINGS).issuperset(map(type, values)):
        try:
            return pa.array(values, kind)
        except (pa.ArrowException, ValueError, OverflowError):
            pass  # half a surrogate pair, or a number that is too large: the cell tells
    return pa.array(list(map(partial(cell, column), values)), kind)


def _type(column: Column) -> pa.DataType:
    kind = _TYPES.get(column.kind, pa.string())
    for _ in range(column.depth):
        kind = pa.list_(kind)
    return kind
