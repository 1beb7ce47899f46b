"""Status, written by `ftrack-orm generate`: do not edit, generate again."""

from __future__ import annotations

from ftrack_orm.mapping.declarative import Attribute, Entity, Scalar


class Status(Entity, entity_type="Status", primary_key=("id",), default_projections=("id",)):
    """Status: table TaskStatus; key id."""

    color: Scalar[str] = Attribute(default=None)
    id: Scalar[str] = Attribute(default=None, immutable=True)
    """A new id by default. Immutable once created."""
    is_active: Scalar[bool] = Attribute(default=None)
    name: Scalar[str] = Attribute(default=None)
    sort: Scalar[int] = Attribute(default=0)
    """Default 0."""
