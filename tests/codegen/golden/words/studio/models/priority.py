"""Priority, written by `ftrack-orm generate`: do not edit, generate again."""

from __future__ import annotations

from ftrack_orm.mapping.declarative import Attribute, Entity, Scalar


class Priority(Entity, entity_type="Priority", primary_key=("id",), default_projections=("id",)):
    """Priority: table PriorityType; key id."""

    color: Scalar[str] = Attribute(default=None)
    id: Scalar[str] = Attribute(default=None, immutable=True)
    """A new id by default. Immutable once created."""
    name: Scalar[str] = Attribute(default=None)
    sort: Scalar[int] = Attribute(default=0)
    """Default 0."""
