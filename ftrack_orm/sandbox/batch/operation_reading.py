"""Read the shape of operations that write."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

from ftrack_orm.errors import UnknownEntityTypeError
from ftrack_orm.sandbox.batch.message import Message
from ftrack_orm.sandbox.reading.encoding import store_value
from ftrack_orm.sandbox.refusal import Refusal
from ftrack_orm.sandbox.storage.entity_row import EntityRow

__all__ = ["Numbered", "data_of", "read_row"]


@dataclass(frozen=True, slots=True)
class Numbered:
    """An operation and its place in the batch, from 0."""

    position: int
    operation: Mapping[str, Any]


Data: TypeAlias = Mapping[str, Any]


def read_row(message: Message, numbered: Numbered, *, key_required: bool) -> EntityRow:
    """Return the row of a create, update or delete with its type and key; its data is read elsewhere.

    `entity_key` may be a list in the order of the primary key, a text, or an object; where it is missing the data may
    hold the key.

    Raises:
        Refusal: The entity type is unknown, or the key is missing or does not fit.
    """
    action, entity_type = str(numbered.operation.get("action")), numbered.operation.get("entity_type")
    data = data_of(numbered)
    if entity_type is None:
        entity_type = data.get("__entity_type__")
    if not isinstance(entity_type, str):
        raise Refusal("ValidationError", f"Cannot {action}: the operation has no entity_type", None, numbered.position)
    if entity_type not in message.store.schema:
        known = tuple(kind.name for kind in message.store.schema)
        cause = str(UnknownEntityTypeError(entity_type, known))
        raise Refusal("ValidationError", f"Cannot {action}: {cause}", None, numbered.position)
    row = EntityRow(numbered.position, action, entity_type, message.store.tables.family(entity_type), {})
    parts = _key_parts(row, numbered.operation.get("entity_key"), data)
    for name, part in parts.items():
        try:
            row.values[name] = store_value(row.family.kinds[name], part)
        except ValueError as error:
            raise row.refusal("ValidationError", f"entity_key, {name}: {error}") from None
    if key_required and len(parts) < len(row.family.key):
        raise row.refusal("ValidationError", f"entity_key must hold {', '.join(row.family.key)}")
    return row


def data_of(numbered: Numbered) -> Data:
    """Return the entity data of an operation.

    Raises:
        Refusal: It is no object.
    """
    data = numbered.operation.get("entity_data", {})
    if data is None:
        return {}
    if not isinstance(data, Mapping):
        kind = numbered.operation.get("entity_type")
        raise Refusal("ValidationError", f"{kind}: entity_data must be an object", None, numbered.position)
    return data


def _key_parts(row: EntityRow, given: Any, data: Data) -> dict[str, Any]:
    names = row.family.key
    if given is None:
        return {name: data[name] for name in names if data.get(name) is not None}
    if isinstance(given, Mapping):
        parts = {name: given.get(name) for name in names}
    else:
        values = list(given) if isinstance(given, Sequence) and not isinstance(given, str) else [given]
        if len(values) != len(names):
            if not values and row.action == "create":
                return _key_parts(row, None, data)
            raise row.refusal("ValidationError", f"entity_key must hold {', '.join(names)}")
        parts = dict(zip(names, values, strict=True))
    missing = [name for name, part in parts.items() if part is None]
    if missing and row.action != "create":
        raise row.refusal("ValidationError", f"entity_key lacks {', '.join(missing)}")
    return {name: part for name, part in parts.items() if part is not None}
