"""The values that the server computes when they are selected, for many rows at once."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

from sqlalchemy import Connection, func, select

from ftrack_orm.sandbox.reading.computed_link import asset_version_links, context_links, group_links
from ftrack_orm.sandbox.reading.hierarchy import below
from ftrack_orm.sandbox.sql.computed import now_text
from ftrack_orm.sandbox.storage.chunk import chunks
from ftrack_orm.sandbox.storage.tables import Family, Tables

__all__ = ["ComputedValue", "Reader", "computed_value"]

Row: TypeAlias = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Reader:
    """What computing needs: the transaction, the tables, and the address that the server is known by."""

    connection: Connection
    tables: Tables
    server_url: str


@dataclass(frozen=True, slots=True)
class ComputedValue:
    """A computed attribute: the columns that it is made from, and what makes it, one value a row."""

    columns: tuple[str, ...]
    compute: Callable[[Reader, Sequence[Row]], list[Any]]


def computed_value(family: Family, name: str) -> ComputedValue:
    """Return how a computed attribute of a family is made; what cannot be made is always null."""
    by_name = {
        "thumbnail_url": _thumbnail_url(family),
        "url": ComputedValue(("component_id",), _url) if "component_id" in family.kinds else _NULL,
        "time_logged": ComputedValue(("id",), _time_logged),
        "bid_time_logged_difference": ComputedValue(("id", "bid"), _difference),
        "is_open": ComputedValue(("end_date",), _is_open) if "end_date" in family.kinds else _NULL,
        "link": _LINKS.get(family.root, _NULL),
        "_link": _LINKS.get(family.root, _NULL),
    }
    return by_name.get(name, _NULL)


def _null(_: Reader, rows: Sequence[Row]) -> list[Any]:
    return [None] * len(rows)


_NULL = ComputedValue((), _null)
_LINKS = {
    "Context": ComputedValue(("id",), lambda reader, rows: context_links(reader.connection, reader.tables, _ids(rows))),
    "AssetVersion": ComputedValue(
        ("id", "asset_id", "version"), lambda reader, rows: asset_version_links(reader.connection, reader.tables, rows)
    ),
    "Resource": ComputedValue(("id",), lambda reader, rows: group_links(reader.connection, reader.tables, _ids(rows))),
}


def _ids(rows: Sequence[Row]) -> list[str]:
    return [row["id"] for row in rows]


def _thumbnail_url(family: Family) -> ComputedValue:
    for column in ("thumbnail_id", "component_id"):
        if column in family.kinds:
            return ComputedValue((column,), _thumbnail_of(column))
    return _NULL


def _thumbnail_of(column: str) -> Callable[[Reader, Sequence[Row]], list[Any]]:
    def compute(reader: Reader, rows: Sequence[Row]) -> list[Any]:
        address = f"{reader.server_url}/component/thumbnail?id="
        return [{"url": address + row[column], "value": address + row[column]} if row[column] else None for row in rows]

    return compute


def _url(reader: Reader, rows: Sequence[Row]) -> list[Any]:
    address = f"{reader.server_url}/component/get?id="
    return [
        {"url": address + row["component_id"], "value": address + row["component_id"]} if row["component_id"] else None
        for row in rows
    ]


def _is_open(_: Reader, rows: Sequence[Row]) -> list[Any]:
    now = now_text()
    return [row["end_date"] is not None and row["end_date"] >= now for row in rows]


def _time_logged(reader: Reader, rows: Sequence[Row]) -> list[Any]:
    if "Timelog" not in reader.tables.schema:
        return [0.0] * len(rows)
    reached = below(reader.connection, reader.tables, _ids(rows), inclusive=True)
    timelog = reader.tables.family("Timelog").table
    contexts = dict.fromkeys(key for keys in reached.values() for key in keys)
    logged: dict[str, float] = {}
    for chunk in chunks(contexts):
        total = select(timelog.c["context_id"], func.sum(timelog.c["duration"]))
        total = total.where(timelog.c["context_id"].in_(chunk)).group_by(timelog.c["context_id"])
        logged |= {context: seconds or 0.0 for context, seconds in reader.connection.execute(total)}
    return [float(sum(logged.get(key, 0.0) for key in reached[row["id"]])) for row in rows]


def _difference(reader: Reader, rows: Sequence[Row]) -> list[Any]:
    return [(row["bid"] or 0.0) - logged for row, logged in zip(rows, _time_logged(reader, rows), strict=True)]
