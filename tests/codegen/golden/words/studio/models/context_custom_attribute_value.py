"""ContextCustomAttributeValue, written by `ftrack-orm generate`: do not edit, generate again."""

from __future__ import annotations

from datetime import datetime

from ftrack_orm.mapping.declarative import Attribute, Entity, Scalar


class ContextCustomAttributeValue(
    Entity,
    entity_type="ContextCustomAttributeValue",
    primary_key=("configuration_id", "entity_id"),
    default_projections=("configuration_id", "entity_id", "key"),
):
    """ContextCustomAttributeValue: key configuration_id, entity_id."""

    configuration_id: Scalar[str] = Attribute(default=None, immutable=True)
    """A foreign key: CustomAttributeConfiguration.id. Immutable once created."""
    entity_id: Scalar[str] = Attribute(default=None, immutable=True)
    """A foreign key: Context.id. Immutable once created."""
    key: Scalar[str] = Attribute(default=None)
    value: Scalar[str | float | bool | datetime | list[str] | None] = Attribute(default=None)
