"""CustomAttributeGroup, written by `ftrack-orm generate`: do not edit, generate again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ftrack_orm.mapping.declarative import Attribute, Collection, Entity, Scalar

if TYPE_CHECKING:
    from .custom_attribute_configuration import CustomAttributeConfiguration


class CustomAttributeGroup(
    Entity,
    entity_type="CustomAttributeGroup",
    primary_key=("id",),
    default_projections=("id", "name"),
):
    """CustomAttributeGroup: table AttributeGroup; key id."""

    custom_attribute_configurations: Collection[CustomAttributeConfiguration] = Attribute(
        default=None, target="CustomAttributeConfiguration"
    )
    id: Scalar[str] = Attribute(default=None, immutable=True)
    """A new id by default. Immutable once created."""
    name: Scalar[str] = Attribute(default=None)
    """Name of custom attribute group."""
