"""UserCustomAttributeLink, written by `ftrack-orm generate`: do not edit, generate again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ftrack_orm.mapping.declarative import Attribute, Link

from .custom_attribute_link import CustomAttributeLink

if TYPE_CHECKING:
    from .user import User


class UserCustomAttributeLink(
    CustomAttributeLink,
    entity_type="UserCustomAttributeLink",
    default_projections=("id", "to_id", "to_entity_type", "configuration_id", "from_id"),
):
    """UserCustomAttributeLink: narrows CustomAttributeLink; key id."""

    user: Link[User] = Attribute(default=None, target="User", key="from_id")
    """By its key `from_id`."""
