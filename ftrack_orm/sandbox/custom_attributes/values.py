"""Keep the values of custom attributes: one for each entity and each attribute that applies to it.

A value that nobody set is the default, or for a hierarchical attribute what the nearest entity above has. It is kept
like one that was set, so that reading and filtering need not know the difference.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from sqlalchemy import select

from ftrack_orm.sandbox.batch.message import Message
from ftrack_orm.sandbox.custom_attributes.configuration import CustomConfiguration, read_configurations, value_type
from ftrack_orm.sandbox.custom_attributes.inheritance import Inheritance, inherit_again, pass_down
from ftrack_orm.sandbox.custom_attributes.value_rows import FAMILY, add_values, change_values
from ftrack_orm.sandbox.reading.encoding import variable_columns
from ftrack_orm.sandbox.storage.entity_row import EntityRow
from ftrack_orm.sandbox.storage.tables import IS_SET, TYPE

__all__ = ["add_for_configurations", "add_for_entities", "set_values"]


def add_for_entities(message: Message, rows: Sequence[EntityRow], *, but: Collection[str] = ()) -> None:
    """Add the values of new entities; `but` names custom attributes that are new too, and come to all entities."""
    tables = message.store.tables
    types = {row.entity_type: value_type(tables, row.entity_type) for row in rows}
    rows = [row for row in rows if types[row.entity_type] is not None]
    known = read_configurations(message.connection, tables) if rows and FAMILY in tables.schema else []
    configurations = [configuration for configuration in known if configuration.id not in but]
    if not configurations:
        return
    inherited = Inheritance(message, rows, [c for c in configurations if c.hierarchical])
    added = []
    for row in rows:
        lineage = tables.schema.lineage(row.entity_type)
        for configuration in configurations:
            if configuration.applies_to(lineage, row.values):
                stored = inherited.value(configuration, row.values, row.family.root)
                added.append(_value_row(configuration, row.values["id"], str(types[row.entity_type]), stored))
    add_values(message, added)


def add_for_configurations(message: Message, ids: Collection[str]) -> None:
    """Add the values of entities that were there before these custom attributes were."""
    tables, wanted = message.store.tables, set(ids)
    configurations = [c for c in read_configurations(message.connection, tables) if c.id in wanted] if wanted else []
    if not configurations:
        return
    for root in dict.fromkeys(tables.family(t.name).root for t in tables.schema if value_type(tables, t.name)):
        family = tables.family(root)
        names = [name for name in ("id", "project_id", "object_type_id", TYPE) if name in family.table.c]
        statement = select(*(family.table.c[name] for name in names))
        added = []
        for values in [dict(row) for row in message.connection.execute(statement).mappings()]:
            kind = value_type(tables, values[TYPE])
            lineage = tables.schema.lineage(values[TYPE])
            fitting = [c for c in configurations if kind and c.applies_to(lineage, values)]
            added += [_value_row(c, values["id"], str(kind), c.default) for c in fitting]
        add_values(message, added)


def set_values(message: Message, values: Mapping[tuple[str, str], Any]) -> None:
    """Set values, by configuration and entity; None makes a hierarchical one inherit again."""
    if not values:
        return
    hierarchical = {c.id for c in read_configurations(message.connection, message.store.tables) if c.hierarchical}
    change_values(message, values)
    below = {key: stored for key, stored in values.items() if key[0] in hierarchical}
    unset = {key for key, stored in below.items() if stored is None}
    if unset:
        inherit_again(message, {entity for _, entity in unset}, {configuration for configuration, _ in unset})
    pass_down(message, {key: stored for key, stored in below.items() if stored is not None})


def _value_row(configuration: CustomConfiguration, entity: str, kind: str, stored: str | None) -> dict[str, Any]:
    return {
        "configuration_id": configuration.id,
        "entity_id": entity,
        "key": configuration.key,
        "value": stored,
        IS_SET: False,
        TYPE: kind,
        **variable_columns("value", stored),
    }
