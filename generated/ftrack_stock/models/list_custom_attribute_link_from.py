"""ListCustomAttributeLinkFrom, written by `ftrack-orm generate`: do not edit, generate again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ftrack_orm.mapping.declarative import Attribute, Link

from .custom_attribute_link_from import CustomAttributeLinkFrom

if TYPE_CHECKING:
    from .list import List


class ListCustomAttributeLinkFrom(
    CustomAttributeLinkFrom,
    entity_type="ListCustomAttributeLinkFrom",
    default_projections=("id", "to_id", "to_entity_type", "configuration_id", "from_id"),
):
    """ListCustomAttributeLinkFrom: narrows CustomAttributeLinkFrom; key id."""

    list: Link[List] = Attribute(default=None, target="List", key="to_id")
    """By its key `to_id`."""
