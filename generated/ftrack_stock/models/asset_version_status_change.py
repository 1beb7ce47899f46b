"""AssetVersionStatusChange, written by `ftrack-orm generate`: do not edit, generate again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ftrack_orm.mapping.declarative import Attribute, Link

from .status_change import StatusChange

if TYPE_CHECKING:
    from .asset_version import AssetVersion


class AssetVersionStatusChange(StatusChange, entity_type="AssetVersionStatusChange"):
    """AssetVersionStatusChange: narrows StatusChange; key id."""

    parent: Link[AssetVersion] = Attribute(default=None, target="AssetVersion", key="parent_id")
    """By its key `parent_id`."""
