"""Past events as rows of `Event`, so that a client that was away can ask for what it missed.

A row's `action` is the event's topic, its `data` the event's data as JSON and its `insert` the event's id. Ids of rows
grow in the order in which events are delivered, and an event is a row before anybody gets it.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, func, select

from ftrack_orm.sandbox.sql.computed import now_text
from ftrack_orm.sandbox.storage.tables import TYPE, Tables

__all__ = ["is_kept", "keep"]


def is_kept(event: Mapping[str, Any]) -> bool:
    """Tell whether an event becomes a row: all but those of the hubs themselves, as replies."""
    return not str(event["topic"]).startswith("ftrack.meta.")


def keep(connection: Connection, tables: Tables, events: Sequence[tuple[Mapping[str, Any], str | None]]) -> None:
    """Add a row for each event, with the id of the user who caused it."""
    kept = [(event, user_id) for event, user_id in events if is_kept(event)]
    if not kept or "Event" not in tables.schema:
        return
    family = tables.family("Event")
    latest: int = connection.execute(select(func.max(family.table.c["id"]))).scalar() or 0
    rows = [_row(event, user_id) | {"id": latest + number} for number, (event, user_id) in enumerate(kept, 1)]
    names = [column.name for column in family.table.c]
    connection.execute(family.table.insert(), [{name: row.get(name) for name in names} for row in rows])


def _row(event: Mapping[str, Any], user_id: str | None) -> dict[str, Any]:
    first = _first_entity(event["data"])
    parents = first.get("parents") or []
    top = parents[-1] if parents else {}
    return {
        TYPE: "Event",
        "action": event["topic"],
        "data": json.dumps(event["data"], separators=(",", ":")),
        "insert": event["id"],
        "created_at": now_text(),
        "user_id": user_id,
        "parent_id": first.get("entityId"),
        "parent_type": first.get("entityType"),
        "project_id": top.get("entityId") if top.get("entityType") == "show" else None,
    }


def _first_entity(data: Any) -> Mapping[str, Any]:
    """Return the entity that an update tells of first; an empty mapping for other events."""
    entities = data.get("entities") if isinstance(data, Mapping) else None
    first = entities[0] if isinstance(entities, list) and entities else None
    return first if isinstance(first, Mapping) and isinstance(first.get("entityId"), str) else {}
