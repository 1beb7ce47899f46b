"""Progress of durable subscriptions in a file of SQLite."""

from __future__ import annotations

import json
import os
import sqlite3
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from threading import Lock

from ftrack_orm.errors import ConfigurationError
from ftrack_orm.events.durable.dead_letter import DeadLetter
from ftrack_orm.events.durable.store import Progress
from ftrack_orm.events.event import Event

__all__ = ["SqliteStore", "usual_place"]

_RECENT = 1_000
"""Ids of handled events that are kept for each subscription."""

_WAIT = 30.0
"""Seconds to wait for another process that writes."""

_TABLES = """
create table if not exists progress (
    subscription text primary key, position integer not null, failures integer not null default 0
) without rowid;
create table if not exists handled (
    number integer primary key, subscription text not null, event_id text not null
);
create index if not exists handled_by on handled (subscription, number);
create table if not exists dead_letter (
    subscription text not null, event_id text not null, event text not null, error text not null,
    failures integer not null, died_at text not null, primary key (subscription, event_id)
);
"""


class SqliteStore:
    """Keeps progress in a file, for threads and processes of one machine; see `DurableStore`.

    Args:
        path: The file; its folder is made. None for one where the operating system wants the state of programs.
    """

    def __init__(self, path: str | Path | None = None) -> None:
        self.path: Path = usual_place() if path is None else Path(path).expanduser()
        self._lock = Lock()
        self._connection: sqlite3.Connection | None = None
        self._closed = False

    def __repr__(self) -> str:
        return f"<SqliteStore {self.path}>"

    def load(self, subscription: str) -> Progress | None:
        """Return how far a subscription is; see `DurableStore.load`."""
        with self._used() as connection:
            found = connection.execute(
                "select position, failures from progress where subscription = ?", (subscription,)
            ).fetchone()
            if found is None:
                return None
            recent = connection.execute(
                "select event_id from handled where subscription = ? order by number", (subscription,)
            ).fetchall()
        return Progress(found[0], tuple(id for (id,) in recent), found[1])

    def begin(self, subscription: str, position: int) -> None:
        """Begin a subscription; see `DurableStore.begin`."""
        with self._used() as connection:
            connection.execute(
                "insert or ignore into progress (subscription, position) values (?, ?)", (subscription, position)
            )

    def advance(self, subscription: str, before: int, position: int, handled: str | None) -> bool:
        """Move a subscription; see `DurableStore.advance`."""
        with self._used() as connection:
            moved = connection.execute(
                "update progress set position = ?, failures = 0 where subscription = ? and position = ?",
                (position, subscription, before),
            )
            if moved.rowcount != 1:
                return False
            if handled is not None:
                _note(connection, subscription, handled)
        return True

    def failed(self, subscription: str) -> None:
        """Count a failure; see `DurableStore.failed`."""
        with self._used() as connection:
            connection.execute("update progress set failures = failures + 1 where subscription = ?", (subscription,))

    def bury(self, subscription: str, letter: DeadLetter) -> None:
        """Keep an event that is given up; see `DurableStore.bury`."""
        event = json.dumps(letter.event.to_wire())
        row = (subscription, letter.event.id, event, letter.error, letter.failures, letter.died_at.isoformat())
        with self._used() as connection:
            connection.execute("insert or replace into dead_letter values (?, ?, ?, ?, ?, ?)", row)

    def dead_letters(self, subscription: str) -> list[DeadLetter]:
        """Return the events that were given up; see `DurableStore.dead_letters`."""
        with self._used() as connection:
            rows = connection.execute(
                "select event, error, failures, died_at from dead_letter"
                " where subscription = ? order by died_at, rowid",
                (subscription,),
            ).fetchall()
        return [
            DeadLetter(Event.from_wire(json.loads(event)), error, failures, datetime.fromisoformat(died_at))
            for event, error, failures, died_at in rows
        ]

    def remove_dead_letter(self, subscription: str, event_id: str) -> None:
        """Forget an event that was given up; see `DurableStore.remove_dead_letter`."""
        with self._used() as connection:
            connection.execute(
                "delete from dead_letter where subscription = ? and event_id = ?", (subscription, event_id)
            )

    def close(self) -> None:
        """Close the file; who uses it still, as a handler that was at work, leaves it closed."""
        with self._lock:
            self._closed = True
            self._release()

    @contextmanager
    def _used(self) -> Iterator[sqlite3.Connection]:
        """Give the connection for one transaction."""
        with self._lock:
            if self._connection is None:
                self._connection = self._open()
            try:
                with self._connection:
                    self._connection.execute("begin immediate")
                    yield self._connection
            finally:
                if self._closed:
                    self._release()

    def _release(self) -> None:
        connection, self._connection = self._connection, None
        if connection is not None:
            connection.close()

    def _open(self) -> sqlite3.Connection:
        try:
            self.path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            os.close(os.open(self.path, os.O_RDWR | os.O_CREAT, 0o600))
            connection = sqlite3.connect(self.path, timeout=_WAIT, isolation_level=None, check_same_thread=False)
        except (OSError, sqlite3.Error) as error:
            raise ConfigurationError(f"{self.path} cannot keep what was handled: {error}; pass store=PATH") from None
        try:
            connection.execute("pragma journal_mode = wal")
            connection.execute("pragma synchronous = normal")
            connection.executescript(_TABLES)
        except sqlite3.Error as error:
            connection.close()
            raise ConfigurationError(f"{self.path} cannot keep what was handled: {error}; pass store=PATH") from None
        return connection


def _note(connection: sqlite3.Connection, subscription: str, event_id: str) -> None:
    """Take note of a handled event, and forget the oldest."""
    added = connection.execute(
        "insert into handled (subscription, event_id) values (?, ?)", (subscription, event_id)
    ).lastrowid
    if added is not None and added % 97 == 0:
        connection.execute(
            "delete from handled where subscription = ? and number <= "
            "(select number from handled where subscription = ? order by number desc limit 1 offset ?)",
            (subscription, subscription, _RECENT),
        )


def usual_place() -> Path:
    """Return the file where the operating system wants the state of programs."""
    folder = _FOLDERS.get(sys.platform, _linux)()
    return folder / "ftrack-orm" / "durable.sqlite"


def _linux() -> Path:
    return Path(os.environ.get("XDG_STATE_HOME") or Path.home() / ".local" / "state")


_FOLDERS: dict[str, Callable[[], Path]] = {
    "win32": lambda: Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local"),
    "darwin": lambda: Path.home() / "Library" / "Application Support",
}
