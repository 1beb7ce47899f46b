"""Our side: a session on a canned workspace, the query of the read rows, and the values read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any

import ftrack_stock
from ftrack_orm import Session, select
from ftrack_orm.query import Select
from ftrack_stock import Task

__all__ = ["Values", "open_session", "task_query", "tuple_query", "values"]

Values = tuple[str, str | None, float, float, datetime | None, str, str, str, str]


def open_session(url: str, *, prefetch: bool = True) -> Session:
    """Open a session; nothing is sent."""
    return Session(url, "bench", "key", models=ftrack_stock, timeout=600, prefetch=prefetch)


def task_query() -> Select[Task]:
    """Select tasks with the 16 attributes and the names of four links."""
    return select(Task).load(
        Task.bid,
        Task.context_type,
        Task.created_at,
        Task.created_by_id,
        Task.description,
        Task.end_date,
        Task.id,
        Task.name,
        Task.object_type_id,
        Task.parent_id,
        Task.priority_id,
        Task.project_id,
        Task.sort,
        Task.start_date,
        Task.status_id,
        Task.type_id,
        Task.status.name,
        Task.type.name,
        Task.project.name,
        Task.parent.name,
    )


def tuple_query() -> Select[tuple[Any, ...]]:
    """Select as tuples the values that the read rows read."""
    return select(
        Task.name,
        Task.description,
        Task.bid,
        Task.sort,
        Task.start_date,
        Task.status.name,
        Task.type.name,
        Task.project.name,
        Task.parent.name,
    )


def values(tasks: Iterable[Task]) -> Iterator[Values]:
    """Give five scalars and four nested names of each task."""
    for task in tasks:
        yield (
            task.name,
            task.description,
            task.bid,
            task.sort,
            task.start_date,
            task.status.name,
            task.type.name,
            task.project.name,
            task.parent.name,
        )
