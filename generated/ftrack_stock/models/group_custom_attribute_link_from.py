"""GroupCustomAttributeLinkFrom, written by `ftrack-orm generate`: do not edit, generate again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ftrack_orm.mapping.declarative import Attribute, Link

from .custom_attribute_link_from import CustomAttributeLinkFrom

if TYPE_CHECKING:
    from .group import Group


class GroupCustomAttributeLinkFrom(
    CustomAttributeLinkFrom,
    entity_type="GroupCustomAttributeLinkFrom",
    default_projections=("id", "to_id", "to_entity_type", "configuration_id", "from_id"),
):
    """GroupCustomAttributeLinkFrom: narrows CustomAttributeLinkFrom; key id."""

    group: Link[Group] = Attribute(default=None, target="Group", key="to_id")
    """By its key `to_id`."""
