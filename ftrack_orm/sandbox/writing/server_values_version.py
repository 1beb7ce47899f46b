"""What the server sets on new assets and asset versions."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import func, select

from ftrack_orm.sandbox.batch.message import Message
from ftrack_orm.sandbox.storage.chunk import chunks
from ftrack_orm.sandbox.storage.entity_row import EntityRow
from ftrack_orm.sandbox.writing.workflow_default import WorkflowDefaults

__all__ = ["fill_asset_versions", "fill_assets", "mark_latest_versions"]


def fill_assets(message: Message, rows: Sequence[EntityRow]) -> None:
    """Set the project of the context."""
    family = message.store.tables.family("Context")
    contexts = message.lookup.by_id(family, (row.values.get("context_id") for row in rows))
    for row in rows:
        context = contexts.get(row.values.get("context_id"))
        if context is not None:
            row.values["project_id"] = context.get("project_id")


def fill_asset_versions(message: Message, rows: Sequence[EntityRow]) -> None:
    """Number the versions of each asset, and set project and status."""
    assets = message.lookup.by_id(message.store.tables.family("Asset"), (row.values.get("asset_id") for row in rows))
    highest = _highest(message, rows)
    defaults = WorkflowDefaults(message)
    for row in rows:
        asset_id = row.values.get("asset_id")
        row.values["project_id"] = assets.get(asset_id, {}).get("project_id") or row.values.get("project_id")
        version = row.values.get("version") or highest.get(asset_id, 0) + 1
        highest[asset_id] = max(version, highest.get(asset_id, 0))
        row.values["version"] = version
        if row.values.get("status_id") is None:
            row.values["status_id"] = defaults.status(row.values["project_id"], "AssetVersion", None, None)
        if asset_id is not None:
            message.state.assets.add(asset_id)


def _highest(message: Message, rows: Sequence[EntityRow]) -> dict[str | None, int]:
    table = message.store.tables.family("AssetVersion").table
    highest: dict[str | None, int] = {}
    for chunk in chunks({row.values.get("asset_id") for row in rows} - {None}):
        statement = select(table.c["asset_id"], func.max(table.c["version"])).where(table.c["asset_id"].in_(chunk))
        highest |= {
            asset: version or 0
            for asset, version in message.connection.execute(statement.group_by(table.c["asset_id"]))
        }
    return highest


def mark_latest_versions(message: Message, assets: set[str]) -> None:
    """Mark the highest published version of each asset as its latest, and no other."""
    if "AssetVersion" not in message.store.schema:
        return
    table = message.store.tables.family("AssetVersion").table
    other = table.alias()
    newest = (
        select(func.max(other.c["version"]))
        .where(other.c["asset_id"] == table.c["asset_id"], other.c["is_published"].is_(True))
        .scalar_subquery()
    )
    latest = func.coalesce((table.c["version"] == newest) & table.c["is_published"].is_(True), False)
    for chunk in chunks(assets):
        message.connection.execute(
            table.update().where(table.c["asset_id"].in_(chunk)).values(is_latest_version=latest)
        )
