"""Answers in an SQLite file of a folder of the user's own, for all processes of one machine.

SQLite comes with Python, so that nothing is to be installed in Maya or Nuke, and keeps bytes, never pickles. A file
that is broken is dropped and made anew. A rollback journal is used, not a write-ahead log, since homes of studios are
often on network disks, where the latter does not work.
"""

from __future__ import annotations

import os
import secrets
import sqlite3
import stat
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from threading import Lock
from typing import TypeVar

from ftrack_orm.session.cache.store import Reading

__all__ = ["SqliteStore"]

T = TypeVar("T")

_FILE = "reference.sqlite3"
_WAIT = 0.25
"""Seconds to wait for another process that writes; a request is faster than waiting longer."""
_FORMAT = 1
_TABLES = f"""
    create table if not exists answer (
        number integer primary key, key blob not null unique, until real not null, bytes integer not null, value blob
    );
    create index if not exists answer_size on answer (number, bytes);
    create table if not exists edition (name blob primary key, token blob not null) without rowid;
    pragma user_version = {_FORMAT};
"""


class SqliteStore:
    """Keeps at most `size` bytes of answers; of more the oldest go."""

    def __init__(self, folder: Path, size: int) -> None:
        self._folder = folder
        self._file = folder / _FILE
        self._size = size
        self._lock = Lock()
        self._connection: sqlite3.Connection | None = None
        self._opened: tuple[int, int] | None = None
        self._closed = False

    def read(self, key: bytes, editions: Sequence[bytes]) -> Reading:
        """Return an answer and editions; see `CacheStore.read`."""
        return self._run(lambda connection: _read(connection, key, editions))

    def write(self, key: bytes, value: bytes, seconds: float) -> None:
        """Keep an answer; see `CacheStore.write`. One that is larger than everything may be is not kept."""
        if len(value) <= self._size:
            self._run(lambda connection: _write(connection, key, value, seconds, self._size))

    def renew(self, editions: Sequence[bytes]) -> None:
        """Give editions other tokens; see `CacheStore.renew`."""
        rows = [(name, secrets.token_bytes(8)) for name in editions]
        self._run(lambda connection: _in_turn(connection, "insert or replace into edition values (?, ?)", rows))

    def clear(self) -> None:
        """Drop everything; see `CacheStore.clear`."""
        self._run(lambda connection: connection.executescript("delete from answer; delete from edition;"))

    def close(self) -> None:
        """Close the file; who uses it still, as a page that was on its way, leaves it closed."""
        with self._lock:
            self._closed = True
            self._forget()

    def _run(self, what: Callable[[sqlite3.Connection], T]) -> T:
        with self._lock:
            try:
                return what(self._connected())
            except sqlite3.OperationalError:
                self._forget()  # locked, full, or not to be opened: all may be well the next time
                raise
            except sqlite3.DatabaseError:
                self._forget()
                self._file.unlink(missing_ok=True)
                return what(self._connected())
            finally:
                if self._closed:
                    self._forget()

    def _connected(self) -> sqlite3.Connection:
        """Return the connection of this process to the file that is there now: another one may have dropped it."""
        if self._connection is None or self._opened != self._identity():
            self._forget()
            self._connection = self._open()
            self._opened = self._identity()
        return self._connection

    def _identity(self) -> tuple[int, int] | None:
        try:
            return os.getpid(), self._file.stat().st_ino
        except OSError:
            return None

    def _open(self) -> sqlite3.Connection:
        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        _check_private(self._folder)
        descriptor = os.open(self._file, os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0), 0o600)
        try:
            if hasattr(os, "fchmod"):
                os.fchmod(descriptor, 0o600)
        finally:
            os.close(descriptor)
        connection = sqlite3.connect(self._file, timeout=_WAIT, isolation_level=None, check_same_thread=False)
        try:
            _prepare(connection)
        except BaseException:
            connection.close()
            raise
        return connection

    def _forget(self) -> None:
        connection, self._connection = self._connection, None
        if connection is not None and self._opened is not None and self._opened[0] == os.getpid():
            with suppress(sqlite3.Error):  # one that a parent process opened must not be touched
                connection.close()


def _check_private(folder: Path) -> None:
    """Refuse a folder in which somebody else could put answers."""
    if hasattr(os, "getuid"):
        found = folder.stat()
        if found.st_uid != os.getuid() or found.st_mode & (stat.S_IWGRP | stat.S_IWOTH):
            raise PermissionError(f"{folder} must belong to you and be writable by nobody else")


def _prepare(connection: sqlite3.Connection) -> None:
    """Make the tables where they are missing, or of another format."""
    ((found,),) = connection.execute("pragma user_version")
    if found == _FORMAT:
        return
    connection.execute("pragma auto_vacuum = full")
    connection.executescript("drop table if exists answer; drop table if exists edition;" + _TABLES)


def _read(connection: sqlite3.Connection, key: bytes, editions: Sequence[bytes]) -> Reading:
    found = connection.execute("select value, until from answer where key = ?", (key,)).fetchone()
    tokens = _tokens(connection, editions)
    missing = [(name, secrets.token_bytes(8)) for name in editions if name not in tokens]
    if missing:
        _in_turn(connection, "insert or ignore into edition values (?, ?)", missing)
        tokens = _tokens(connection, editions)
    value = found[0] if found is not None and found[1] > time.time() else None
    return Reading(value, tuple(tokens[name] for name in editions))


def _tokens(connection: sqlite3.Connection, editions: Sequence[bytes]) -> dict[bytes, bytes]:
    marks = ", ".join("?" * len(editions))
    return dict(connection.execute(f"select name, token from edition where name in ({marks})", editions).fetchall())


def _in_turn(connection: sqlite3.Connection, statement: str, rows: Sequence[tuple[bytes, bytes]]) -> None:
    """Run a statement for each row in one transaction."""
    with connection:
        connection.execute("begin immediate")
        connection.executemany(statement, rows)


def _write(connection: sqlite3.Connection, key: bytes, value: bytes, seconds: float, size: int) -> None:
    now = time.time()
    with connection:
        connection.execute("begin immediate")
        connection.execute("delete from answer where key = ? or until < ?", (key, now))
        connection.execute(
            "insert into answer (key, until, bytes, value) values (?, ?, ?, ?)", (key, now + seconds, len(value), value)
        )
        connection.execute(
            "delete from answer where number in (select number from "
            "(select number, sum(bytes) over (order by number desc) as upto from answer) where upto > ?)",
            (size,),
        )
