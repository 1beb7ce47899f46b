"""The answers of operations that write."""

from __future__ import annotations

from collections.abc import Iterable

from ftrack_orm.sandbox.batch.message import Message
from ftrack_orm.sandbox.reading.encoding import WIRE
from ftrack_orm.sandbox.storage.entity_row import EntityRow, Values
from ftrack_orm.sandbox.storage.tables import TYPE
from ftrack_orm.transport.operation import JSON

__all__ = ["create_answer", "delete_answer", "update_answer"]


def create_answer(message: Message, row: EntityRow) -> dict[str, JSON]:
    """Answer with what was set and what the server set; scalars that are null are left out."""
    stated = message.store.schema[row.values[TYPE]]
    names = [name for name in stated.attributes if row.values.get(name) is not None]
    data = _entity(row, row.values, names, stated.name)
    return {"action": "create", "data": data | row.links | _collections(row)}


def update_answer(message: Message, row: EntityRow, changed: Iterable[str], stored: Values) -> dict[str, JSON]:
    """Answer with the primary key, what the operation set, and the system attributes."""
    stated = message.store.schema[stored[TYPE]]
    names = [name for name in dict.fromkeys((*stated.system_projected, *changed)) if name in row.family.kinds]
    data = _entity(row, stored, names, stated.name)
    return {"action": "update", "data": data | row.links | _collections(row)}


def delete_answer() -> dict[str, JSON]:
    """Answer that it is gone."""
    return {"action": "delete", "data": True}


def _entity(row: EntityRow, values: Values, names: Iterable[str], entity_type: str) -> dict[str, JSON]:
    data: dict[str, JSON] = {"__entity_type__": entity_type}
    for name in dict.fromkeys((*row.family.key, *names)):
        kind = row.family.kinds.get(name)
        if kind is not None:
            value = values.get(name)
            encode = WIRE.get(kind)
            data[name] = encode(value) if encode is not None and value is not None else value
    return data


def _collections(row: EntityRow) -> dict[str, JSON]:
    return {name: [dict(item) for item in items] for name, items in row.collections.items()}
