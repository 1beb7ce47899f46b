"""A transport with canned pages of tasks, which counts what is asked for and can hold answers back."""

from __future__ import annotations

import re
import threading
from collections.abc import Callable, Sequence
from copy import deepcopy
from typing import Any

from ftrack_orm.schema.stock import stock_schema
from ftrack_orm.transport import JSON, Operation, QueryExpression, QuerySchemas, Update

__all__ = ["PageServer"]

_PAGE = re.compile(r"offset (\d+) limit (\d+)$")


class PageServer:
    """Answers queries as a workspace with so many tasks, in the order of their numbers.

    `before` is called with the offset before a page is answered, in the thread that asks. `row` makes a task.
    """

    def __init__(self, tasks: int, row: Callable[[int], dict[str, Any]] | None = None) -> None:
        self.tasks = tasks
        self.row = row or (lambda number: {"name": f"task {number}"})
        self.before: Callable[[int], None] = lambda offset: None
        self.offsets: list[int] = []
        self.expressions: list[str] = []
        self.most_at_once = 0
        self.closed = False
        self._now = 0
        self._lock = threading.Lock()

    def send(self, operations: Sequence[Operation]) -> list[JSON]:
        return [self._answer(operation) for operation in operations]

    def close(self) -> None:
        self.closed = True

    def _answer(self, operation: Operation) -> JSON:
        if isinstance(operation, Update):
            key = {"__entity_type__": "Task", "id": operation.key[0]}
            return {"action": "update", "data": {**key, **operation.data}}
        if isinstance(operation, QuerySchemas):
            return stock_schema().to_json()
        assert isinstance(operation, QueryExpression)
        found = _PAGE.search(operation.expression)
        offset, limit = (int(found[1]), int(found[2])) if found else (0, 500)
        with self._lock:
            self.offsets.append(offset)
            self.expressions.append(operation.expression)
            self._now += 1
            self.most_at_once = max(self.most_at_once, self._now)
        try:
            self.before(offset)
        finally:
            with self._lock:
                self._now -= 1
        end = min(offset + limit, self.tasks)
        data = [{"__entity_type__": "Task", "id": f"{n:08}", **deepcopy(self.row(n))} for n in range(offset, end)]
        return {"action": "query", "data": data, "metadata": {"next": {"offset": end if end < self.tasks else None}}}
