"""ListCustomAttributeValue, written by `ftrack-orm generate`: do not edit, generate again."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from ftrack_orm.mapping.declarative import Attribute, Entity, Link, Scalar

if TYPE_CHECKING:
    from .custom_attribute_configuration import CustomAttributeConfiguration


class ListCustomAttributeValue(
    Entity,
    entity_type="ListCustomAttributeValue",
    primary_key=("configuration_id", "entity_id"),
    default_projections=("configuration_id", "entity_id", "key"),
):
    """ListCustomAttributeValue: key configuration_id, entity_id."""

    configuration: Link[CustomAttributeConfiguration] = Attribute(
        default=None, target="CustomAttributeConfiguration", key="configuration_id"
    )
    """By its key `configuration_id`."""
    configuration_id: Scalar[str] = Attribute(default=None, immutable=True)
    """The key of `configuration`. Immutable once created."""
    entity_id: Scalar[str] = Attribute(default=None, immutable=True)
    """A foreign key: List.id. Immutable once created."""
    key: Scalar[str] = Attribute(default=None)
    value: Scalar[str | float | bool | datetime | list[str] | None] = Attribute(default=None)
