"""ListCustomAttributeLink, written by `ftrack-orm generate`: do not edit, generate again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ftrack_orm.mapping.declarative import Attribute, Link

from .custom_attribute_link import CustomAttributeLink

if TYPE_CHECKING:
    from .list import List


class ListCustomAttributeLink(
    CustomAttributeLink,
    entity_type="ListCustomAttributeLink",
    default_projections=("id", "to_id", "to_entity_type", "configuration_id", "from_id"),
):
    """ListCustomAttributeLink: narrows CustomAttributeLink; key id."""

    list: Link[List] = Attribute(default=None, target="List", key="from_id")
    """By its key `from_id`."""
