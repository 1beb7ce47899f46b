"""ReviewSession, written by `ftrack-orm generate`: do not edit, generate again."""

from __future__ import annotations

from ftrack_orm.mapping.declarative import Attribute, Computed, Entity, Scalar


class ReviewSession(Entity, entity_type="ReviewSession", primary_key=("id",), default_projections=("id",)):
    """ReviewSession: key id."""

    id: Scalar[str] = Attribute(default=None, immutable=True)
    """A new id by default. Immutable once created."""
    thumbnail_id: Computed[str | None] = Attribute(default=None, init=False)
    """Computed by the server."""
