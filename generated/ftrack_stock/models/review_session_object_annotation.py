"""ReviewSessionObjectAnnotation, written by `ftrack-orm generate`: do not edit, generate again."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from ftrack_orm.mapping.declarative import Attribute, Entity, Link, Scalar

if TYPE_CHECKING:
    from .review_session_object import ReviewSessionObject


class ReviewSessionObjectAnnotation(
    Entity,
    entity_type="ReviewSessionObjectAnnotation",
    primary_key=("id",),
    default_projections=("id", "review_session_object_id"),
):
    """ReviewSessionObjectAnnotation: key id."""

    created_at: Scalar[datetime] = Attribute(default=None)
    data: Scalar[str | None] = Attribute(default=None)
    frame_number: Scalar[int] = Attribute(default=None)
    id: Scalar[str] = Attribute(default=None, immutable=True)
    """A new id by default. Immutable once created."""
    review_session_object: Link[ReviewSessionObject] = Attribute(
        default=None, target="ReviewSessionObject", key="review_session_object_id"
    )
    """By its key `review_session_object_id`."""
    review_session_object_id: Scalar[str] = Attribute(default=None)
    """The key of `review_session_object`."""
    updated_at: Scalar[datetime | None] = Attribute(default=None)
