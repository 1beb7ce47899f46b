"""What must hold when a batch ends: keys lead somewhere, required values are there, unique ones are."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import partial
from typing import Any

from sqlalchemy import func, select

from ftrack_orm.sandbox.batch.message import Message
from ftrack_orm.sandbox.batch.owner_type import find_owners
from ftrack_orm.sandbox.batch.write_state import ForeignKey
from ftrack_orm.sandbox.storage.chunk import chunks
from ftrack_orm.sandbox.storage.entity_row import EntityRow, Key
from ftrack_orm.sandbox.storage.tables import TYPE, Tables

__all__ = ["judge", "judge_later"]

_NEEDED: Mapping[str, tuple[str, ...]] = {
    "Asset": ("context_id",),
    "AssetVersion": ("asset_id",),
    "TypedContext": ("parent_id", "project_id"),
}
"""What the server demands beyond what its schema says."""
_VOCABULARY = frozenset({"status_id", "type_id", "priority_id", "project_schema_id"})
"""Set by the server from the workspace's vocabulary; null where that is empty."""
_UNIQUE: Mapping[str, tuple[str, ...]] = {"Timer": ("user_id",), "Resource": ("username",)}
_POLYMORPHIC: Mapping[str, tuple[str, ...]] = {
    "CustomAttributeLink": ("from_id", "to_id"),
    "CustomAttributeValue": ("entity_id",),
    "EntitySetting": ("parent_id",),
    "ListObject": ("entity_id",),
    "Metadata": ("parent_id",),
    "Note": ("parent_id",),
}
"""Keys that may lead to entities of several types."""
_NAMED_TARGET = re.compile(r"Foreign key\(s\): (\w+)\.")


def judge_later(message: Message, row: EntityRow, given: Mapping[str, Any]) -> None:
    """Note what an operation set, to be judged when the batch ends."""
    message.state.judged[row.identity] = row
    tables = message.store.tables
    targets = tables.remembered("targets", row.entity_type, partial(_targets, tables, row.entity_type))
    for name, value in given.items():
        if value is not None and name in targets:
            message.state.foreign_keys.append(ForeignKey(row, name, value, targets[name]))


def judge(message: Message) -> None:
    """Judge everything that was noted.

    Raises:
        Refusal: IntegrityError; the first thing that does not hold.
    """
    rows = _rows_now(message)
    _judge_deleted(message)
    _judge_foreign_keys(message, rows)
    _judge_required(message, rows)
    _judge_unique(message, rows)


def _rows_now(message: Message) -> dict[tuple[str, Key], Mapping[str, Any]]:
    """Return the judged rows as they are at the end; what was deleted since is left out."""
    by_table: dict[str, list[EntityRow]] = {}
    for row in message.state.judged.values():
        by_table.setdefault(row.family.table.name, []).append(row)
    found: dict[tuple[str, Key], Mapping[str, Any]] = {}
    for name, members in by_table.items():
        current = message.lookup.rows(members[0].family, (row.key for row in members))
        found |= {(name, key): values for key, values in current.items()}
    return found


def _judge_deleted(message: Message) -> None:
    for row, rule in message.state.deleted:
        leads = select(rule.column).where(rule.column == row.key[0]).limit(1)
        if message.connection.execute(leads).first() is not None:
            raise row.refusal("IntegrityError", f"it is still used by {rule.family.root}.{rule.column.name}")


def _judge_foreign_keys(message: Message, rows: Mapping[tuple[str, Key], Mapping[str, Any]]) -> None:
    by_targets: dict[tuple[str, ...], list[ForeignKey]] = {}
    for key in message.state.foreign_keys:
        if rows.get(key.row.identity, {}).get(key.attribute) == key.value:
            by_targets.setdefault(key.targets, []).append(key)
    for targets, keys in by_targets.items():
        known = _existing(message, targets, {key.value for key in keys})
        for key in keys:
            if key.value not in known:
                what = " or ".join(targets) if targets else "entity"
                cause = f"{key.row.entity_type}.{key.attribute}: there is no {what} {key.value!r}"
                raise key.row.refusal("IntegrityError", f"(ForeignKeyError) {cause}")


