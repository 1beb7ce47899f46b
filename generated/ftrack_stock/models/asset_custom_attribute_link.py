"""AssetCustomAttributeLink, written by `ftrack-orm generate`: do not edit, generate again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ftrack_orm.mapping.declarative import Attribute, Link

from .custom_attribute_link import CustomAttributeLink

if TYPE_CHECKING:
    from .asset import Asset


class AssetCustomAttributeLink(
    CustomAttributeLink,
    entity_type="AssetCustomAttributeLink",
    default_projections=("id", "to_id", "to_entity_type", "configuration_id", "from_id"),
):
    """AssetCustomAttributeLink: narrows CustomAttributeLink; key id."""

    asset: Link[Asset] = Attribute(default=None, target="Asset", key="from_id")
    """By its key `from_id`."""
