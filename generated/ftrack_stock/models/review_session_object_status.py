"""ReviewSessionObjectStatus, written by `ftrack-orm generate`: do not edit, generate again."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from ftrack_orm.mapping.declarative import Attribute, Entity, Link, OptionalLink, Scalar

if TYPE_CHECKING:
    from .resource import Resource
    from .review_session_invitee import ReviewSessionInvitee
    from .review_session_object import ReviewSessionObject


class ReviewSessionObjectStatus(
    Entity,
    entity_type="ReviewSessionObjectStatus",
    primary_key=("id",),
    default_projections=("id", "review_session_object_id"),
):
    """ReviewSessionObjectStatus: key id."""

    created_at: Scalar[datetime] = Attribute(default=None)
    id: Scalar[str] = Attribute(default=None, immutable=True)
    """A new id by default. Immutable once created."""
    invitee: OptionalLink[ReviewSessionInvitee] = Attribute(
        default=None, target="ReviewSessionInvitee", key="review_session_invitee_id"
    )
    """By its key `review_session_invitee_id`."""
    resource: OptionalLink[Resource] = Attribute(default=None, target="Resource", key="resource_id")
    """By its key `resource_id`."""
    resource_id: Scalar[str | None] = Attribute(default=None)
    """The key of `resource`."""
    review_session_invitee_id: Scalar[str | None] = Attribute(default=None)
    """The key of `invitee`."""
    review_session_object: Link[ReviewSessionObject] = Attribute(
        default=None, target="ReviewSessionObject", key="review_session_object_id"
    )
    """By its key `review_session_object_id`."""
    review_session_object_id: Scalar[str] = Attribute(default=None)
    """The key of `review_session_object`."""
    status: Scalar[str] = Attribute(default=None)
