"""Execute the operations of a request as one transaction."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from itertools import groupby
from typing import Any, TypeAlias

from sqlalchemy.exc import IntegrityError, SQLAlchemyError

from ftrack_orm.sandbox.actions import ACTIONS, READING, Action, end_batch
from ftrack_orm.sandbox.batch.message import Message
from ftrack_orm.sandbox.batch.operation_reading import Numbered
from ftrack_orm.sandbox.batch.write_state import EntityChange
from ftrack_orm.sandbox.refusal import Refusal
from ftrack_orm.sandbox.rights.permission import Rights
from ftrack_orm.sandbox.storage.store import Store
from ftrack_orm.transport.operation import JSON

__all__ = ["Executor", "Listener", "Preparation"]

Listener: TypeAlias = Callable[[str, Sequence[EntityChange]], None]
"""Is told who sent a committed batch (the user id), and what it changed."""
Preparation: TypeAlias = Callable[[Mapping[str, Any], ExitStack], None]
"""Does for an operation what takes long, before its transaction begins; the stack is closed when the batch is over."""


class Executor:
    """Executes requests on a store; may be called from any thread.

    `server_url` begins the addresses that entities hold (`thumbnail_url`). `actions` may be added to: a name, and a
    function over a run of operations of that name, with `preparations` for those that take long. `recorders` see each
    batch at the end of its transaction, and may write in it. `listeners` are told of each committed batch that changed
    something. With `checks_rights` what a batch changed is judged by the security roles that its sender had before it,
    else everybody may do everything.
    """

    def __init__(
        self, store: Store, *, server_url: str = "", listener: Listener | None = None, checks_rights: bool = False
    ) -> None:
        self.store = store
        self.server_url = server_url
        self.checks_rights = checks_rights
        self.listeners: list[Listener] = [] if listener is None else [listener]
        self.recorders: list[Callable[[Message], None]] = []
        self.preparations: dict[str, Preparation] = {}
        self.actions: dict[str, Action] = dict(ACTIONS)

    def execute(
        self,
        operations: Sequence[Mapping[str, Any]],
        *,
        user_id: str,
        strict: bool = False,
        client_token: str | None = None,
        push_token: str | None = None,
        denormalized: bool = False,
    ) -> list[JSON]:
        """Execute all operations or none, and return one result for each.

        `denormalized` results repeat an entity wherever it is met; others refer to its one full copy.

        Raises:
            Refusal: An operation was refused; nothing was saved.
        """
        numbered = self._numbered(operations)
        writes = any(item.operation["action"] not in READING for item in numbered)
        with ExitStack() as prepared, self._turn(numbered, prepared, writes=writes):
            with self.store.begin(writes=writes) as connection:
                rights = Rights.of(connection, self.store.tables, user_id) if writes and self.checks_rights else None
                message = Message(
                    self.store,
                    connection,
                    user_id,
                    strict,
                    self.server_url,
                    rights,
                    client_token,
                    push_token,
                    denormalized,
                )
                results = self._run(message, numbered)
            for announce in message.announcements:
                announce()
        for follow in message.afterwards:
            follow()
        for listener in self.listeners if message.state.changes else ():
            listener(user_id, message.state.changes)
        return results

    @contextmanager
    def _turn(self, numbered: Sequence[Numbered], prepared: ExitStack, *, writes: bool) -> Iterator[None]:
        """Prepare what takes long, then wait for this batch's turn."""
        for item in numbered:
            prepare = self.preparations.get(item.operation["action"])
            if prepare is not None:
                prepare(item.operation, prepared)
        with self.store.turn(writes=writes):
            yield

    def _numbered(self, operations: Any) -> list[Numbered]:
        if not isinstance(operations, (list, tuple)):
            raise Refusal("ValueError", "a request is a list of operations")
        for position, operation in enumerate(operations):
            if not isinstance(operation, Mapping):
                raise Refusal("ValueError", f"operation {position} is no object", None, position)
            action = operation.get("action")
            if not isinstance(action, str) or action not in self.actions:
                raise Refusal("ValueError", f"Invalid action {action!r}", "invalid_action", position)
        return [Numbered(position, operation) for position, operation in enumerate(operations)]

    def _run(self, message: Message, numbered: Sequence[Numbered]) -> list[JSON]:
        results: list[JSON] = []
        run: list[Numbered] = []
        try:
            for action, group in groupby(numbered, key=lambda item: str(item.operation["action"])):
                run = list(group)
                results += self.actions[action](message, run)
            run = []
            end_batch(message)
            if message.rights is not None:
                message.rights.judge(message)
            for record in self.recorders:
                record(message)
        except IntegrityError as error:
            raise Refusal("IntegrityError", f"(DuplicateEntryError) {_reason(error)}", None, _only(run)) from error
        except (SQLAlchemyError, RecursionError, OverflowError, UnicodeError) as error:
            raise Refusal("ValueError", f"the batch cannot be executed: {_reason(error)}", None, _only(run)) from error
        return results


def _reason(error: Exception) -> str:
    """Return what the database said, without the statement: that holds values, and says nothing to a client."""
    return next(iter(str(getattr(error, "orig", None) or error).splitlines()), type(error).__name__)


def _only(run: Sequence[Numbered]) -> int | None:
    return run[0].position if len(run) == 1 else None
