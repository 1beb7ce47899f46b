"""Create entities, many at once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from ftrack_orm.sandbox.batch.message import Message
from ftrack_orm.sandbox.batch.write_state import EntityChange
from ftrack_orm.sandbox.custom_attributes.values import add_for_configurations, add_for_entities
from ftrack_orm.sandbox.storage.entity_row import EntityRow
from ftrack_orm.sandbox.storage.tables import TYPE
from ftrack_orm.sandbox.writing.constraints import judge_later
from ftrack_orm.sandbox.writing.default_values import fill_defaults, fill_keys, fill_never_null
from ftrack_orm.sandbox.writing.note_thread import after_notes
from ftrack_orm.sandbox.writing.server_values import fill_server_values
from ftrack_orm.sandbox.writing.status_history import StatusStep, record_status_steps

__all__ = ["create_rows"]

_ABSTRACT = frozenset({"BaseUser", "Context", "Resource"})


def create_rows(message: Message, rows: Sequence[EntityRow], *, trusted: bool = False) -> None:
    """Complete new rows and insert them; what must hold in the end is judged when the batch ends.

    `trusted` rows (of seeds) are not judged and leave no history.

    Raises:
        Refusal: A primary key is taken or incomplete.
    """
    if not rows:
        return
    _refuse_abstract(rows)
    given = [dict(row.values) for row in rows]
    fill_keys(message, rows)
    if not trusted:
        _refuse_taken_keys(message, rows)
    for row in rows:
        message.state.let_go.discard(row.identity)
        row.values.setdefault(TYPE, row.entity_type)
        message.lookup.put(row.family, row.values)
    fill_defaults(message.store.tables, rows)
    fill_server_values(message, rows)
    fill_never_null(message.store.tables, rows)
    _insert(message, rows)
    configurations = {row.values["id"] for row in rows if row.entity_type == "CustomAttributeConfiguration"}
    add_for_entities(message, rows, but=configurations)
    add_for_configurations(message, configurations)
    if trusted:
        return
    after_notes(message, [row for row in rows if row.family.root == "Note"])
    record_status_steps(message, [StatusStep(row.entity_type, row.values, None) for row in rows])
    for row, stated in zip(rows, given, strict=True):
        judge_later(message, row, stated)
        message.state.contents += [row] if row.collections else []
        message.state.changes.append(_change(row))


def _refuse_abstract(rows: Sequence[EntityRow]) -> None:
    for row in rows:
        if row.entity_type in _ABSTRACT:
            raise row.refusal(
                "ValidationError", f"a {row.entity_type} cannot be created itself, only a type that narrows it"
            )


def _refuse_taken_keys(message: Message, rows: Sequence[EntityRow]) -> None:
    by_table: dict[str, list[EntityRow]] = {}
    for row in rows:
        by_table.setdefault(row.family.table.name, []).append(row)
    for members in by_table.values():
        taken = set(message.lookup.rows(members[0].family, (row.key for row in members)))
        for row in members:
            if row.key in taken:
                key = "-".join(str(part) for part in row.key)
                cause = f"(DuplicateEntryError) Duplicate entry '{key}' for the primary key of {row.entity_type}"
                raise row.refusal("IntegrityError", cause)
            taken.add(row.key)


def _insert(message: Message, rows: Sequence[EntityRow]) -> None:
    by_table: dict[str, list[EntityRow]] = {}
    for row in rows:
        by_table.setdefault(row.family.table.name, []).append(row)
    for members in by_table.values():
        table = members[0].family.table
        blank: Mapping[str, Any] = dict.fromkeys(column.name for column in table.c)
        message.connection.execute(table.insert(), [{**blank, **row.values} for row in members])


def _change(row: EntityRow) -> EntityChange:
    changes = {
        name: (None, value) for name, value in row.values.items() if value is not None and name in row.family.kinds
    }
    return EntityChange("add", row.entity_type, row.key, changes, row.values)
