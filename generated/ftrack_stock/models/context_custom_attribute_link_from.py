"""ContextCustomAttributeLinkFrom, written by `ftrack-orm generate`: do not edit, generate again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ftrack_orm.mapping.declarative import Attribute, Link

from .custom_attribute_link_from import CustomAttributeLinkFrom

if TYPE_CHECKING:
    from .context import Context


class ContextCustomAttributeLinkFrom(
    CustomAttributeLinkFrom,
    entity_type="ContextCustomAttributeLinkFrom",
    default_projections=("id", "to_id", "to_entity_type", "configuration_id", "from_id"),
):
    """ContextCustomAttributeLinkFrom: narrows CustomAttributeLinkFrom; key id."""

    context: Link[Context] = Attribute(default=None, target="Context", key="to_id")
    """By its key `to_id`."""
