"""What follows from new notes: the activity of their thread, and their authors among the recipients."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import bindparam

from ftrack_orm.sandbox.batch.message import Message
from ftrack_orm.sandbox.batch.owner_type import find_owners
from ftrack_orm.sandbox.storage.entity_row import EntityRow
from ftrack_orm.sandbox.storage.tables import TYPE

__all__ = ["add_authors", "after_notes", "follow_threads"]


def after_notes(message: Message, rows: Sequence[EntityRow]) -> None:
    """Set `thread_activity` of the notes, and of those that they reply to, to their date."""
    if not rows or "thread_activity" not in rows[0].family.kinds:
        return
    moved: dict[str, str] = {}
    for row in rows:
        moment = row.values.get("thread_activity") or row.values["date"]
        row.values["thread_activity"] = moment
        for key in (row.values["id"], row.values.get("in_reply_to_id")):
            if key is not None:
                moved[key] = max(moment, moved.get(key, moment))
    table = rows[0].family.table
    statement = table.update().where(table.c["id"] == bindparam("b_id")).values(thread_activity=bindparam("b_moment"))
    message.connection.execute(statement, [{"b_id": key, "b_moment": moment} for key, moment in moved.items()])
    message.lookup.forget(rows[0].family)
    message.state.notes += rows


def follow_threads(message: Message, rows: Sequence[EntityRow]) -> None:
    """Give notes that became part of an entity or of a thread its project."""
    moved = [row for row in rows if row.values.keys() & {"parent_id", "in_reply_to_id"}]
    if not moved:
        return
    family = moved[0].family
    stored = message.lookup.rows(family, (row.key for row in moved))
    threads = message.lookup.by_id(family, (stored[row.key]["in_reply_to_id"] for row in moved))
    for row in moved:
        values = stored[row.key]
        thread = threads.get(values["in_reply_to_id"])
        if thread is not None and "in_reply_to_id" in row.values:
            values["project_id"] = thread["project_id"]
    owners = find_owners(message, (stored[row.key]["parent_id"] for row in moved))
    statement = family.table.update().where(family.table.c["id"] == bindparam("b_id"))
    parameters = []
    for row in moved:
        values = stored[row.key]
        owner = owners.get(values["parent_id"])
        if owner is not None:
            values["project_id"] = owner.values.get("project_id")
        parameters.append({"b_id": values["id"], "b_project": values["project_id"]})
    message.connection.execute(statement.values(project_id=bindparam("b_project")), parameters)


def add_authors(message: Message) -> None:
    """Add the author of each new note to its recipients, unless the client did."""
    notes, message.state.notes = message.state.notes, []
    if not notes or "Recipient" not in message.store.schema:
        return
    family = message.store.tables.family("Recipient")
    there = message.lookup.rows(notes[0].family, (note.key for note in notes))
    wanted = [(key[0], values["user_id"]) for key, values in there.items() if values["user_id"] is not None]
    known = message.lookup.rows(family, wanted)
    rows = [
        {"note_id": note, "resource_id": user, TYPE: "Recipient"} for note, user in wanted if (note, user) not in known
    ]
    if rows:
        message.connection.execute(family.table.insert(), rows)
    message.lookup.forget(family)
