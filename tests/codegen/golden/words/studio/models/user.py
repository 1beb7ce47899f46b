"""User, written by `ftrack-orm generate`: do not edit, generate again."""

from __future__ import annotations

from ftrack_orm.mapping.declarative import Attribute, Entity, Scalar


class User(Entity, entity_type="User", primary_key=("id",), default_projections=("id",)):
    """User: key id."""

    id: Scalar[str] = Attribute(default=None, immutable=True)
    """A new id by default. Immutable once created."""
    username: Scalar[str] = Attribute(default=None)
