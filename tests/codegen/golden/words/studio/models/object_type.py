"""ObjectType, written by `ftrack-orm generate`: do not edit, generate again."""

from __future__ import annotations

from ftrack_orm.mapping.declarative import Attribute, Entity, Scalar


class ObjectType(Entity, entity_type="ObjectType", primary_key=("id",), default_projections=("id",)):
    """ObjectType: key id."""

    id: Scalar[str] = Attribute(default=None, immutable=True)
    """A new id by default. Immutable once created."""
    name: Scalar[str] = Attribute(default=None)
    sort: Scalar[int] = Attribute(default=0)
    """Default 0."""
