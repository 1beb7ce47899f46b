"""EntityType3DModel, written by `ftrack-orm generate`: do not edit, generate again."""

from __future__ import annotations

from ftrack_orm.mapping.declarative import Attribute, Entity, Scalar


class EntityType3DModel(Entity, entity_type="3D Model", primary_key=("id",), default_projections=("id",)):
    """3D Model: key id."""

    id: Scalar[str] = Attribute(default=None)
    """A new id by default."""
