"""Walk the tree of contexts: from projects down to tasks, and back."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sqlalchemy import Connection, Table, select

from ftrack_orm.sandbox.storage.chunk import chunks
from ftrack_orm.sandbox.storage.tables import Tables

__all__ = ["above", "ancestry", "below"]


def ancestry(
    connection: Connection, table: Table, ids: Iterable[str], columns: tuple[str, ...]
) -> dict[str, dict[str, Any]]:
    """Return the rows of these entities and of all above them (by `parent_id`), by id: one statement a level."""
    names = tuple(dict.fromkeys(("id", "parent_id", *columns)))
    known: dict[str, dict[str, Any]] = {}
    wanted = {key for key in ids if key is not None}
    while wanted:
        level: set[str] = set()
        for chunk in chunks(wanted):
            for values in connection.execute(
                select(*(table.c[name] for name in names)).where(table.c["id"].in_(chunk))
            ):
                row = dict(zip(names, values, strict=True))
                known[row["id"]] = row
                level.add(row["parent_id"])
        wanted = {key for key in level if key is not None and key not in known}
    return known


def above(connection: Connection, tables: Tables, ids: Iterable[str], *, inclusive: bool) -> dict[str, list[str]]:
    """Return the ids of the contexts above each, the topmost first; with `inclusive` itself at the end."""
    keys = list(ids)
    known = ancestry(connection, tables.family("Context").table, keys, ())
    found = {}
    for key in keys:
        path = _path(known, key)
        found[key] = path if inclusive else path[:-1]
    return found


def _path(known: dict[str, dict[str, Any]], key: str) -> list[str]:
    path: list[str] = []
    step: str | None = key
    while step is not None and step in known and step not in path:
        path.append(step)
        step = known[step]["parent_id"]
    return path[::-1]


def below(
    connection: Connection, tables: Tables, ids: Iterable[str], *, inclusive: bool = False
) -> dict[str, list[str]]:
    """Return the ids of all contexts below each, nearer ones first; with `inclusive` itself at the start."""
    table = tables.family("Context").table
    keys = list(ids)
    children: dict[str, list[str]] = {}
    wanted = set(keys)
    while wanted:
        level: set[str] = set()
        for chunk in chunks(wanted):
            statement = select(table.c["parent_id"], table.c["id"]).where(table.c["parent_id"].in_(chunk))
            for parent, key in connection.execute(statement.order_by(table.c["id"])):
                children.setdefault(parent, []).append(key)
                level.add(key)
        wanted = level - children.keys()
    return {key: _all_below(children, key, inclusive) for key in keys}


def _all_below(children: dict[str, list[str]], key: str, inclusive: bool) -> list[str]:
    reached = [key]
    seen = {key}
    for parent in reached:
        for child in children.get(parent, ()):
            if child not in seen:
                seen.add(child)
                reached.append(child)
    return reached if inclusive else reached[1:]
