"""EntitySetting, written by `ftrack-orm generate`: do not edit, generate again."""

from __future__ import annotations

from ftrack_orm.mapping.declarative import Attribute, Entity, Scalar


class EntitySetting(
    Entity,
    entity_type="EntitySetting",
    primary_key=("parent_id", "group", "name"),
    default_projections=("parent_id", "group", "name", "value", "parent_type"),
):
    """EntitySetting: table SettingOverride; key parent_id, group, name."""

    group: Scalar[str] = Attribute(default=None, immutable=True)
    """Immutable once created."""
    name: Scalar[str] = Attribute(default=None, immutable=True)
    """Immutable once created."""
    parent_id: Scalar[str] = Attribute(default=None, immutable=True)
    """Immutable once created."""
    parent_type: Scalar[str] = Attribute(default=None)
    value: Scalar[str] = Attribute(default=None)
