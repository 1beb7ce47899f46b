"""Which projects a change has to do with: where the entity is, was, and what it is tied to."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ftrack_orm.sandbox.batch.message import Message
from ftrack_orm.sandbox.batch.owner_type import find_owners
from ftrack_orm.sandbox.batch.write_state import EntityChange

__all__ = ["projects_touched"]

_WAYS = (
    "context_id", "task_id", "asset_id", "asset_version_id", "version_id", "parent_id", "entity_id", "note_id",
    "in_reply_to_id", "list_id", "component_id", "container_id", "review_session_id", "review_session_object_id",
    "calendar_event_id", "from_id", "to_id", "incoming_id", "outgoing_id",
)  # fmt: skip
"""Keys that lead towards a project."""
_MOST_STEPS = 8


def projects_touched(message: Message, change: EntityChange) -> set[str | None]:
    """Return the ids of the projects; None among them stands for being in no project."""
    if change.entity_type == "Project":
        return {None if change.action == "add" else str(change.values["id"])}
    found: set[str | None] = set()
    before = {name: old for name, (old, _) in change.changes.items()}
    after = {name: new for name, (_, new) in change.changes.items()}
    for values in (change.values, before, after):
        if values.get("project_id") is not None:
            found.add(str(values["project_id"]))
        found |= _beyond(message, values, 0)
    return found or {None}


def _beyond(message: Message, values: Mapping[str, Any], steps: int) -> set[str | None]:
    """Return the projects of what the values lead to."""
    keys = [values[name] for name in _WAYS if values.get(name) is not None]
    found: set[str | None] = set()
    for owner in find_owners(message, keys).values():
        project = owner.values["id"] if owner.entity_type == "Project" else owner.values.get("project_id")
        if project is not None:
            found.add(str(project))
        elif steps < _MOST_STEPS:
            found |= _beyond(message, owner.values, steps + 1)
    return found
