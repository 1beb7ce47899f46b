"""The computed `link` of an entity: the way from its project to it, as `{"type", "id", "name"}`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, select

from ftrack_orm.sandbox.reading.hierarchy import ancestry
from ftrack_orm.sandbox.storage.chunk import chunks
from ftrack_orm.sandbox.storage.tables import TYPE, Tables

__all__ = ["asset_version_links", "context_links", "group_links"]


def context_links(connection: Connection, tables: Tables, ids: Sequence[str]) -> list[list[dict[str, Any]]]:
    """Return the link of each context; everything below a project is called a TypedContext, as the server does."""
    known = ancestry(connection, tables.family("Context").table, ids, ("name", TYPE))
    return [_way(known, key, _context_item) for key in ids]


def group_links(connection: Connection, tables: Tables, ids: Sequence[str]) -> list[list[dict[str, Any]]]:
    """Return the link of each group, from the topmost group."""
    known = ancestry(connection, tables.family("Group").table, ids, ("name",))
    return [_way(known, key, lambda row: _item("Group", row)) for key in ids]


def asset_version_links(
    connection: Connection, tables: Tables, rows: Sequence[Mapping[str, Any]]
) -> list[list[dict[str, Any]]]:
    """Return the link of each version: of its asset's context, then the asset, then the version."""
    table = tables.family("Asset").table
    assets: dict[str, Mapping[str, Any]] = {}
    for chunk in chunks({row["asset_id"] for row in rows if row["asset_id"]}):
        statement = select(table.c["id"], table.c["name"], table.c["context_id"]).where(table.c["id"].in_(chunk))
        assets |= {row["id"]: row for row in connection.execute(statement).mappings()}
    contexts = [asset["context_id"] for asset in assets.values() if asset["context_id"]]
    ways = dict(zip(contexts, context_links(connection, tables, contexts), strict=True))
    links = []
    for row in rows:
        asset = assets.get(row["asset_id"])
        link = [*ways.get(asset["context_id"], []), _item("Asset", asset)] if asset else []
        name = f"{asset['name']} v{row['version']}" if asset else f"v{row['version']}"
        links.append([*link, {"type": "AssetVersion", "id": row["id"], "name": name}])
    return links


def _way(known: Mapping[str, Mapping[str, Any]], key: str, item: Any) -> list[dict[str, Any]]:
    way: list[dict[str, Any]] = []
    seen = set()
    step: str | None = key
    while step is not None and step in known and step not in seen:
        seen.add(step)
        way.append(item(known[step]))
        step = known[step]["parent_id"]
    return way[::-1]


def _context_item(row: Mapping[str, Any]) -> dict[str, Any]:
    return _item("Project" if row[TYPE] == "Project" else "TypedContext", row)


def _item(kind: str, row: Mapping[str, Any]) -> dict[str, Any]:
    return {"type": kind, "id": row["id"], "name": row["name"]}
