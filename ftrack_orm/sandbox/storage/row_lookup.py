"""Read rows by key while a batch is written, many by one statement, each once."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sqlalchemy import Connection, and_, or_, select

from ftrack_orm.sandbox.storage.chunk import chunks
from ftrack_orm.sandbox.storage.entity_row import Key, Values
from ftrack_orm.sandbox.storage.tables import Family

__all__ = ["RowLookup"]

_COMPOSITE_CHUNK = 200


class RowLookup:
    """The rows that a batch has read or written, as they are now."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._rows: dict[str, dict[Key, Values | None]] = {}

    def put(self, family: Family, values: Values) -> None:
        """Remember a row that is about to be inserted."""
        key = tuple(values.get(name) for name in family.key)
        self._rows.setdefault(family.table.name, {})[key] = values

    def forget(self, family: Family | None = None) -> None:
        """Read rows anew: of one family, or of all."""
        if family is None:
            self._rows.clear()
        else:
            self._rows.pop(family.table.name, None)

    def rows(self, family: Family, keys: Iterable[Key]) -> dict[Key, Values]:
        """Return the rows of these primary keys; those that do not exist are left out."""
        known = self._rows.setdefault(family.table.name, {})
        wanted = list(dict.fromkeys(keys))
        missing = [key for key in wanted if key not in known]
        if missing:
            known |= dict.fromkeys(missing)
            known |= self._read(family, missing)
        found = ((key, known[key]) for key in wanted)
        return {key: values for key, values in found if values is not None}

    def by_id(self, family: Family, ids: Iterable[Any]) -> dict[Any, Values]:
        """Return the rows of a family with a single primary key, by it."""
        return {
            key[0]: values
            for key, values in self.rows(family, ((value,) for value in ids if value is not None)).items()
        }

    def _read(self, family: Family, keys: list[Key]) -> dict[Key, Values]:
        table = family.table
        columns = [table.c[name] for name in family.key]
        names = [column.name for column in table.c]
        found: dict[Key, Values] = {}
        for chunk in chunks(keys, 900 if len(columns) == 1 else _COMPOSITE_CHUNK):
            if len(columns) == 1:
                test: Any = columns[0].in_([key[0] for key in chunk])
            else:
                test = or_(*(and_(*(c == v for c, v in zip(columns, key, strict=True))) for key in chunk))
            for row in self._connection.execute(select(table).where(test)):
                values = dict(zip(names, row, strict=True))
                found[tuple(values[name] for name in family.key)] = values
        return found
