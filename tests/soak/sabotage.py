"""Faults that are left in on purpose, so that the auditor can be seen to find them."""

from __future__ import annotations

import json
import threading
from collections.abc import Sequence
from pathlib import Path
from typing import Literal, TypeAlias, get_args
from uuid import uuid4

from ftrack_orm.transport import JSON, Create, Operation, Transport, Update

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
    """A transport that once says that an update was carried out which it never sent, or sends a creation twice."""

    def __init__(self, transport: Transport, folder: Path, sabotages: Sequence[str]) -> None:
        self._transport = transport
        self._folder = folder
        self._planned = {sabotage for sabotage in ("lost-write", "double-write") if sabotage in sabotages}
        self._lock = threading.Lock()

    def __repr__(self) -> str:
        return f"<SabotagedTransport {self._transport!r}>"

    def send(self, operations: Sequence[Operation]) -> list[JSON]:
        """Send operations, or pretend to."""
        first = operations[0]
        if isinstance(first, Update) and first.entity_type == "Task" and self._begin("lost-write"):
            confess(self._folder, "lost-write", first.key[0])
            return [_forged(operation) for operation in operations if isinstance(operation, Update)]
        answers = self._transport.send(operations)
        if isinstance(first, Create) and first.entity_type == "Task" and self._begin("double-write"):
            id = str(uuid4())
            data = {name: value for name, value in first.to_json()["entity_data"].items() if name != "__entity_type__"}
            self._transport.send([Create("Task", (id,), {**data, "id": id})])
            confess(self._folder, "double-write", id)
        return answers

    def close(self) -> None:
        """Close what it stands before."""
        self._transport.close()

    def _begin(self, sabotage: str) -> bool:
        with self._lock:
            if sabotage in self._planned:
                self._planned.discard(sabotage)
                return True
            return False


def _forged(operation: Update) -> JSON:
    return {"action": "update", "data": {"__entity_type__": operation.entity_type, "id": operation.key[0]}}
