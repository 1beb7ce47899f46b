"""Delete entities with all that hangs on them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import and_, or_, select

from ftrack_orm.sandbox.batch.message import Message
from ftrack_orm.sandbox.batch.write_state import EntityChange
from ftrack_orm.sandbox.storage.chunk import chunks
from ftrack_orm.sandbox.storage.entity_row import EntityRow, Key, Values
from ftrack_orm.sandbox.storage.tables import TYPE, Family
from ftrack_orm.sandbox.writing.deletion_rule import deletion_rules, pair_columns
from ftrack_orm.sandbox.writing.updating import stored_values

__all__ = ["delete_found", "delete_rows"]

_KEYS_AT_ONCE = 200


def delete_rows(message: Message, rows: Sequence[EntityRow]) -> None:
    """Delete entities; those that a collection let go of before, in the same batch, are gone already.

    Raises:
        Refusal: One does not exist or is named twice.
    """
    rows = [row for row in rows if row.identity not in message.state.let_go]
    seen: set[tuple[str, Key]] = set()
    for row, stored in zip(rows, stored_values(message, rows), strict=True):
        if row.identity in seen:
            raise row.refusal("ValidationError", f"there is no such {row.entity_type}", "entity_not_found")
        seen.add(row.identity)
        _judge_later(message, row, stored)
    by_family: dict[Family, list[Values]] = {}
    for row, stored in zip(rows, stored_values(message, rows), strict=True):
        by_family.setdefault(row.family, []).append(stored)
    for family, members in by_family.items():
        delete_found(message, family, members)


def delete_found(message: Message, family: Family, rows: Sequence[Values]) -> None:
    """Delete stored rows, and level by level what dies with them."""
    pending: list[tuple[Family, Sequence[Values]]] = [(family, rows)]
    doomed: dict[Family, dict[Key, Values]] = {}
    for current, members in pending:
        known = doomed.setdefault(current, {})
        new = {key: values for values in members if (key := _key(current, values)) not in known}
        known |= new
        by_type: dict[str, list[Values]] = {}
        for values in new.values():
            by_type.setdefault(values[TYPE], []).append(values)
        for entity_type, found in by_type.items():
            pending += _followers(message, entity_type, current, found)
    for current, found_rows in reversed(doomed.items()):
        _remove(message, current, found_rows)
    message.lookup.forget()


def _key(family: Family, values: Values) -> Key:
    return tuple(values[name] for name in family.key)


def _followers(
    message: Message, entity_type: str, family: Family, rows: Iterable[Values]
) -> list[tuple[Family, Sequence[Values]]]:
    """Return what dies with rows of a concrete type, and clear the keys of what does not."""
    ids = [values[family.key[0]] for values in rows]
    found: list[tuple[Family, Sequence[Values]]] = []
    if len(family.key) > 1:
        return found
    for rule in deletion_rules(message.store.relations, entity_type):
        for chunk in chunks(ids):
            if rule.effect == "delete":
                statement = select(rule.family.table).where(rule.column.in_(chunk))
                dying = [dict(row) for row in message.connection.execute(statement).mappings()]
                found += [(rule.family, dying)] if dying else []
            elif rule.effect == "clear":
                cleared = rule.family.table.update().where(rule.column.in_(chunk))
                message.connection.execute(cleared.values({rule.column: None}))
    for table, name in pair_columns(message.store.relations):
        for chunk in chunks(ids):
            message.connection.execute(table.delete().where(table.c[name].in_(chunk)))
    return found


def _remove(message: Message, family: Family, rows: dict[Key, Values]) -> None:
    table = family.table
    columns = [table.c[name] for name in family.key]
    for chunk in chunks(rows, 900 if len(columns) == 1 else _KEYS_AT_ONCE):
        if len(columns) == 1:
            test: Any = columns[0].in_([key[0] for key in chunk])
        else:
            test = or_(*(and_(*(c == v for c, v in zip(columns, key, strict=True))) for key in chunk))
        message.connection.execute(table.delete().where(test))
    if family.root == "AssetVersion":
        message.state.assets |= {values["asset_id"] for values in rows.values() if values["asset_id"] is not None}
    for key, values in rows.items():
        message.state.changes.append(EntityChange("remove", values[TYPE], key, {}, values))


def _judge_later(message: Message, row: EntityRow, stored: Values) -> None:
    """Note who may not need the entity any more when the batch ends."""
    if len(row.family.key) == 1:
        rules = deletion_rules(message.store.relations, stored[TYPE])
        message.state.deleted += [(row, rule) for rule in rules if rule.effect == "refuse"]
