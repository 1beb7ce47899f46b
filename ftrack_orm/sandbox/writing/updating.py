"""Update entities, many at once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import bindparam

from ftrack_orm.sandbox.batch.message import Message
from ftrack_orm.sandbox.batch.write_state import EntityChange
from ftrack_orm.sandbox.storage.entity_row import EntityRow, Values
from ftrack_orm.sandbox.storage.tables import TYPE, Family
from ftrack_orm.sandbox.writing.constraints import judge_later
from ftrack_orm.sandbox.writing.note_thread import follow_threads
from ftrack_orm.sandbox.writing.reparenting import after_moves
from ftrack_orm.sandbox.writing.status_history import StatusStep, record_status_steps

__all__ = ["stored_values", "update_rows", "write_columns"]


def update_rows(message: Message, rows: Sequence[EntityRow]) -> None:
    """Change stored rows; each row's `values` hold its key and what is new.

    Raises:
        Refusal: An entity does not exist, or an immutable attribute would change.
    """
    steps: list[StatusStep] = []
    moved: list[EntityRow] = []
    changed: dict[str, dict[Any, tuple[EntityRow, set[str]]]] = {}
    for row, stored in zip(rows, stored_values(message, rows), strict=True):
        new = {name: value for name, value in row.values.items() if stored.get(name) != value}
        _refuse_immutable(message, row, new)
        old = {name: stored.get(name) for name in new}
        if "status_id" in new:
            steps.append(StatusStep(stored[TYPE], stored, old["status_id"]))
        if new.keys() & {"parent_id", "asset_id", "context_id", "is_published", "version"}:
            moved.append(row)
            _note_assets(message, row, old, new)
        stored |= new
        place = changed.setdefault(row.family.table.name, {}).setdefault(row.key, (row, set()))
        place[1].update(new)
        judge_later(message, row, new)
        message.state.contents += [row] if row.collections else []
        changes = {name: (old[name], value) for name, value in new.items() if name in row.family.kinds}
        message.state.changes.append(EntityChange("update", row.entity_type, row.key, changes, stored))
    for members in changed.values():
        _write(message, list(members.values()))
    _follow_keys(message, rows)
    follow_threads(message, [row for row in rows if row.family.root == "Note"])
    record_status_steps(message, steps)
    after_moves(message, moved)


def stored_values(message: Message, rows: Sequence[EntityRow]) -> list[Values]:
    """Return the stored row of each; those that one key names twice share it.

    Raises:
        Refusal: There is no such entity, or it is of another type.
    """
    by_family: dict[Family, list[EntityRow]] = {}
    for row in rows:
        by_family.setdefault(row.family, []).append(row)
    for family, members in by_family.items():
        message.lookup.rows(family, (row.key for row in members))
    found = []
    for row in rows:
        stored = message.lookup.rows(row.family, [row.key]).get(row.key)
        if stored is None or stored[row.family.type_column] not in message.store.tables.concrete(row.entity_type):
            raise row.refusal("ValidationError", f"there is no such {row.entity_type}", "entity_not_found")
        found.append(stored)
    return found


def write_columns(message: Message, family: Family, rows: Sequence[Mapping[str, Any]], names: Sequence[str]) -> None:
    """Set the same columns of many rows; each row holds its key and these columns."""
    if not rows or not names:
        return
    table = family.table
    statement = table.update().where(*(table.c[part] == bindparam(f"_key_{part}") for part in family.key))
    parameters = [
        {
            **{f"_key_{part}": row[part] for part in family.key},
            **{f"_new_{i}": row[name] for i, name in enumerate(names)},
        }
        for row in rows
    ]
    values: dict[Any, Any] = {table.c[name]: bindparam(f"_new_{i}") for i, name in enumerate(names)}
    message.connection.execute(statement.values(values), parameters)


def _write(message: Message, members: list[tuple[EntityRow, set[str]]]) -> None:
    by_names: dict[tuple[str, ...], list[Values]] = {}
    family = members[0][0].family
    for row, names in members:
        stored = message.lookup.rows(family, [row.key])[row.key]
        if names:
            by_names.setdefault(tuple(sorted(names)), []).append(stored)
    for columns, rows in by_names.items():
        write_columns(message, family, rows, columns)


def _refuse_immutable(message: Message, row: EntityRow, new: Mapping[str, Any]) -> None:
    stated = message.store.schema[row.entity_type]
    for name in new:
        attribute = stated.attributes.get(name)
        link = stated.attributes.get(attribute.link) if attribute is not None and attribute.link else None
        if attribute is not None and (attribute.immutable or (link is not None and link.immutable)):
            cause = f"{row.entity_type}.{name} is immutable, it may be given only when the entity is created"
            raise row.refusal("ValidationError", cause)


def _note_assets(message: Message, row: EntityRow, old: Mapping[str, Any], new: Mapping[str, Any]) -> None:
    if row.family.root == "AssetVersion":
        stored = message.lookup.rows(row.family, [row.key])[row.key]
        message.state.assets |= {old.get("asset_id"), new.get("asset_id"), stored["asset_id"]} - {None}


def _follow_keys(message: Message, rows: Sequence[EntityRow]) -> None:
    """Keep the key of a custom attribute beside its values."""
    for row in rows:
        if row.entity_type == "CustomAttributeConfiguration" and "key" in row.values:
            family = message.store.tables.family("CustomAttributeValue")
            mine = family.table.c["configuration_id"] == row.values["id"]
            message.connection.execute(family.table.update().where(mine).values(key=row.values["key"]))
            message.lookup.forget(family)
