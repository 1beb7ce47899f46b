"""Execute the operations of a request as one transaction."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from itertools import groupby
from typing import Any, TypeAlias

from sqlalchemy.exc import IntegrityError, SQLAlchemyError

from ftrack_orm.sandbox.actions import ACTIONS, READING, Action, end_batch
from ftrack_orm.sandbox.batch.message import Message
from ftrack_orm.sandbox.batch.operation_reading import Numbered
from ftrack_orm.sandbox.batch.write_state import EntityChange
from ftrack_orm.sandbox.refusal import Refusal
from ftrack_orm.sandbox.storage.store import Store
from ftrack_orm.transport.operation import JSON

__all__ = ["Executor", "Listener"]

Listener: TypeAlias = Callable[[str, Sequence[EntityChange]], None]
"""Is told who sent a committed batch (the user id), and what it changed."""


class Executor:
    """Executes requests on a store; may be called from any thread.

    `server_url` begins the addresses that entities hold (`thumbnail_url`). `actions` may be added to: a name, and a
    function over a run of operations of that name.
    """

    def __init__(self, store: Store, *, server_url: str = "", listener: Listener | None = None) -> None:
        self.store = store
        self.server_url = server_url
        self.listener = listener
        self.actions: dict[str, Action] = dict(ACTIONS)

    def execute(self, operations: Sequence[Mapping[str, Any]], *, user_id: str, strict: bool = False) -> list[JSON]:
        """Execute all operations or none, and return one result for each.

        Raises:
            Refusal: An operation was refused; nothing was saved.
        """
        numbered = self._numbered(operations)
        writes = any(item.operation["action"] not in READING for item in numbered)
        with self.store.begin(writes=writes) as connection:
            message = Message(self.store, connection, user_id, strict, self.server_url)
            results = self._run(message, numbered)
        if message.state.changes and self.listener is not None:
            self.listener(user_id, message.state.changes)
        return results

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
        except IntegrityError as error:
            raise Refusal("IntegrityError", f"(DuplicateEntryError) {error.orig}", None, _only(run)) from error
        except (SQLAlchemyError, RecursionError, OverflowError, UnicodeError) as error:
            raise Refusal("ValueError", f"the batch cannot be executed: {error}", None, _only(run)) from error
        return results


def _only(run: Sequence[Numbered]) -> int | None:
    return run[0].position if len(run) == 1 else None
