"""Write rows of custom attribute values."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import bindparam

from ftrack_orm.sandbox.batch.message import Message
from ftrack_orm.sandbox.reading.encoding import variable_columns
from ftrack_orm.sandbox.storage.tables import IS_SET

__all__ = ["FAMILY", "add_values", "change_values"]

FAMILY = "CustomAttributeValue"
"""The family of all custom attribute values."""


def add_values(message: Message, rows: list[dict[str, Any]]) -> None:
    """Insert rows that are complete."""
    if rows:
        family = message.store.tables.family(FAMILY)
        message.connection.execute(family.table.insert(), rows)
        message.lookup.forget(family)


def change_values(message: Message, values: Mapping[tuple[str, str], Any], *, is_set: bool | None = None) -> None:
    """Set stored values by configuration and entity; `is_set` None tells it from whether the value is null."""
    if not values:
        return
    family = message.store.tables.family(FAMILY)
    table = family.table
    parameters = [
        {"b_configuration": configuration, "b_entity": entity, "value": stored}
        | {IS_SET: stored is not None if is_set is None else is_set}
        | variable_columns("value", stored)
        for (configuration, entity), stored in values.items()
    ]
    names = [name for name in parameters[0] if not name.startswith("b_")]
    statement = table.update().where(
        table.c["configuration_id"] == bindparam("b_configuration"), table.c["entity_id"] == bindparam("b_entity")
    )
    message.connection.execute(statement.values({name: bindparam(name) for name in names}), parameters)
    message.lookup.forget(family)
