"""A small workspace as plain Python data: entities of many types, and how they hang together.

Nothing here asks the sandbox: what the tables are given is what the oracle reads.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from ftrack_orm.sandbox.storage.store import Store
from ftrack_orm.schema.stock import stock_schema

__all__ = ["COLLECTIONS", "LINKS", "SCHEMA", "Entity", "World", "is_a", "plant"]

SCHEMA = stock_schema()

LINKS: dict[tuple[str, str], str] = {
    ("Context", "parent"): "parent_id",
    ("Context", "project"): "project_id",
    ("TypedContext", "status"): "status_id",
    ("TypedContext", "type"): "type_id",
    ("TypedContext", "priority"): "priority_id",
    ("Status", "state"): "_state_id",
    ("Timelog", "context"): "context_id",
    ("Timelog", "user"): "user_id",
    ("Appointment", "context"): "context_id",
    ("Appointment", "resource"): "resource_id",
    ("Asset", "parent"): "context_id",
    ("AssetVersion", "asset"): "asset_id",
    ("AssetVersion", "task"): "task_id",
    ("AssetVersion", "status"): "status_id",
    ("List", "project"): "project_id",
    ("List", "owner"): "user_id",
    ("Note", "author"): "user_id",
    ("Note", "in_reply_to"): "in_reply_to_id",
}
"""(type, link) -> the attribute that holds the id."""

COLLECTIONS: dict[tuple[str, str], tuple[str, str]] = {
    ("Context", "children"): ("Context", "parent_id"),
    ("Context", "timelogs"): ("Timelog", "context_id"),
    ("Context", "appointments"): ("Appointment", "context_id"),
    ("Context", "assignments"): ("Appointment", "context_id"),
    ("Context", "assets"): ("Asset", "context_id"),
    ("Context", "notes"): ("Note", "parent_id"),
    ("Context", "custom_attributes"): ("ContextCustomAttributeValue", "entity_id"),
    ("Project", "metadata"): ("Metadata", "parent_id"),
    ("TypedContext", "metadata"): ("Metadata", "parent_id"),
    ("AssetVersion", "metadata"): ("Metadata", "parent_id"),
    ("Asset", "versions"): ("AssetVersion", "asset_id"),
    ("Note", "replies"): ("Note", "in_reply_to_id"),
    ("Status", "tasks"): ("Task", "status_id"),
    ("Type", "tasks"): ("Task", "type_id"),
}
"""(type, collection) -> the type in it, and its attribute that holds the owner's id; the others are in `World`."""


@dataclass(frozen=True, eq=False)
class Entity:
    """One row: its concrete type and its values; what is missing is null."""

    type: str
    values: dict[str, Any]

    @property
    def key(self) -> tuple[str, ...]:
        return tuple(self.values[name] for name in SCHEMA[self.type].primary_key)


def is_a(concrete: str, declared: str) -> bool:
    """Tell whether a type is another or narrows it."""
    return declared in SCHEMA.lineage(concrete)


@dataclass
class World:
    """All entities, and the relations between them."""

    entities: list[Entity] = field(default_factory=list)
    by_id: dict[str, Entity] = field(default_factory=dict)

    def add(self, entity_type: str, key: str | None = None, /, **values: Any) -> Entity:
        """Add an entity; its id is its own readable name."""
        entity = Entity(entity_type, values if key is None else {"id": key, **values})
        self.entities.append(entity)
        if key is not None:
            self.by_id[key] = entity
        return entity

    def of_type(self, entity_type: str) -> list[Entity]:
        """Return the entities of a type or a narrower one, in the order of their keys."""
        found = [entity for entity in self.entities if is_a(entity.type, entity_type)]
        return sorted(found, key=lambda entity: entity.key)

    def linked(self, entity: Entity, name: str) -> Entity | None:
        """Return what a link of an entity leads to."""
        for declared in SCHEMA.lineage(entity.type):
            if (declared, name) in LINKS:
                key = entity.values.get(LINKS[declared, name])
                return None if key is None else self.by_id[key]
        raise KeyError((entity.type, name))

    def collected(self, entity: Entity, name: str) -> list[Entity]:
        """Return what a collection of an entity holds."""
        match name:
            case "ancestors":
                return self._above(entity)
            case "descendants":
                return [other for other in self.of_type("TypedContext") if entity in self._chain(other)]
            case "items":
                return self._across("list_id", "entity_id", entity)
            case "lists":
                return self._across("entity_id", "list_id", entity)
        for declared in SCHEMA.lineage(entity.type):
            if (declared, name) in COLLECTIONS:
                target, holder = COLLECTIONS[declared, name]
                held = [other for other in self.of_type(target) if other.values.get(holder) == entity.values["id"]]
                return [one for one in held if name != "assignments" or one.values["type"] == "assignment"]
        raise KeyError((entity.type, name))

    def time_logged(self, entity: Entity) -> float:
        """Return the seconds logged on a context and on everything below it."""
        logs = (log for log in self.of_type("Timelog") if log.values.get("context_id") is not None)
        return sum(
            log.values.get("duration") or 0.0
            for log in logs
            if log.values["context_id"] == entity.values["id"] or entity in self._chain(self._context(log))
        )

    def _context(self, log: Entity) -> Entity:
        return self.by_id[log.values["context_id"]]

    def _chain(self, entity: Entity) -> list[Entity]:
        """Return all contexts above one."""
        chain: list[Entity] = []
        above = entity.values.get("parent_id")
        while above is not None:
            chain.append(self.by_id[above])
            above = chain[-1].values.get("parent_id")
        return chain

    def _above(self, entity: Entity) -> list[Entity]:
        return [other for other in self._chain(entity) if is_a(other.type, "TypedContext")]

    def _across(self, mine: str, theirs: str, entity: Entity) -> list[Entity]:
        pairs = self.of_type("ListObject")
        return [self.by_id[pair.values[theirs]] for pair in pairs if pair.values[mine] == entity.values["id"]]


def plant(store: Store, entities: Iterable[Entity]) -> None:
    """Put entities into the tables, column by column."""
    with store.begin() as connection:
        for entity in entities:
            table = store.tables.family(entity.type).table
            values = {**entity.values, "_type": entity.type}
            if entity.type.endswith("CustomAttributeValue"):
                values |= _variable(values["value"])
            connection.execute(table.insert(), values)


def _variable(value: Any) -> dict[str, Any]:
    """Return the columns of a custom attribute's value: as it is, as text, and as a number."""
    number = None if value is None or isinstance(value, (str, dict)) else float(value)
    text = value["value"] if isinstance(value, dict) else value
    if text is not None:
        text = ("true" if text else "false") if isinstance(text, bool) else str(text)
    stored = None if value is None else json.dumps(value, sort_keys=True)
    return {"value": stored, "value__text": text, "value__number": number}
