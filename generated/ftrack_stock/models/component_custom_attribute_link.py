"""ComponentCustomAttributeLink, written by `ftrack-orm generate`: do not edit, generate again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ftrack_orm.mapping.declarative import Attribute, Link

from .custom_attribute_link import CustomAttributeLink

if TYPE_CHECKING:
    from .component import Component


class ComponentCustomAttributeLink(
    CustomAttributeLink,
    entity_type="ComponentCustomAttributeLink",
    default_projections=("id", "to_id", "to_entity_type", "configuration_id", "from_id"),
):
    """ComponentCustomAttributeLink: narrows CustomAttributeLink; key id."""

    component: Link[Component] = Attribute(default=None, target="Component", key="from_id")
    """By its key `from_id`."""
