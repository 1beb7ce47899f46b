"""What PostgreSQL needs beyond the tables: one writer at a time, readers on a snapshot, and folding of case."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection

from ftrack_orm.sandbox.storage.case_folding import folded_characters

__all__ = ["add_functions", "await_turn", "reading_options"]

_TURN = 0x667472616B  # "ftrak"
"""The number of the lock that writers of all processes wait for."""


def reading_options() -> dict[str, Any]:
    """Return the execution options of a transaction that reads: all its statements see the same moment."""
    return {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True}


def await_turn(connection: Connection) -> None:
    """Wait until no other transaction writes; the turn ends with the transaction.

    So writes follow each other as they do in SQLite: what a batch reads before it writes stays true.
    """
    connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_TURN})")


def add_functions(connection: Connection) -> None:
    """Add the function that folds the case of all letters, each to one, as in SQLite."""
    given, folded = (_quoted(characters) for characters in folded_characters())
    connection.exec_driver_sql(
        "CREATE OR REPLACE FUNCTION ftrack_fold(text) RETURNS text LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE "
        f"AS $body$ SELECT translate($1, {given}, {folded}) $body$"
    )


def _quoted(characters: str) -> str:
    return "'" + characters.replace("'", "''") + "'"
