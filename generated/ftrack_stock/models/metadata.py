"""Metadata, written by `ftrack-orm generate`: do not edit, generate again."""

from __future__ import annotations

from ftrack_orm.mapping.declarative import Attribute, Entity, Scalar


class Metadata(
    Entity,
    entity_type="Metadata",
    primary_key=("parent_id", "key"),
    default_projections=("parent_id", "key", "value", "parent_type"),
):
    """Metadata: table Meta; key parent_id, key."""

    key: Scalar[str] = Attribute(default=None, immutable=True)
    """Immutable once created."""
    parent_id: Scalar[str] = Attribute(default=None, immutable=True)
    """Immutable once created."""
    parent_type: Scalar[str] = Attribute(default=None)
    value: Scalar[str] = Attribute(default=None)
