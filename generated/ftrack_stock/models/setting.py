"""Setting, written by `ftrack-orm generate`: do not edit, generate again."""

from __future__ import annotations

from ftrack_orm.mapping.declarative import Attribute, Entity, Scalar


class Setting(Entity, entity_type="Setting", primary_key=("name", "group"), default_projections=("name", "group")):
    """Setting: key name, group."""

    group: Scalar[str] = Attribute(default="default", immutable=True)
    """Default 'default'. Immutable once created."""
    name: Scalar[str] = Attribute(default="default", immutable=True)
    """Default 'default'. Immutable once created."""
    value: Scalar[str] = Attribute(default="default")
    """Default 'default'."""
