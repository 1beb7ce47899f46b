"""The canned workspace: tasks with 16 attributes and four links, and pages of them as a server encodes them.

Everything follows from a task's number, so that each side reads the same values. An entity stands in full at its first
mention in a page and as a reference after.
"""

from __future__ import annotations

import json
from datetime import datetime, timedelta
from functools import lru_cache
from typing import Any

__all__ = [
    "ATTRIBUTES",
    "EXPRESSION",
    "LINKS",
    "link",
    "page",
    "rows_answer",
    "task",
    "task_id",
    "task_number",
    "type_of",
]

ATTRIBUTES = (
    "bid",
    "context_type",
    "created_at",
    "created_by_id",
    "description",
    "end_date",
    "id",
    "name",
    "object_type_id",
    "parent_id",
    "priority_id",
    "project_id",
    "sort",
    "start_date",
    "status_id",
    "type_id",
)
"""The 16 attributes of every row."""

LINKS = {"status": "Status", "type": "Type", "project": "Project", "parent": "Shot"}
"""The links of every row, of each of which the name is read."""

EXPRESSION = f"select {', '.join((*ATTRIBUTES, *(f'{name}.name' for name in LINKS)))} from Task"
"""The query of the read rows, as every side sends it."""

_STATUSES = ("Not started", "In progress", "Awaiting approval", "Approved", "On hold", "Omitted")
_STEPS = ("animation", "compositing", "effects", "layout", "lighting")
_START = datetime(2024, 1, 8, 9)
_OBJECT_TYPE = "11c137c0-ee7e-4f9c-91c5-8c77cec22b2c"
_PRIORITY = "9661b320-3a0c-11e2-81c1-0800200c9a66"


def task_id(number: int) -> str:
    """Return the id of a task."""
    return f"{number:08x}-7a3c-4e1d-9b52-5f0c8e2d6a41"


def task_number(id: str) -> int:
    """Return the number of the task with this id."""
    return int(id[:8], 16)


def type_of(id: str) -> str:
    """Return the type of the entity with this id; what is no canned entity is taken for a task."""
    return next((kind for name, kind in LINKS.items() if id[8:] == _link_id(name, 0)[8:]), "Task")


def link(number: int, name: str) -> dict[str, Any]:
    """Return the full copy of the entity that a task's link leads to."""
    return dict(_entity(name, _place(number, name)))


def _place(number: int, name: str) -> int:
    return {"status": number * 7 // 3 % len(_STATUSES), "type": number % 5, "project": 0, "parent": number // 5}[name]


@lru_cache(maxsize=4096)
def _entity(name: str, place: int) -> dict[str, Any]:
    names = _STATUSES if name == "status" else tuple(step.title() for step in _STEPS)
    label = {"project": "Tower of winds", "parent": f"tow_{place * 10:05}"}.get(name) or names[place]
    entity = {"__entity_type__": LINKS[name], "id": _link_id(name, place), "name": label}
    if name in ("project", "parent"):  # what the server sends along unasked
        entity |= {"context_type": "show" if name == "project" else "task"}
    if name == "parent":
        entity |= {"project_id": _link_id("project", 0)}
    return entity


def task(number: int) -> dict[str, Any]:
    """Return the 16 attributes of a task."""
    links = {name: _link_id(name, _place(number, name)) for name in LINKS}
    start = _START + timedelta(hours=number % 4000)
    return {
        "__entity_type__": "Task",
        "bid": 28_800.0 * (1 + number % 5),
        "context_type": "task",
        "created_at": _moment(_START - timedelta(days=30, seconds=number)),
        "created_by_id": f"{number % 40:08x}-55d0-4c8e-b1f7-3a9e7d4c2b10",
        "description": f"Pass {number % 9 + 1} for tow_{number // 5 * 10:05}, as noted in review {number}",
        "end_date": _moment(start + timedelta(days=5)),
        "id": task_id(number),
        "name": _STEPS[number % 5],
        "object_type_id": _OBJECT_TYPE,
        "parent_id": links["parent"],
        "priority_id": _PRIORITY,
        "project_id": links["project"],
        "sort": float(number),
        "start_date": _moment(start),
        "status_id": links["status"],
        "type_id": links["type"],
    }


def page(tasks: int, offset: int, limit: int) -> bytes:
    """Return the encoded answer to a query for a page of a workspace with so many tasks."""
    end = max(min(offset + limit, tasks), offset)
    return _answer(_rows(offset, end), end if end < tasks else None)


def rows_answer(rows: list[dict[str, Any]]) -> bytes:
    """Return the encoded answer to a query that gives just these rows."""
    return _answer(json.dumps(rows).encode(), None)


def _answer(rows: bytes, following: int | None) -> bytes:
    offset = json.dumps(following).encode()
    return b'[{"action": "query", "data": %s, "metadata": {"next": {"offset": %s}}}]' % (rows, offset)


@lru_cache(maxsize=64)
def _rows(start: int, end: int) -> bytes:
    seen: set[str] = set()
    return json.dumps([_row(number, seen) for number in range(start, end)]).encode()


def _row(number: int, seen: set[str]) -> dict[str, Any]:
    row = task(number)
    for name in LINKS:
        entity = link(number, name)
        if entity["id"] in seen:
            entity = {"__entity_type__": entity["__entity_type__"], "id": entity["id"]}
        seen.add(entity["id"])
        row[name] = entity
    return row


def _link_id(name: str, place: int) -> str:
    return f"{place:08x}-{sum(map(ord, name)):04x}-4b7a-8e21-6d5f4c3b2a19"


def _moment(moment: datetime) -> dict[str, str]:
    return {"__type__": "datetime", "value": moment.isoformat(timespec="seconds")}
