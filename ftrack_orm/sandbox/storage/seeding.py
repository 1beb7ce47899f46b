"""Insert the entities of seeds: complete, many at once, and not judged."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection

from ftrack_orm.sandbox.batch.message import Message
from ftrack_orm.sandbox.custom_attributes.value_upsert import upsert_custom_values
from ftrack_orm.sandbox.storage.entity_row import EntityRow
from ftrack_orm.sandbox.writing.batch_end import settle
from ftrack_orm.sandbox.writing.creation import create_rows
from ftrack_orm.sandbox.writing.entity_data import read_entity_data

if TYPE_CHECKING:
    from ftrack_orm.sandbox.storage.store import Store

__all__ = ["insert_rows"]

_AT_ONCE = 20_000


def insert_rows(
    store: Store, connection: Connection, entity_type: str, rows: Sequence[Mapping[str, Any]]
) -> list[tuple[Any, ...]]:
    """Insert rows of one entity type and return their primary keys."""
    family = store.tables.family(entity_type)
    keys: list[tuple[Any, ...]] = []
    for start in range(0, len(rows), _AT_ONCE):
        message = Message(store, connection, user_id="")
        members = []
        for position, data in enumerate(rows[start : start + _AT_ONCE], start):
            row = EntityRow(position, "insert", entity_type, family, {})
            read_entity_data(store.relations, row, data)
            members.append(row)
        if family.root == "CustomAttributeValue":
            upsert_custom_values(message, members)
        else:
            create_rows(message, members, trusted=True)
        message.state.contents += [row for row in members if row.collections]
        settle(message)
        keys += [row.key for row in members]
    return keys