def _existing(message: Message, targets: tuple[str, ...], ids: set[Any]) -> set[Any]:
    if not targets:
        return set(find_owners(message, ids))
    tables = message.store.tables
    found: set[Any] = set()
    for target in targets:
        family = tables.family(target)
        types = set(tables.concrete(target))
        column = family.table.c[family.key[0]]
        for chunk in chunks(ids):
            statement = select(column, family.table.c[family.type_column]).where(column.in_(chunk))
            found |= {key for key, kind in message.connection.execute(statement) if kind in types}
    return found


def _judge_required(message: Message, rows: Mapping[tuple[str, Key], Mapping[str, Any]]) -> None:
    for identity, row in message.state.judged.items():
        values = rows.get(identity)
        if values is None:
            continue
        tables, kind = message.store.tables, values[TYPE]
        for name in tables.remembered("required", kind, partial(_required, tables, kind)):
            if values.get(name) is None:
                label = f"{row.entity_type}.{name}"
                link = message.store.schema[values[TYPE]].attributes[name].link
                named = f"{label} ({link})" if link else label
                raise row.refusal("IntegrityError", f"{named} is required, it cannot be none")


def _judge_unique(message: Message, rows: Mapping[tuple[str, Key], Mapping[str, Any]]) -> None:
    by_column: dict[tuple[str, str], dict[Any, EntityRow]] = {}
    for identity, row in message.state.judged.items():
        for name in _UNIQUE.get(row.family.root, ()):
            value = rows.get(identity, {}).get(name)
            if value is not None:
                by_column.setdefault((row.family.root, name), {})[value] = row
    for (root, name), by_value in by_column.items():
        table = message.store.tables.family(root).table
        for chunk in chunks(by_value):
            twice = (
                select(table.c[name]).where(table.c[name].in_(chunk)).group_by(table.c[name]).having(func.count() > 1)
            )
            for value in message.connection.execute(twice).scalars():
                row = by_value[value]
                cause = f"(DuplicateEntryError) Duplicate entry '{value}' for {row.entity_type}.{name}"
                raise row.refusal("IntegrityError", cause)


def _required(tables: Tables, entity_type: str) -> tuple[str, ...]:
    stated, kinds = tables.schema[entity_type], tables.family(entity_type).kinds
    names = [
        name
        for name, attribute in stated.attributes.items()
        if attribute.required and name in kinds and name not in stated.primary_key and name not in _VOCABULARY
    ]
    for kind in tables.schema.lineage(entity_type):
        names += (name for name in _NEEDED.get(kind, ()) if name in stated)
    return tuple(dict.fromkeys(names))


def _targets(tables: Tables, entity_type: str) -> dict[str, tuple[str, ...]]:
    """Return, for each foreign key of a type, the types that it may lead to; none stands for several kinds."""
    stated, family = tables.schema[entity_type], tables.family(entity_type)
    found: dict[str, list[str]] = {}
    for attribute in stated.attributes.values():
        if attribute.kind == "link" and attribute.foreign_key is not None and attribute.target is not None:
            found.setdefault(attribute.foreign_key, []).append(attribute.target)
    for name, attribute in stated.attributes.items():
        named = _NAMED_TARGET.match(attribute.description or "")
        lone = name not in found and attribute.format == "foreign_key" and (name,) != family.key
        if lone and named is not None and named[1] in tables.schema and len(tables.family(named[1]).key) == 1:
            found[name] = [named[1]]
    several = dict.fromkeys(_POLYMORPHIC.get(family.table.name, ()), ())
    return {**{name: tuple(targets) for name, targets in found.items()}, **several}
