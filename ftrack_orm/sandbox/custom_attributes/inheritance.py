"""Hierarchical custom attributes: what nobody set is taken from the nearest entity above."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Table, or_, select

from ftrack_orm.sandbox.batch.message import Message
from ftrack_orm.sandbox.custom_attributes.configuration import CustomConfiguration, read_configurations
from ftrack_orm.sandbox.custom_attributes.value_rows import FAMILY, change_values
from ftrack_orm.sandbox.storage.chunk import chunks
from ftrack_orm.sandbox.storage.entity_row import EntityRow
from ftrack_orm.sandbox.storage.tables import IS_SET

__all__ = ["Inheritance", "inherit_again", "pass_down"]

_UP = {"AssetVersion": "asset_id", "Asset": "context_id", "Context": "parent_id"}
"""The attribute that leads upwards, by family."""


class Inheritance:
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
        table = message.store.tables.family(FAMILY).table
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


def inherit_again(message: Message, entities: set[str], configurations: set[str] | None = None) -> None:
    """Take hierarchical values from above anew, for what was moved or is no longer set."""
    tables = message.store.tables
    if FAMILY not in tables.schema:
        return
    found = [c for c in read_configurations(message.connection, tables) if c.hierarchical]
    found = [c for c in found if configurations is None or c.id in configurations]
    table = tables.family(FAMILY).table
    changed: dict[tuple[str, str], Any] = {}
    for root in (name for name in _UP if found and name in tables.schema):
        rows = message.lookup.by_id(tables.family(root), entities)
        inherited = Inheritance(message, [], found, extra=[(root, values) for values in rows.values()])
        unset = _unset(message, table, list(rows), found)
        for configuration, entity in unset:
            changed[configuration.id, entity] = inherited.value(configuration, rows[entity], root)
    change_values(message, changed, is_set=False)
    pass_down(message, changed)


def _unset(
    message: Message, table: Table, entities: list[str], configurations: Sequence[CustomConfiguration]
) -> list[tuple[CustomConfiguration, str]]:
    by_id = {c.id: c for c in configurations}
    found = []
    for chunk in chunks(entities):
        statement = select(table.c["configuration_id"], table.c["entity_id"]).where(
            table.c["entity_id"].in_(chunk), table.c["configuration_id"].in_(by_id), table.c[IS_SET].is_not(True)
        )
        found += [(by_id[configuration], entity) for configuration, entity in message.connection.execute(statement)]
    return found


def pass_down(message: Message, values: Mapping[tuple[str, str], Any]) -> None:
    """Give values to all below that have none of their own, level by level."""
    table = message.store.tables.family(FAMILY).table
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
        change_values(message, lower, is_set=False)
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
            for child, parent in message.connection.execute(statement):
                found[child] = parent
    return found
