"""Which entity an id belongs to, where an attribute may hold the id of entities of several types."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from ftrack_orm.sandbox.batch.message import Message
from ftrack_orm.sandbox.storage.entity_row import Values
from ftrack_orm.sandbox.storage.tables import TYPE, Family

__all__ = ["Owner", "find_owners", "owner_families", "server_word"]

_OWNERS = (
    "Context",
    "AssetVersion",
    "Asset",
    "Component",
    "Note",
    "Resource",
    "List",
    "ListObject",
    "ReviewSession",
    "ReviewSessionObject",
    "AssetVersionLink",
    "TypedContextLink",
    "CalendarEvent",
)


@dataclass(frozen=True, slots=True)
class Owner:
    """An entity that notes, metadata or custom attributes hang on."""

    entity_type: str
    values: Values


def owner_families(message: Message) -> list[Family]:
    """Return the families whose ids may stand in such an attribute, the likely ones first."""
    schema, tables = message.store.schema, message.store.tables
    return list(dict.fromkeys(tables.family(name) for name in _OWNERS if name in schema))


def find_owners(message: Message, ids: Iterable[Any]) -> dict[Any, Owner]:
    """Return the entities of these ids, whatever their type; unknown ids are left out."""
    wanted = {value for value in ids if value is not None}
    found: dict[Any, Owner] = {}
    for family in owner_families(message):
        if not wanted:
            break
        for key, values in message.lookup.by_id(family, wanted).items():
            found[key] = Owner(values[TYPE], values)
        wanted -= found.keys()
    return found


def server_word(message: Message, entity_type: str) -> str:
    """Return the server's word for a kind of entity, as `parent_type` holds it: `show`, `task`, `assetversion`."""
    lineage = message.store.schema.lineage(entity_type)
    if entity_type == "Project":
        return "show"
    if "TypedContext" in lineage:
        return "task"
    return lineage[-1].lower()
