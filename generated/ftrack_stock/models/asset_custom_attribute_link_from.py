"""AssetCustomAttributeLinkFrom, written by `ftrack-orm generate`: do not edit, generate again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ftrack_orm.mapping.declarative import Attribute, Link

from .custom_attribute_link_from import CustomAttributeLinkFrom

if TYPE_CHECKING:
    from .asset import Asset


class AssetCustomAttributeLinkFrom(
    CustomAttributeLinkFrom,
    entity_type="AssetCustomAttributeLinkFrom",
    default_projections=("id", "to_id", "to_entity_type", "configuration_id", "from_id"),
):
    """AssetCustomAttributeLinkFrom: narrows CustomAttributeLinkFrom; key id."""

    asset: Link[Asset] = Attribute(default=None, target="Asset", key="to_id")
    """By its key `to_id`."""
