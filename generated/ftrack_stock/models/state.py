"""State, written by `ftrack-orm generate`: do not edit, generate again."""

from __future__ import annotations

from ftrack_orm.mapping.declarative import Attribute, Entity, Scalar


class State(Entity, entity_type="State", primary_key=("id",), default_projections=("id",)):
    """State: table StatusType; key id."""

    id: Scalar[str] = Attribute(default=None, immutable=True)
    """A new id by default. Immutable once created."""
    name: Scalar[str] = Attribute(default=None)
    short: Scalar[str] = Attribute(default=None)
