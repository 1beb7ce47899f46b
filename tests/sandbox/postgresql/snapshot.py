"""What a workspace holds, to be brought back after a test changed it."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Table, select

from ftrack_orm.sandbox.storage.store import Store

__all__ = ["Snapshot"]


class Snapshot:
    """The rows of every table."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._rows: dict[Table, list[dict[str, Any]]] = {}
        with store.begin(writes=False) as connection:
            for table in store.tables.metadata.sorted_tables:
                self._rows[table] = [dict(row) for row in connection.execute(select(table)).mappings()]

    def restore(self) -> None:
        """Make the tables hold what they held."""
        with self._store.begin() as connection:
            for table, rows in self._rows.items():
                connection.execute(table.delete())
                if rows:
                    connection.execute(table.insert(), rows)
