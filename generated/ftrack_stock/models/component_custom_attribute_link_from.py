"""ComponentCustomAttributeLinkFrom, written by `ftrack-orm generate`: do not edit, generate again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ftrack_orm.mapping.declarative import Attribute, Link

from .custom_attribute_link_from import CustomAttributeLinkFrom

if TYPE_CHECKING:
    from .component import Component


class ComponentCustomAttributeLinkFrom(
    CustomAttributeLinkFrom,
    entity_type="ComponentCustomAttributeLinkFrom",
    default_projections=("id", "to_id", "to_entity_type", "configuration_id", "from_id"),
):
    """ComponentCustomAttributeLinkFrom: narrows CustomAttributeLinkFrom; key id."""

    component: Link[Component] = Attribute(default=None, target="Component", key="to_id")
    """By its key `to_id`."""
