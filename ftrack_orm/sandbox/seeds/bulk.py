"""Insert very many rows that are complete as they are."""

from __future__ import annotations

from functools import lru_cache

from sqlalchemy import Connection

from ftrack_orm.sandbox.reading.encoding import datetime_text
from ftrack_orm.sandbox.seeds.row import Row
from ftrack_orm.sandbox.storage.store import Store
from ftrack_orm.sandbox.storage.tables import TYPE

__all__ = ["insert_complete_rows"]

_text = lru_cache(maxsize=4096)(datetime_text)


def insert_complete_rows(store: Store, connection: Connection, entity_type: str, rows: list[Row]) -> None:
    """Insert rows of scalars that need no value from the server; all have the same attributes.

    It leaves the tables as `Store.insert` does, in less than half the time.
    """
    family = store.tables.family(entity_type)
    moments = [name for name in rows[0] if family.kinds[name] == "datetime"]
    for row in rows:
        row[TYPE] = entity_type
        for name in moments:
            row[name] = _text(row[name])
    connection.execute(family.table.insert(), rows)
