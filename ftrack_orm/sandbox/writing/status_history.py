"""Write down each change of a status, as `status_changes` shows them."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from ftrack_orm.sandbox.batch.message import Message
from ftrack_orm.sandbox.batch.owner_type import server_word
from ftrack_orm.sandbox.sql.computed import now_text
from ftrack_orm.sandbox.storage.entity_row import Values
from ftrack_orm.sandbox.storage.tables import TYPE

__all__ = ["StatusStep", "record_status_steps"]


@dataclass(frozen=True, slots=True)
class StatusStep:
    """An entity as it is now, and the status that it had before."""

    entity_type: str
    values: Values
    before: str | None


def record_status_steps(message: Message, steps: Sequence[StatusStep]) -> None:
    """Add a StatusChange for each step of a task-like entity or an asset version."""
    schema = message.store.schema
    if "StatusChange" not in schema:
        return
    now, rows = now_text(), []
    for step in steps:
        kind = _kind(schema.lineage(step.entity_type))
        status = step.values.get("status_id")
        if kind is None or kind not in schema or status in (None, step.before):
            continue
        rows.append(
            {
                "id": str(uuid.uuid4()),
                "date": now,
                "from_status_id": step.before,
                "status_id": status,
                "parent_id": step.values["id"],
                "parent_type": server_word(message, step.entity_type),
                "user_id": message.user_id,
                TYPE: kind,
            }
        )
    if rows:
        table = message.store.tables.family("StatusChange").table
        message.connection.execute(
            table.insert(), [{column.name: row.get(column.name) for column in table.c} for row in rows]
        )


def _kind(lineage: tuple[str, ...]) -> str | None:
    if "TypedContext" in lineage:
        return "TypedContextStatusChange"
    return "AssetVersionStatusChange" if lineage[0] == "AssetVersion" else None
