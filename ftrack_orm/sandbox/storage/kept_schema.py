"""The schema that a database was made for, kept in it."""

from __future__ import annotations

import json
from pathlib import Path

from sqlalchemy import Column, Connection, MetaData, String, Table, Text, inspect, select
from sqlalchemy.exc import SQLAlchemyError

from ftrack_orm.errors import ConfigurationError
from ftrack_orm.sandbox.storage.connection import open_engine
from ftrack_orm.schema import Schema

__all__ = ["keep_schema", "kept_schema", "schema_table"]

_NAME = "_kept_schema"


def schema_table(metadata: MetaData) -> Table:
    """Return the hidden table that holds the schema: one row, or none where the workspace is the stock one."""
    return Table(_NAME, metadata, Column("hash", String(64), primary_key=True), Column("content", Text, nullable=False))


def keep_schema(connection: Connection, table: Table, schema: Schema) -> None:
    """Keep a schema instead of what was kept before."""
    connection.execute(table.delete())
    connection.execute(table.insert(), {"hash": schema.hash, "content": json.dumps(schema.to_json())})


def kept_schema(database: str) -> Schema | None:
    """Return the schema that a database keeps, None where it keeps none or is not there yet.

    Raises:
        ConfigurationError: The database cannot be opened.
        SchemaError: What it keeps is no schema.
    """
    if "://" not in database and not Path(database).expanduser().is_file():
        return None
    engine = open_engine(database)
    try:
        with engine.connect() as connection:
            if not inspect(connection).has_table(_NAME):
                return None
            table = schema_table(MetaData())
            content = connection.execute(select(table.c.content)).scalar()
    except SQLAlchemyError as error:
        reason = str(getattr(error, "orig", None) or error)
        raise ConfigurationError(f"the database cannot be opened: {reason}") from error
    finally:
        engine.dispose()
    return None if content is None else Schema.from_json(json.loads(content))
