"""What follows when an entity gets another parent: its project, and what it inherits."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from ftrack_orm.sandbox.batch.message import Message
from ftrack_orm.sandbox.custom_attributes.inheritance import inherit_again
from ftrack_orm.sandbox.reading.hierarchy import above, below
from ftrack_orm.sandbox.storage.chunk import chunks
from ftrack_orm.sandbox.storage.entity_row import EntityRow
from ftrack_orm.sandbox.storage.tables import TYPE

__all__ = ["after_moves"]


def after_moves(message: Message, rows: Sequence[EntityRow]) -> None:
    """Take the project and the hierarchical values of the new parent, for all that moved with the rows.

    Raises:
        Refusal: A context would be below itself.
    """
    contexts = [row for row in rows if row.family.root == "Context" and "parent_id" in row.values]
    _move_contexts(message, contexts)
    _follow(message, "Asset", "context_id", "Context", [row.values["id"] for row in rows if row.family.root == "Asset"])
    versions = [row.values["id"] for row in rows if row.family.root == "AssetVersion" and "asset_id" in row.values]
    _follow(message, "AssetVersion", "asset_id", "Asset", versions)
    inherit_again(message, {row.values["id"] for row in rows})


def _move_contexts(message: Message, rows: Sequence[EntityRow]) -> None:
    if not rows:
        return
    family, tables = rows[0].family, message.store.tables
    ids = [row.values["id"] for row in rows]
    ways = above(message.connection, tables, ids, inclusive=False)
    reached = below(message.connection, tables, ids)
    stored = message.lookup.by_id(family, {*ids, *(key for way in ways.values() for key in way)})
    for row in rows:
        key = row.values["id"]
        if key in reached[key] or row.values["parent_id"] == key or row.values["parent_id"] in reached[key]:
            raise row.refusal("ValidationError", f"{row.entity_type}.parent_id: an entity cannot be below itself")
        top = stored.get(ways[key][0]) if ways[key] else None
        if top is None or top[TYPE] != "Project" or stored[key]["project_id"] == top["id"]:
            continue
        moved = [key, *reached[key]]
        _set_project(message, "Context", moved, top["id"])
        assets = _ids(message, "Asset", "context_id", moved)
        _set_project(message, "Asset", assets, top["id"])
        _set_project(message, "AssetVersion", _ids(message, "AssetVersion", "asset_id", assets), top["id"])


def _follow(message: Message, entity_type: str, up: str, owner_type: str, ids: list[str]) -> None:
    """Take the project of the owner, for assets and versions that moved."""
    if not ids:
        return
    tables = message.store.tables
    rows: Mapping[Any, Any] = message.lookup.by_id(tables.family(entity_type), ids)
    owners = message.lookup.by_id(tables.family(owner_type), (values[up] for values in rows.values()))
    for key, values in rows.items():
        project = owners.get(values[up], {}).get("project_id")
        if project is not None and project != values["project_id"]:
            _set_project(message, entity_type, [key], project)
            if entity_type == "Asset":
                _set_project(message, "AssetVersion", _ids(message, "AssetVersion", "asset_id", [key]), project)


def _ids(message: Message, entity_type: str, up: str, owners: Iterable[str]) -> list[str]:
    if entity_type not in message.store.schema:
        return []
    table = message.store.tables.family(entity_type).table
    found: list[str] = []
    for chunk in chunks(owners):
        found += message.connection.execute(
            table.select().with_only_columns(table.c["id"]).where(table.c[up].in_(chunk))
        ).scalars()
    return found


def _set_project(message: Message, entity_type: str, ids: Iterable[str], project: Any) -> None:
    if entity_type not in message.store.schema:
        return
    family = message.store.tables.family(entity_type)
    for chunk in chunks(ids):
        statement = family.table.update().where(family.table.c["id"].in_(chunk))
        message.connection.execute(statement.values(project_id=project))
    message.lookup.forget(family)
