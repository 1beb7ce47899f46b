"""CustomAttributeConfiguration, written by `ftrack-orm generate`: do not edit, generate again."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from ftrack_orm.mapping.declarative import Attribute, Collection, Link, Scalar

from .custom_configuration_base import CustomConfigurationBase

if TYPE_CHECKING:
    from .custom_attribute_type import CustomAttributeType
    from .custom_attribute_value import CustomAttributeValue


class CustomAttributeConfiguration(CustomConfigurationBase, entity_type="CustomAttributeConfiguration"):
    """CustomAttributeConfiguration: narrows CustomConfigurationBase; table Variable_Register; key id."""

    default: Scalar[str | float | bool | datetime | list[str]] = Attribute(default="")
    """Default value to use when no specific attribute value set on an instance. Default ''."""
    is_hierarchical: Scalar[bool] = Attribute(default=False)
    """Whether overridable at different levels. Default False."""
    type: Link[CustomAttributeType] = Attribute(default=None, target="CustomAttributeType", key="type_id")
    """By its key `type_id`."""
    type_id: Scalar[str] = Attribute(default=None)
    """The key of `type`."""
    values: Collection[CustomAttributeValue] = Attribute(default=None, target="CustomAttributeValue")
