"""What the server sets on new projects and on everything below them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ftrack_orm.sandbox.batch.message import Message
from ftrack_orm.sandbox.storage.entity_row import EntityRow, Values
from ftrack_orm.sandbox.writing.workflow_default import WorkflowDefaults

__all__ = ["fill_contexts", "project_of"]


def fill_contexts(message: Message, rows: Sequence[EntityRow]) -> None:
    """Set the project, inherited from the parent, and status, type and priority."""
    defaults = WorkflowDefaults(message)
    pending = {row.values["id"]: row.values for row in rows}
    parents = (row.values.get("parent_id") for row in rows)
    stored = message.lookup.by_id(rows[0].family, (key for key in parents if key not in pending))
    known = {**stored, **pending}
    for row in rows:
        if row.entity_type == "Project":
            _fill_project(row, defaults)
    for row in rows:
        if row.entity_type != "Project":
            _fill_typed(message, row, known, defaults)


def project_of(values: Values, known: dict[Any, Values]) -> Any:
    """Return the project of a context: its parent's, at any distance among the known rows."""
    seen: list[str] = []
    parent = known.get(values.get("parent_id"))
    while parent is not None and parent["id"] not in seen:
        if parent.get("context_type") == "show":
            return parent["id"]
        if parent.get("project_id") is not None:
            return parent["project_id"]
        seen.append(parent["id"])
        parent = known.get(parent.get("parent_id"))
    return None


def _fill_project(row: EntityRow, defaults: WorkflowDefaults) -> None:
    values = row.values
    values |= {"context_type": "show", "project_id": values["id"], "parent_id": None}
    values["status"] = values.get("status") or "active"
    values["full_name"] = values.get("full_name") or values.get("name")
    if values.get("project_schema_id") is None:
        values["project_schema_id"] = defaults.first("ProjectSchema")


def _fill_typed(message: Message, row: EntityRow, known: dict[Any, Values], defaults: WorkflowDefaults) -> None:
    values = row.values
    values["context_type"] = "task"
    if values.get("parent_id") is None:
        values["parent_id"] = values.get("project_id")
    values["project_id"] = project_of(values, known) or values.get("project_id")
    stated = message.store.schema[row.entity_type]
    object_type, project = stated.object_type_id, values["project_id"]
    values["object_type_id"] = object_type or values.get("object_type_id")
    if "type_id" in stated and values.get("type_id") is None:
        values["type_id"] = defaults.type(project, row.entity_type, object_type)
    if "status_id" in stated and values.get("status_id") is None:
        values["status_id"] = defaults.status(project, row.entity_type, object_type, values.get("type_id"))
    if "priority_id" in stated:
        priority = values.get("priority_id")
        if priority is None or (
            priority == stated["priority_id"].default and not defaults.exists("Priority", priority)
        ):
            values["priority_id"] = defaults.first("Priority")
