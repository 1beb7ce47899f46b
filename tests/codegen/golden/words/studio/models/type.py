"""Type, written by `ftrack-orm generate`: do not edit, generate again."""

from __future__ import annotations

from ftrack_orm.mapping.declarative import Attribute, Entity, Scalar


class Type(Entity, entity_type="Type", primary_key=("id",), default_projections=("id",)):
    """Type: table TaskType; key id."""

    color: Scalar[str] = Attribute(default="#510100")
    """Default '#510100'."""
    id: Scalar[str] = Attribute(default=None, immutable=True)
    """A new id by default. Immutable once created."""
    name: Scalar[str] = Attribute(default=None)
    sort: Scalar[int] = Attribute(default=0)
    """Default 0."""
