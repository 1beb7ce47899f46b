"""AssetVersionCustomAttributeLinkFrom, written by `ftrack-orm generate`: do not edit, generate again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ftrack_orm.mapping.declarative import Attribute, Link

from .custom_attribute_link_from import CustomAttributeLinkFrom

if TYPE_CHECKING:
    from .asset_version import AssetVersion


class AssetVersionCustomAttributeLinkFrom(
    CustomAttributeLinkFrom,
    entity_type="AssetVersionCustomAttributeLinkFrom",
    default_projections=("id", "to_id", "to_entity_type", "configuration_id", "from_id"),
):
    """AssetVersionCustomAttributeLinkFrom: narrows CustomAttributeLinkFrom; key id."""

    asset_version: Link[AssetVersion] = Attribute(default=None, target="AssetVersion", key="to_id")
    """By its key `to_id`."""
