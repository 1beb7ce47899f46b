"""Open the sandbox's database and set each connection up."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError
from sqlalchemy.pool import ConnectionPoolEntry, StaticPool

from ftrack_orm.errors import ConfigurationError
from ftrack_orm.sandbox.storage.case_folding import fold, matches
from ftrack_orm.sandbox.storage.held_connection import HeldConnection
from ftrack_orm.sandbox.storage.postgresql import await_turn, reading_options

__all__ = ["held_connection", "is_private_memory", "open_engine", "transaction_options"]

_WRITES = "ftrack_orm_writes"
"""The execution option of a connection whose transaction will write."""

_PRAGMAS = (
    "journal_mode = WAL",
    "synchronous = NORMAL",
    "temp_store = MEMORY",
    "cache_size = -65536",
    "busy_timeout = 30000",
)


def open_engine(database: str | None) -> Engine:
    """Return the engine of a database: None for one in memory, a path, or a SQLAlchemy URL.

    Raises:
        ConfigurationError: The URL cannot be opened.
    """
    if database is None:
        engine = create_engine("sqlite://", poolclass=StaticPool, connect_args=_private_arguments())
    elif "://" in database:
        engine = _from_url(database)
    else:
        url = URL.create("sqlite", database=str(Path(database).expanduser()))  # a path is none of its parts
        engine = create_engine(url, connect_args=_connect_arguments(), max_overflow=-1)
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _set_up)
        event.listen(engine, "begin", _begin)
    elif engine.dialect.name == "postgresql":
        event.listen(engine, "begin", _begin_in_turn)
    return engine


def transaction_options(engine: Engine, *, writes: bool) -> dict[str, Any]:
    """Return the execution options of a connection for a transaction that writes, or only reads."""
    if engine.dialect.name == "postgresql" and not writes:
        return {_WRITES: False, **reading_options()}
    return {_WRITES: writes}


def is_private_memory(engine: Engine) -> bool:
    """Tell whether all threads share one connection, so that they must take turns."""
    return isinstance(engine.pool, StaticPool)


def held_connection(engine: Engine) -> HeldConnection:
    """Return the one connection of a database in memory, which can go back to an earlier moment.

    Raises:
        ConfigurationError: It is another database.
    """
    with engine.connect() as connection:
        driver = connection.connection.driver_connection
    if not isinstance(driver, HeldConnection):
        raise ConfigurationError("only a sandbox in memory goes back to an earlier moment: leave out `database`")
    return driver


def _from_url(url: str) -> Engine:
    try:
        parsed = make_url(url)
        if parsed.get_backend_name() != "sqlite":
            return create_engine(parsed, pool_size=10, max_overflow=40, pool_pre_ping=True)
        if parsed.database in (None, "", ":memory:"):
            return create_engine(parsed, poolclass=StaticPool, connect_args=_private_arguments())
        return create_engine(parsed, connect_args=_connect_arguments(), max_overflow=-1)
    except ModuleNotFoundError as error:
        remedy = "pip install 'ftrack-orm[postgresql]'" if error.name == "psycopg" else f"install {error.name}"
        raise ConfigurationError(f"the database needs {error.name}, which is not installed: {remedy}") from error
    except ArgumentError:
        expected = "as in postgresql+psycopg://user:password@host/name"
        raise ConfigurationError(f"the database is neither a path nor a SQLAlchemy URL, {expected}") from None
    except Exception as error:
        raise ConfigurationError(f"the database URL cannot be opened: {error}") from error


def _connect_arguments() -> dict[str, Any]:
    return {"check_same_thread": False, "cached_statements": 512}


def _private_arguments() -> dict[str, Any]:
    return {**_connect_arguments(), "factory": HeldConnection}


def _set_up(connection: sqlite3.Connection, _: ConnectionPoolEntry) -> None:
    connection.isolation_level = None  # transactions are begun by us, see _begin
    connection.create_function("ftrack_fold", 1, _fold, deterministic=True)
    connection.create_function("ftrack_like", 2, _like, deterministic=True)
    for pragma in _PRAGMAS:
        connection.execute(f"PRAGMA {pragma}")


def _fold(text: object) -> str | None:
    return None if text is None else fold(str(text))


def _like(text: object, pattern: str) -> bool | None:
    return None if text is None else matches(str(text), pattern)


def _begin_in_turn(connection: Connection) -> None:
    if connection.get_execution_options().get(_WRITES, False):
        await_turn(connection)


def _begin(connection: Connection) -> None:
    writes = connection.get_execution_options().get(_WRITES, False)
    statement = "BEGIN IMMEDIATE" if writes else "BEGIN"
    driver = connection.connection.driver_connection
    if isinstance(driver, HeldConnection):
        driver.begin(statement)
    else:
        connection.exec_driver_sql(statement)
