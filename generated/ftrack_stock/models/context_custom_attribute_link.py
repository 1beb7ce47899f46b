"""ContextCustomAttributeLink, written by `ftrack-orm generate`: do not edit, generate again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ftrack_orm.mapping.declarative import Attribute, Link

from .custom_attribute_link import CustomAttributeLink

if TYPE_CHECKING:
    from .context import Context


class ContextCustomAttributeLink(
    CustomAttributeLink,
    entity_type="ContextCustomAttributeLink",
    default_projections=("id", "to_id", "to_entity_type", "configuration_id", "from_id"),
):
    """ContextCustomAttributeLink: narrows CustomAttributeLink; key id."""

    context: Link[Context] = Attribute(default=None, target="Context", key="from_id")
    """By its key `from_id`."""
