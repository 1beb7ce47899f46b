"""ReviewSessionInvitee, written by `ftrack-orm generate`: do not edit, generate again."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from ftrack_orm.mapping.declarative import Attribute, Collection, Entity, Link, OptionalLink, Scalar

if TYPE_CHECKING:
    from .resource import Resource
    from .review_session import ReviewSession
    from .review_session_object_status import ReviewSessionObjectStatus
    from .user import User


class ReviewSessionInvitee(
    Entity,
    entity_type="ReviewSessionInvitee",
    primary_key=("id",),
    default_projections=("id", "review_session_id"),
):
    """ReviewSessionInvitee: key id."""

    created_at: Scalar[datetime] = Attribute(default=None)
    created_by: Link[User] = Attribute(default=None, target="User", key="created_by_id")
    """By its key `created_by_id`."""
    created_by_id: Scalar[str] = Attribute(default=None)
    """The key of `created_by`."""
    created_from_shared_url: Scalar[bool | None] = Attribute(default=None, immutable=True)
    """Immutable once created."""
    email: Scalar[str] = Attribute(default=None)
    id: Scalar[str] = Attribute(default=None, immutable=True)
    """A new id by default. Immutable once created."""
    last_sent_at: Scalar[datetime | None] = Attribute(default=None)
    name: Scalar[str] = Attribute(default=None)
    resource: OptionalLink[Resource] = Attribute(default=None, target="Resource", key="resource_id")
    """By its key `resource_id`."""
    resource_id: Scalar[str | None] = Attribute(default=None)
    """The key of `resource`."""
    review_session: Link[ReviewSession] = Attribute(default=None, target="ReviewSession", key="review_session_id")
    """By its key `review_session_id`."""
    review_session_id: Scalar[str] = Attribute(default=None)
    """The key of `review_session`."""
    statuses: Collection[ReviewSessionObjectStatus] = Attribute(default=None, target="ReviewSessionObjectStatus")
