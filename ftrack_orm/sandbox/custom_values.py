"""Keep the values of custom attributes: one for each entity and each attribute that applies to it.

A value that nobody set is the default, or for a hierarchical attribute what the nearest entity above has. It is kept
like one that was set, so that reading and filtering need not know the difference.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import bindparam, or_, select

from ftrack_orm.sandbox.chunk import chunks
from ftrack_orm.sandbox.custom_configuration import CustomConfiguration, read_configurations, value_type
from ftrack_orm.sandbox.encoding import variable_columns
from ftrack_orm.sandbox.entity_row import EntityRow
from ftrack_orm.sandbox.message import Message
from ftrack_orm.sandbox.tables import IS_SET, TYPE

__all__ = ["add_for_configurations", "add_for_entities", "inherit_again", "set_values"]

_FAMILY = "CustomAttributeValue"
_UP = {"AssetVersion": "asset_id", "Asset": "context_id", "Context": "parent_id"}


def add_for_entities(message: Message, rows: Sequence[EntityRow]) -> None:
    """Add the values of new entities."""
    tables = message.store.tables
    types = {row.entity_type: value_type(tables, row.entity_type) for row in rows}
    rows = [row for row in rows if types[row.entity_type] is not None]
    configurations = read_configurations(message.connection, tables) if rows and _FAMILY in tables.schema else []
    if not configurations:
        return
    inherited = _Inheritance(message, rows, [c for c in configurations if c.hierarchical])
    added = []
    for row in rows:
        lineage = tables.schema.lineage(row.entity_type)
        for configuration in configurations:
            if configuration.applies_to(lineage, row.values):
                stored = inherited.value(configuration, row.values, row.family.root)
                added.append(_value_row(configuration, row.values["id"], str(types[row.entity_type]), stored))
    _insert(message, added)


def add_for_configurations(message: Message, ids: Iterable[str]) -> None:
    """Add the values of entities that were there before these custom attributes were."""
    tables, wanted = message.store.tables, set(ids)
    configurations = [c for c in read_configurations(message.connection, tables) if c.id in wanted]
    for root in dict.fromkeys(tables.family(t.name).root for t in tables.schema if value_type(tables, t.name)):
        family = tables.family(root)
        names = [name for name in ("id", "project_id", "object_type_id", TYPE) if name in family.table.c]
        statement = select(*(family.table.c[name] for name in names))
        for values in [dict(row) for row in message.connection.execute(statement).mappings()]:
            kind = value_type(tables, values[TYPE])
            lineage = tables.schema.lineage(values[TYPE])
            fitting = [c for c in configurations if kind and c.applies_to(lineage, values)]
            _insert(message, [_value_row(c, values["id"], str(kind), c.default) for c in fitting])


def set_values(message: Message, values: Mapping[tuple[str, str], Any]) -> None:
    """Set values, by configuration and entity; None makes a hierarchical one inherit again."""
    if not values:
        return
    table = message.store.tables.family(_FAMILY).table
    hierarchical = {c.id for c in read_configurations(message.connection, message.store.tables) if c.hierarchical}
    parameters = [
        {"b_configuration": key[0], "b_entity": key[1], IS_SET: stored is not None, "value": stored}
        | variable_columns("value", stored)
        for key, stored in values.items()
    ]
    _update(message, parameters)
    below = {key: stored for key, stored in values.items() if key[0] in hierarchical}
    unset = {key for key, stored in below.items() if stored is None}
    if unset:
        inherit_again(message, {entity for _, entity in unset}, {configuration for configuration, _ in unset})
    _pass_down(message, table, {key: stored for key, stored in below.items() if stored is not None})


def inherit_again(message: Message, entities: set[str], configurations: set[str] | None = None) -> None:
    """Take hierarchical values from above anew, for what was moved or is no longer set."""
    tables = message.store.tables
    if _FAMILY not in tables.schema:
        return
    found = [c for c in read_configurations(message.connection, tables) if c.hierarchical]
    found = [c for c in found if configurations is None or c.id in configurations]
    table = tables.family(_FAMILY).table
    changed: dict[tuple[str, str], Any] = {}
    for root in (name for name in _UP if found and name in tables.schema):
        rows = message.lookup.by_id(tables.family(root), entities)
        inherited = _Inheritance(message, [], found, extra=[(root, values) for values in rows.values()])
        unset = _unset(message, table, list(rows), found)
        for configuration, entity in unset:
            changed[configuration.id, entity] = inherited.value(configuration, rows[entity], root)
    parameters = [
        {"b_configuration": key[0], "b_entity": key[1], IS_SET: False, "value": stored}
        | variable_columns("value", stored)
        for key, stored in changed.items()
    ]
    _update(message, parameters)
    _pass_down(message, table, changed)


class _Inheritance:
    """The hierarchical values that entities take from above: from rows of the same batch, or stored ones."""

    def __init__(
        self,
        message: Message,
        rows: Sequence[EntityRow],
        configurations: Sequence[CustomConfiguration],
        extra: Sequence[tuple[str, Mapping[str, Any]]] = (),
    ) -> None:
        self._new = {row.values["id"]: (row.family.root, row.values) for row in rows}
        self._stored: dict[tuple[str, str], str | None] = {}
        if not configurations:
            return
        table = message.store.tables.family(_FAMILY).table
        every = [(row.family.root, row.values) for row in rows] + list(extra)
        above = {values.get(_UP[root]) for root, values in every if root in _UP} - self._new.keys() - {None}
        for chunk in chunks(above):
            statement = select(table.c["configuration_id"], table.c["entity_id"], table.c["value"])
            chosen = table.c["configuration_id"].in_([c.id for c in configurations])
            for configuration, entity, value in message.connection.execute(
                statement.where(table.c["entity_id"].in_(chunk), chosen)
            ):
                self._stored[configuration, entity] = value

    def value(self, configuration: CustomConfiguration, values: Mapping[str, Any], root: str) -> str | None:
        """Return the value that an entity begins with, as stored."""
        if not configuration.hierarchical:
            return configuration.default
        for _ in range(len(self._new) + 1):
            parent = values.get(_UP.get(root, ""))
            if parent in self._new:
                root, values = self._new[parent]
            else:
                return self._stored.get((configuration.id, str(parent)), configuration.default)
        return configuration.default


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


def _insert(message: Message, rows: list[dict[str, Any]]) -> None:
    if rows:
        family = message.store.tables.family(_FAMILY)
        message.connection.execute(family.table.insert(), rows)
        message.lookup.forget(family)


def _update(message: Message, parameters: list[dict[str, Any]]) -> None:
    if not parameters:
        return
    family = message.store.tables.family(_FAMILY)
    table = family.table
    names = [name for name in parameters[0] if not name.startswith("b_")]
    statement = table.update().where(
        table.c["configuration_id"] == bindparam("b_configuration"), table.c["entity_id"] == bindparam("b_entity")
    )
    message.connection.execute(statement.values({name: bindparam(name) for name in names}), parameters)
    message.lookup.forget(family)


def _unset(
    message: Message, table: Any, entities: list[str], configurations: Sequence[CustomConfiguration]
) -> list[tuple[CustomConfiguration, str]]:
    by_id = {c.id: c for c in configurations}
    found = []
    for chunk in chunks(entities):
        statement = select(table.c["configuration_id"], table.c["entity_id"]).where(
            table.c["entity_id"].in_(chunk), table.c["configuration_id"].in_(by_id), table.c[IS_SET].is_not(True)
        )
        found += [(by_id[configuration], entity) for configuration, entity in message.connection.execute(statement)]
    return found


def _pass_down(message: Message, table: Any, values: Mapping[tuple[str, str], Any]) -> None:
    """Give values to all below that have none of their own, level by level."""
    while values:
        lower: dict[tuple[str, str], Any] = {}
        parents = _children(message, {entity for _, entity in values})
        by_entity: dict[str, list[tuple[str, Any]]] = {}
        for (configuration, entity), stored in values.items():
            by_entity.setdefault(entity, []).append((configuration, stored))
        for chunk in chunks(parents, 400):
            statement = select(table.c["configuration_id"], table.c["entity_id"]).where(
                table.c["entity_id"].in_(chunk), or_(table.c[IS_SET].is_(None), table.c[IS_SET].is_(False))
            )
            free = {(configuration, entity) for configuration, entity in message.connection.execute(statement)}
            for child in chunk:
                for configuration, stored in by_entity.get(parents[child], ()):
                    if (configuration, child) in free:
                        lower[configuration, child] = stored
        _update(
            message,
            [
                {"b_configuration": key[0], "b_entity": key[1], IS_SET: False, "value": stored}
                | variable_columns("value", stored)
                for key, stored in lower.items()
            ],
        )
        values = lower


def _children(message: Message, entities: set[str]) -> dict[str, str]:
    """Return the contexts, assets and versions right below, each with what it is below of."""
    found: dict[str, str] = {}
    tables = message.store.tables
    for root, up in _UP.items():
        if root not in tables.schema:
            continue
        table = tables.family(root).table
        for chunk in chunks(entities):
            statement = select(table.c["id"], table.c[up]).where(table.c[up].in_(chunk))
            found |= {child: parent for child, parent in message.connection.execute(statement)}
    return found
