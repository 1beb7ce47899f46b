"""CustomAttributeType, written by `ftrack-orm generate`: do not edit, generate again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ftrack_orm.mapping.declarative import Attribute, Collection, Entity, Scalar

if TYPE_CHECKING:
    from .custom_attribute_configuration import CustomAttributeConfiguration


class CustomAttributeType(Entity, entity_type="CustomAttributeType", primary_key=("id",), default_projections=("id",)):
    """CustomAttributeType: key id."""

    core: Scalar[bool] = Attribute(default=False)
    """Whether a non-alterable builtin. Default False."""
    custom_attribute_configurations: Collection[CustomAttributeConfiguration] = Attribute(
        default=None, target="CustomAttributeConfiguration"
    )
    form_config: Scalar[str | None] = Attribute(default=None)
    id: Scalar[str] = Attribute(default=None, immutable=True)
    """A new id by default. Immutable once created."""
    name: Scalar[str] = Attribute(default=None)
    """Name of custom attribute type."""
