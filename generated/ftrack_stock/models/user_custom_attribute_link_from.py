"""UserCustomAttributeLinkFrom, written by `ftrack-orm generate`: do not edit, generate again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ftrack_orm.mapping.declarative import Attribute, Link

from .custom_attribute_link_from import CustomAttributeLinkFrom

if TYPE_CHECKING:
    from .user import User


class UserCustomAttributeLinkFrom(
    CustomAttributeLinkFrom,
    entity_type="UserCustomAttributeLinkFrom",
    default_projections=("id", "to_id", "to_entity_type", "configuration_id", "from_id"),
):
    """UserCustomAttributeLinkFrom: narrows CustomAttributeLinkFrom; key id."""

    user: Link[User] = Attribute(default=None, target="User", key="to_id")
    """By its key `to_id`."""
