"""Values that an entity gets without anybody giving them: keys, the schema's defaults, and what is never null."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from functools import partial
from typing import Any

from sqlalchemy import func, select

from ftrack_orm.sandbox.batch.message import Message
from ftrack_orm.sandbox.reading.encoding import store_value
from ftrack_orm.sandbox.sql.computed import now_text
from ftrack_orm.sandbox.storage.entity_row import EntityRow
from ftrack_orm.sandbox.storage.tables import Family, Tables
from ftrack_orm.sandbox.writing.entity_data import set_column

__all__ = ["fill_defaults", "fill_keys", "fill_never_null"]

_UID = "{uid}"
_ON_CREATION = frozenset({"created_at", "date", "start", "thread_activity", "start_date", "end_date"})
_TRUE = frozenset({"is_active"})
_NEUTRAL: dict[str, Any] = {"number": 0.0, "integer": 0, "boolean": False}
_DATED = frozenset({"Note", "AssetVersion", "List", "StatusChange"})


def fill_keys(message: Message, rows: Sequence[EntityRow]) -> None:
    """Make the primary keys that were not given.

    Raises:
        Refusal: A part of a composite key is missing.
    """
    numbered: dict[Family, int] = {}
    for row in rows:
        family = row.family
        for name in family.key:
            if row.values.get(name) is not None:
                continue
            default = message.store.schema[row.entity_type].attributes.get(name)
            if default is not None and default.has_default and default.default not in (None, _UID):
                row.values[name] = default.default
            elif len(family.key) > 1:
                raise row.refusal(
                    "IntegrityError", f"{row.entity_type}.{name} is a part of the primary key, it is required"
                )
            elif family.kinds[name] == "integer":
                if family not in numbered:
                    column = family.table.c[name]
                    numbered[family] = message.connection.execute(select(func.max(column))).scalar() or 0
                numbered[family] += 1
                row.values[name] = numbered[family]
            else:
                row.values[name] = str(uuid.uuid4())


def fill_defaults(tables: Tables, rows: Sequence[EntityRow]) -> None:
    """Set the defaults that the schema states for what was not given."""
    for row in rows:
        kind = row.entity_type
        for name, stored in tables.remembered("default", kind, partial(_defaults, tables, kind)):
            if name not in row.values:
                set_column(row, name, str(uuid.uuid4()) if stored == _UID else stored)


def fill_never_null(tables: Tables, rows: Sequence[EntityRow]) -> None:
    """Set numbers to 0, flags to false and moments to now where the server never holds null."""
    now = now_text()
    for row in rows:
        for name, stored in tables.remembered(
            "never null", row.entity_type, partial(_never_null, tables, row.entity_type)
        ):
            if row.values.get(name) is None:
                row.values[name] = now if stored is None else stored


def _defaults(tables: Tables, entity_type: str) -> tuple[tuple[str, Any], ...]:
    stated = tables.schema[entity_type]
    kinds = tables.family(entity_type).kinds
    found = []
    for name, attribute in stated.attributes.items():
        if name in kinds and attribute.has_default and attribute.default is not None and name not in stated.primary_key:
            found.append((name, store_value(kinds[name], attribute.default)))
    return tuple(found)


def _never_null(tables: Tables, entity_type: str) -> tuple[tuple[str, Any], ...]:
    stated = tables.schema[entity_type]
    kinds = tables.family(entity_type).kinds
    found: list[tuple[str, Any]] = []
    for name, attribute in stated.attributes.items():
        if name not in kinds or name in stated.primary_key:
            continue
        kind = kinds[name]
        if kind == "datetime":
            created = name == "created_at" or (name == "date" and stated.name in _DATED)
            if created or (attribute.required and name in _ON_CREATION):
                found.append((name, None))
        elif attribute.required and kind in _NEUTRAL:
            found.append((name, True if name in _TRUE else _NEUTRAL[kind]))
    return tuple(found)
