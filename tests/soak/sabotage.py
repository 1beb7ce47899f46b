"""Faults that are left in on purpose, so that the auditor can be seen to find them."""

from __future__ import annotations

import json
import threading
from collections.abc import Sequence
from pathlib import Path
from typing import Literal, TypeAlias, get_args
from uuid import uuid4

from ftrack_orm.errors import ServerError
from ftrack_orm.transport import JSON, Create, Delete, Operation, Transport, Update
from tests.soak.settling import persistent

__all__ = ["SABOTAGES", "Sabotage", "SabotagedTransport", "confess"]

Sabotage: TypeAlias = Literal[
    "lost-write",
    "double-write",
    "orphan-file",
    "lost-file",
    "lost-event",
    "double-event",
    "short-export",
    "leaked-handle",
    "leaked-thread",
]
SABOTAGES: tuple[Sabotage, ...] = get_args(Sabotage)


def confess(folder: Path, sabotage: Sabotage, what: str) -> None:
    """Write down what was done, so that a test can compare it with what the auditor found."""
    with (folder / "sabotage.log").open("a", encoding="utf-8") as log:
        log.write(json.dumps({"sabotage": sabotage, "what": what}) + "\n")


class SabotagedTransport:
    """A transport that says that changes of one task were carried out which it never sent, and makes another twice."""

    def __init__(self, transport: Transport, folder: Path, sabotages: Sequence[str]) -> None:
        self._transport = transport
        self._folder = folder
        self._planned = {sabotage for sabotage in ("lost-write", "double-write") if sabotage in sabotages}
        self._losing: tuple[str, ...] | None = None
        self._lock = threading.Lock()

    def __repr__(self) -> str:
        return f"<SabotagedTransport {self._transport!r}>"

    def send(self, operations: Sequence[Operation]) -> list[JSON]:
        """Send operations, or pretend to."""
        first = operations[0]
        if isinstance(first, Create) and first.entity_type == "Task" and self._begin("double-write"):
            self._send_twice(first)
        if isinstance(first, Update) and first.entity_type == "Task" and self._begin("lost-write"):
            self._losing = first.key
            confess(self._folder, "lost-write", first.key[0])
        changes = [operation for operation in operations if isinstance(operation, Update | Delete)]
        if len(changes) == len(operations) and any(change.key == self._losing for change in changes):
            return [_forged(change) for change in changes]
        return self._transport.send(operations)

    def close(self) -> None:
        """Close what it stands before."""
        self._transport.close()

    def _begin(self, sabotage: str) -> bool:
        with self._lock:
            if sabotage in self._planned:
                self._planned.discard(sabotage)
                return True
            return False

    def _send_twice(self, creation: Create) -> None:
        """Make what is about to be made, under another id, whatever the network does meanwhile."""
        id = str(uuid4())
        data = {name: value for name, value in creation.to_json()["entity_data"].items() if name != "__entity_type__"}
        again = [Create("Task", (id,), {**data, "id": id})]

        def make() -> None:
            try:
                self._transport.send(again)
            except ServerError as error:
                if "DuplicateEntryError" not in str(error):  # else an earlier try was carried out, its answer lost
                    raise

        persistent(make)
        confess(self._folder, "double-write", id)


def _forged(change: Update | Delete) -> JSON:
    if isinstance(change, Delete):
        return {"action": "delete", "data": True}
    return {"action": "update", "data": {"__entity_type__": change.entity_type, "id": change.key[0]}}
