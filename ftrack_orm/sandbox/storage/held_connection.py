"""An SQLite connection that goes back to an earlier moment, whatever was committed since."""

from __future__ import annotations

import sqlite3

__all__ = ["HeldConnection"]


class HeldConnection(sqlite3.Connection):
    """Once `hold` was called, transactions are savepoints within one that never ends, and `restore` undoes them all.

    Going back costs what was changed, not what is there. Only for a database that nobody else opens: one in memory.
    """

    _is_held = False
    _is_within = False

    def begin(self, statement: str) -> None:
        """Begin a transaction: by the statement, or as a savepoint."""
        self.execute("SAVEPOINT within" if self._is_held else statement)
        self._is_within = True

    def commit(self) -> None:
        """Keep what the transaction changed, until it is restored."""
        if not self._is_held:
            super().commit()
        elif self._is_within:
            self.execute("RELEASE within")
        self._is_within = False

    def rollback(self) -> None:
        """Undo what the transaction changed."""
        if not self._is_held:
            super().rollback()
        elif self._is_within:
            self.execute("ROLLBACK TO within")
            self.execute("RELEASE within")
        self._is_within = False

    def hold(self) -> None:
        """Remember this moment; a later one takes its place."""
        if self._is_held:
            super().commit()
        self.execute("BEGIN IMMEDIATE")
        self.execute("SAVEPOINT held")
        self._is_held = True

    def restore(self) -> None:
        """Go back to the moment that is remembered, as often as needed."""
        if self._is_held:
            self.execute("ROLLBACK TO held")
