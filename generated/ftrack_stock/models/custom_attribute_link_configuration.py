"""CustomAttributeLinkConfiguration, written by `ftrack-orm generate`: do not edit, generate again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ftrack_orm.mapping.declarative import Attribute, OptionalLink, Scalar

from .custom_configuration_base import CustomConfigurationBase

if TYPE_CHECKING:
    from .object_type import ObjectType


class CustomAttributeLinkConfiguration(CustomConfigurationBase, entity_type="CustomAttributeLinkConfiguration"):
    """CustomAttributeLinkConfiguration: narrows CustomConfigurationBase; table LinkRegister; key id."""

    entity_type_to: Scalar[str] = Attribute(default=None, immutable=True)
    """The entity type (table name). Immutable once created."""
    object_type_id_to: Scalar[str | None] = Attribute(default=None, immutable=True)
    """The key of `object_type_to`. Immutable once created."""
    object_type_to: OptionalLink[ObjectType] = Attribute(default=None, target="ObjectType", key="object_type_id_to")
    """By its key `object_type_id_to`."""
    one_to_one: Scalar[bool | None] = Attribute(default=None)
