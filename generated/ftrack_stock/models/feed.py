"""Feed, written by `ftrack-orm generate`: do not edit, generate again."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from ftrack_orm.mapping.declarative import Attribute, Entity, Link, Scalar

if TYPE_CHECKING:
    from .event import Event


class Feed(Entity, entity_type="Feed", primary_key=("id",), default_projections=("id",)):
    """Feed: table SocialFeed; key id."""

    cluster_id: Scalar[str | None] = Attribute(default=None)
    created_at: Scalar[datetime] = Attribute(default=None)
    distance: Scalar[int] = Attribute(default=0)
    """Default 0."""
    event: Link[Event] = Attribute(default=None, target="Event", key="social_id")
    """By its key `social_id`."""
    id: Scalar[str] = Attribute(default=None, immutable=True)
    """A new id by default. Immutable once created."""
    owner_id: Scalar[str | None] = Attribute(default=None)
    relation: Scalar[str | None] = Attribute(default=None)
    social_id: Scalar[int] = Attribute(default=None)
    """The key of `event`."""
