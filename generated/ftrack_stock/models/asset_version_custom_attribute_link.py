"""AssetVersionCustomAttributeLink, written by `ftrack-orm generate`: do not edit, generate again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ftrack_orm.mapping.declarative import Attribute, Link

from .custom_attribute_link import CustomAttributeLink

if TYPE_CHECKING:
    from .asset_version import AssetVersion


class AssetVersionCustomAttributeLink(
    CustomAttributeLink,
    entity_type="AssetVersionCustomAttributeLink",
    default_projections=("id", "to_id", "to_entity_type", "configuration_id", "from_id"),
):
    """AssetVersionCustomAttributeLink: narrows CustomAttributeLink; key id."""

    asset_version: Link[AssetVersion] = Attribute(default=None, target="AssetVersion", key="from_id")
    """By its key `from_id`."""
