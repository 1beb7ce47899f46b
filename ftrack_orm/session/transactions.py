"""The part of `Session` that commits, or takes back."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from ftrack_orm.deferral import deferred
from ftrack_orm.errors import CommitUnknown
from ftrack_orm.mapping import Entity
from ftrack_orm.session.session_part import SessionPart

if TYPE_CHECKING:
    from ftrack_orm.session.loading.inspection import Inspection, inspect
    from ftrack_orm.session.pending.undo import UndoPoint
    from ftrack_orm.session.writing.commit_report import CommitReport
    from ftrack_orm.session.writing.committing import commit, make_plan, rollback
    from ftrack_orm.session.writing.hooks import Hooks
    from ftrack_orm.session.writing.plan import Plan
else:
    commit = deferred("ftrack_orm.session.writing.committing.commit")
    make_plan = deferred("ftrack_orm.session.writing.committing.make_plan")
    rollback = deferred("ftrack_orm.session.writing.committing.rollback")
    inspect = deferred("ftrack_orm.session.loading.inspection.inspect")
    UndoPoint = deferred("ftrack_orm.session.pending.undo.UndoPoint")

__all__ = ["Transactions"]


class Transactions(SessionPart):
    """States, plans, commits, undo points, hooks."""

    @property
    def new(self) -> tuple[Entity, ...]:
        """The entities that the next commit creates."""
        return self._gateway.unit_of_work.changes.created

    @property
    def dirty(self) -> tuple[Entity, ...]:
        """The entities that the next commit updates."""
        return self._gateway.unit_of_work.changes.updated

    @property
    def deleted(self) -> tuple[Entity, ...]:
        """The entities that the next commit deletes."""
        return self._gateway.unit_of_work.changes.deleted

    @property
    def hooks(self) -> Hooks:
        """The occasions to be called at: `before_commit`, `after_commit`, `loaded`, `rolled_back`."""
        return self._gateway.hooks

    def inspect(self, entity: Entity) -> Inspection:
        """Tell where an entity stands: its state, what is loaded, the loaded and the current value of each change."""
        return inspect(entity)

    def plan(self) -> Plan:
        """Return what a commit would send; print it to see a table.

        Raises:
            PlanError: The changes cannot be ordered.
        """
        return make_plan(self._gateway, self._pending)

    def dry_run(self) -> Plan:
        """Plan a commit and send nothing at all, not even to load what the plan may lack.

        Raises:
            PlanError: The changes cannot be ordered.
            SessionError: The plan needs something from the server.
        """
        with self._gateway.switches.silence("a dry run sends nothing, yet the plan needs this"):
            return self.plan()

    def commit(self, *, check_conflicts: bool = False) -> CommitReport:
        """Send all changes as one batch, all or nothing; with nothing to send, nothing is sent.

        Args:
            check_conflicts: Ask the server first for what is to be updated, and send nothing where somebody else
                changed it since it was loaded.

        Raises:
            CommitError: The server refused it; nothing was saved and everything is still pending.
            CommitUnknown: The answer was lost and the server cannot be asked; everything is still pending.
            ConflictError: Somebody else changed the same; nothing was sent and everything is still pending.
            PlanError: The changes cannot be ordered.
            SessionError: Another thread has changes that are not sent, or is in a `begin()` block.
            TransportError: Nothing was sent; everything is still pending.
        """
        return commit(self._gateway, self._pending, compared=check_conflicts)

    def rollback(self) -> None:
        """Drop everything that was not sent: loaded values come back, new entities belong to no session.

        Raises:
            SessionError: Another thread has changes that are not sent, or is in a `begin()` block.
        """
        rollback(self._gateway)

    @contextmanager
    def begin(self) -> Iterator[UndoPoint]:
        """Commit at the end of the block; an exception in it undoes what was changed in it, and goes on.

        What was pending before is committed too, or stays pending. A commit that is refused leaves everything pending.
        Other threads cannot commit meanwhile.

        Raises:
            SessionError: The thread is in such a block already, or another one is.
        """
        with self._gateway.turn.block():
            with self.begin_nested() as undo:
                yield undo
            self.commit()

    @contextmanager
    def begin_nested(self) -> Iterator[UndoPoint]:
        """Set an undo point: an exception in the block, or `undo.rollback()`, undoes what was changed since.

        Nothing is sent, and points may stand inside each other. The changes stay pending for the next commit.
        """
        undo = UndoPoint(self._gateway)
        unsettled = self._gateway.unsettled
        try:
            yield undo
        except CommitUnknown:
            raise  # everything stays pending until it is known
        except BaseException:
            if self._gateway.unsettled is unsettled:  # else a commit in the block was interrupted: the same
                undo.rollback()
            raise
