"""AssetVersionList, written by `ftrack-orm generate`: do not edit, generate again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ftrack_orm.mapping.declarative import Attribute, Collection, Scalar

from .list import List

if TYPE_CHECKING:
    from .asset_version import AssetVersion


class AssetVersionList(List, entity_type="AssetVersionList"):
    """AssetVersionList: narrows List; table List; key id."""

    items: Collection[AssetVersion] = Attribute(default=None, target="AssetVersion")
    system_type: Scalar[str] = Attribute(default="assetversion")
    """Defines the type of the items this list accepts. Default 'assetversion'."""
