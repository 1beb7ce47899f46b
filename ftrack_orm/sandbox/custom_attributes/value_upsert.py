"""Set custom attribute values: each update creates what is not there."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ftrack_orm.sandbox.batch.message import Message
from ftrack_orm.sandbox.batch.owner_type import Owner, find_owners
from ftrack_orm.sandbox.batch.write_state import EntityChange
from ftrack_orm.sandbox.custom_attributes.configuration import CustomConfiguration, read_configurations, value_type
from ftrack_orm.sandbox.custom_attributes.values import set_values
from ftrack_orm.sandbox.reading.encoding import variable_columns
from ftrack_orm.sandbox.storage.entity_row import EntityRow, Values
from ftrack_orm.sandbox.storage.tables import IS_SET, TYPE

__all__ = ["upsert_custom_values"]


def upsert_custom_values(message: Message, rows: Sequence[EntityRow]) -> list[Values]:
    """Set values and return the rows as they are then.

    Raises:
        Refusal: There is no such attribute or entity, or the attribute does not apply to it.
    """
    family = rows[0].family
    configurations = {c.id: c for c in read_configurations(message.connection, message.store.tables)}
    owners = find_owners(message, (row.values.get("entity_id") for row in rows))
    stored = message.lookup.rows(family, (row.key for row in rows))
    new: dict[tuple[str, str], Any] = {}
    added: dict[tuple[str, str], Values] = {}
    for row in rows:
        configuration, owner = _checked(row, configurations, owners)
        key = (configuration.id, str(row.values["entity_id"]))
        if key not in stored and key not in added:
            added[key] = _new_row(message, row, configuration, owner)
        if "value" in row.values:
            new[key] = row.values["value"]
            old = stored.get(key, {}).get("value")
            row.entity_type = stored[key][TYPE] if key in stored else added[key][TYPE]
            changes = {"value": (old, row.values["value"])}
            message.state.changes.append(EntityChange("update", row.entity_type, key, changes, dict(row.values)))
    if added:
        message.connection.execute(family.table.insert(), list(added.values()))
    set_values(message, new)
    message.lookup.forget(family)
    current = message.lookup.rows(family, (row.key for row in rows))
    return [current[row.key] for row in rows]


def _checked(
    row: EntityRow, configurations: dict[str, CustomConfiguration], owners: dict[Any, Owner]
) -> tuple[CustomConfiguration, Owner]:
    configuration = configurations.get(str(row.values.get("configuration_id")))
    if configuration is None:
        cause = f"(ForeignKeyError) there is no CustomAttributeConfiguration {row.values.get('configuration_id')!r}"
        raise row.refusal("IntegrityError", cause)
    owner = owners.get(row.values.get("entity_id"))
    if owner is None:
        raise row.refusal("IntegrityError", f"(ForeignKeyError) there is no entity {row.values.get('entity_id')!r}")
    return configuration, owner


def _new_row(message: Message, row: EntityRow, configuration: CustomConfiguration, owner: Owner) -> Values:
    kind = value_type(message.store.tables, owner.entity_type)
    if kind is None or not configuration.applies_to(message.store.schema.lineage(owner.entity_type), owner.values):
        cause = f"the custom attribute {configuration.key!r} does not apply to this {owner.entity_type}"
        raise row.refusal("ValidationError", cause)
    key = {"configuration_id": configuration.id, "entity_id": row.values["entity_id"], "key": configuration.key}
    return {**key, "value": configuration.default, IS_SET: False, TYPE: kind} | variable_columns(
        "value", configuration.default
    )
