"""The sandbox's workspace in a database."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, nullcontext
from typing import Any

from sqlalchemy import Connection, inspect, text

from ftrack_orm.sandbox.storage.connection import held_connection, is_private_memory, open_engine, transaction_options
from ftrack_orm.sandbox.storage.kept_schema import keep_schema
from ftrack_orm.sandbox.storage.postgresql import add_functions
from ftrack_orm.sandbox.storage.relation_catalogue import RelationCatalogue
from ftrack_orm.sandbox.storage.tables import Tables
from ftrack_orm.schema import Schema

__all__ = ["Store"]


class Store:
    """The entities of one workspace, in tables made from its schema.

    `database` is None for one in memory, a path of an SQLite file, or a SQLAlchemy URL. Tables that are there already
    are kept with what they hold. All methods may be called from any thread.
    """

    def __init__(self, schema: Schema, database: str | None = None) -> None:
        self.schema = schema
        self.relations: RelationCatalogue = RelationCatalogue.of(schema)
        self.tables: Tables = self.relations.tables
        self._engine = open_engine(database)
        self._writer = threading.RLock()
        self._readers_wait = is_private_memory(self._engine)
        with self.begin() as connection:
            self._add_what_is_missing(connection)
            if self._engine.dialect.name == "postgresql":
                add_functions(connection)

    @contextmanager
    def begin(self, *, writes: bool = True) -> Iterator[Connection]:
        """Open a transaction: committed at the end of the block, rolled back when it raises.

        Writers take turns. Readers of a file do not wait for them; those of a database in memory do.
        """
        options = transaction_options(self._engine, writes=writes)
        with (
            self.turn(writes=writes),
            self._engine.connect().execution_options(**options) as connection,
            connection.begin(),
        ):
            yield connection

    @contextmanager
    def turn(self, *, writes: bool = True) -> Iterator[None]:
        """Keep other writers waiting until the end of the block, past the commit of a transaction within it."""
        with self._writer if writes or self._readers_wait else nullcontext():
            yield

    def insert(self, entity_type: str, rows: Sequence[Mapping[str, Any]]) -> list[tuple[Any, ...]]:
        """Insert entities without checking them, for seeds; return their primary keys.

        Each row is attribute -> value; a link takes an id or a reference. Ids, defaults and what the server itself sets
        (project of the parent, version numbers, custom attribute values) are filled.
        """
        from ftrack_orm.sandbox.storage.seeding import insert_rows

        with self.begin() as connection:
            return insert_rows(self, connection, entity_type, rows)

    def keep_schema(self) -> None:
        """Keep the schema in the database, for those who open it later without one."""
        with self.begin() as connection:
            keep_schema(connection, self.tables.kept, self.schema)

    def optimize(self) -> None:
        """Let the database look at what it holds, so that it plans queries well; worth it after many inserts."""
        with self.begin() as connection:
            connection.execute(text("ANALYZE"))

    def hold(self) -> None:
        """Remember what is there now, for `restore`; only for a database in memory.

        Raises:
            ConfigurationError: It is another one.
        """
        with self.turn():
            held_connection(self._engine).hold()

    def restore(self) -> None:
        """Go back to what was there when `hold` was called."""
        with self.turn():
            held_connection(self._engine).restore()

    def close(self) -> None:
        """Close all connections; a database in memory is gone."""
        self._engine.dispose()

    def _add_what_is_missing(self, connection: Connection) -> None:
        """Make the tables that are not there, and the columns that a changed schema brings to older ones."""
        there = inspect(connection)
        tables = self.tables.metadata.tables
        missing = tables.keys() - there.get_table_names()
        self.tables.metadata.create_all(connection, [tables[name] for name in missing], checkfirst=False)
        preparer = connection.dialect.identifier_preparer
        columns = (
            there.get_multi_columns(filter_names=sorted(tables.keys() - missing)) if tables.keys() - missing else {}
        )
        for (_, table_name), known in columns.items():
            names = {column["name"] for column in known}
            for column in tables[table_name].columns:
                if column.name not in names:
                    kind = column.type.compile(connection.dialect)
                    named = f"{preparer.format_table(tables[table_name])} ADD COLUMN {preparer.quote(column.name)}"
                    connection.execute(text(f"ALTER TABLE {named} {kind}"))
