"""GroupCustomAttributeLink, written by `ftrack-orm generate`: do not edit, generate again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ftrack_orm.mapping.declarative import Attribute, Link

from .custom_attribute_link import CustomAttributeLink

if TYPE_CHECKING:
    from .group import Group


class GroupCustomAttributeLink(
    CustomAttributeLink,
    entity_type="GroupCustomAttributeLink",
    default_projections=("id", "to_id", "to_entity_type", "configuration_id", "from_id"),
):
    """GroupCustomAttributeLink: narrows CustomAttributeLink; key id."""

    group: Link[Group] = Attribute(default=None, target="Group", key="from_id")
    """By its key `from_id`."""
