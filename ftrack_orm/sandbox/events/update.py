"""What `ftrack.update` tells of a batch: each changed entity once, with old and new values and all above it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import select

from ftrack_orm.sandbox.batch.message import Message
from ftrack_orm.sandbox.batch.owner_type import find_owners
from ftrack_orm.sandbox.batch.write_state import EntityChange
from ftrack_orm.sandbox.custom_attributes.configuration import read_configurations
from ftrack_orm.sandbox.events.lineage import Ancestors, Node, parent_of
from ftrack_orm.sandbox.events.wire_word import attribute_words, changed_value, entity_word
from ftrack_orm.sandbox.storage.tables import IS_SET

__all__ = ["MOST_ENTITIES", "update_data", "username"]

MOST_ENTITIES = 500
"""In one event; a larger batch is told by several."""

_SILENT = frozenset({"ApiKey", "Event", "Feed"})
"""What no event tells of."""

_STRONGEST = {"add": 1, "update": 0, "remove": 2}


@dataclass(slots=True)
class _Told:
    node: Node
    action: str
    changes: dict[str, dict[str, Any]] = field(default_factory=dict)


def update_data(message: Message) -> Iterator[dict[str, Any]]:
    """Give the data of the events that tell of a batch; none where it changed nothing that is told."""
    told = list(_told(message).values())
    if not told:
        return
    ancestors = Ancestors(message, (each.node for each in told))
    entities = [_entity(message, each, ancestors) for each in told]
    common = {"user": _user(message), "clientToken": message.client_token, "pushToken": message.push_token}
    for start in range(0, len(entities), MOST_ENTITIES):
        yield {"entities": entities[start : start + MOST_ENTITIES], **common}


def _told(message: Message) -> dict[tuple[str, Any], _Told]:
    """Merge what the batch did to each entity; custom attribute values are told of the entity that has them."""
    found: dict[tuple[str, Any], _Told] = {}
    for change in _with_owners(message):
        if change.entity_type in _SILENT:
            continue
        table = message.store.tables.family(change.entity_type).table.name
        id = change.key[0] if len(change.key) == 1 else "-".join(str(part) for part in change.key)
        told = found.setdefault((table, id), _Told(Node(id, change.entity_type, change.values), change.action))
        if _STRONGEST[change.action] > _STRONGEST[told.action]:
            told.action = change.action
        _merge(message, told, change)
    return {place: each for place, each in found.items() if each.action != "update" or each.changes}


def _merge(message: Message, told: _Told, change: EntityChange) -> None:
    kinds = message.store.tables.family(change.entity_type).kinds
    for name, (old, new) in change.changes.items():
        before, after = changed_value(kinds.get(name), old), changed_value(kinds.get(name), new)
        for word in attribute_words(message.store.schema, change.entity_type, name):
            first = told.changes.get(word)
            told.changes[word] = {"old": before if first is None else first["old"], "new": after}


def _with_owners(message: Message) -> Iterator[EntityChange]:
    changes = message.state.changes
    values = [change for change in changes if IS_SET in message.store.tables.family(change.entity_type).table.c]
    if not values:
        yield from changes
        return
    keys = {c.id: c.key for c in read_configurations(message.connection, message.store.tables)}
    owners = find_owners(message, (change.values.get("entity_id") for change in values))
    for change in changes:
        if IS_SET not in message.store.tables.family(change.entity_type).table.c:
            yield change
            continue
        owner = owners.get(change.values.get("entity_id"))
        key = keys.get(str(change.values.get("configuration_id")))
        if owner is not None and key is not None and change.action == "update" and "value" in change.changes:
            old, new = (changed_value("variable", value) for value in change.changes["value"])
            if old != new:
                yield EntityChange("update", owner.entity_type, (owner.values["id"],), {key: (old, new)}, owner.values)


def _entity(message: Message, told: _Told, ancestors: Ancestors) -> dict[str, Any]:
    node = told.node
    above = parent_of(node.values)
    return {
        "entityId": node.id,
        "entityType": entity_word(message.store.schema, node.entity_type),
        "entity_type": node.entity_type,
        "objectTypeId": node.values.get("object_type_id"),
        "action": told.action,
        "keys": list(told.changes),
        "changes": told.changes,
        "parentId": above[1] if above else None,
        "parents": ancestors.path(node),
    }


def _user(message: Message) -> dict[str, Any]:
    return {"userid": message.user_id, "name": username(message)}


def username(message: Message) -> str | None:
    """Return the name of the user who sent a batch."""
    if "User" not in message.store.schema:
        return None
    users = message.store.tables.family("User").table
    statement = select(users.c["username"]).where(users.c["id"] == message.user_id)
    name: str | None = message.connection.execute(statement).scalar()
    return name
