"""Create an entity within an operation of another kind."""

from __future__ import annotations

from typing import Any

from ftrack_orm.sandbox.batch.message import Message
from ftrack_orm.sandbox.batch.operation_reading import Numbered, read_row
from ftrack_orm.sandbox.refusal import Refusal
from ftrack_orm.sandbox.storage.entity_row import EntityRow
from ftrack_orm.sandbox.writing.creation import create_rows
from ftrack_orm.sandbox.writing.entity_data import read_entity_data

__all__ = ["create_entity", "require_entity"]


def create_entity(message: Message, entity_type: str, /, **data: Any) -> EntityRow:
    """Create one entity as an operation `create` would; it is judged with the rest when the batch ends.

    Raises:
        Refusal: The schema has no such type, or it cannot be created.
    """
    operation = {"action": "create", "entity_type": entity_type, "entity_data": data}
    row = read_row(message, Numbered(0, operation), key_required=False)
    read_entity_data(message.store.relations, row, data)
    create_rows(message, [row])
    return row


def require_entity(message: Message, entity_type: str, key: Any) -> dict[str, Any]:
    """Return the stored values of an entity with a single primary key.

    Raises:
        Refusal: There is none of this type and key.
    """
    if entity_type in message.store.schema and isinstance(key, str):
        family = message.store.tables.family(entity_type)
        if len(family.key) == 1:
            found = message.lookup.by_id(family, [key]).get(key)
            if found is not None and found[family.type_column] in message.store.tables.concrete(entity_type):
                return found
    raise Refusal("ValidationError", f"there is no such {entity_type}: {str(key)[:100]!r}", "entity_not_found")
