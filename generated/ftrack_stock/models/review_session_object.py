"""ReviewSessionObject, written by `ftrack-orm generate`: do not edit, generate again."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from ftrack_orm.mapping.declarative import Attribute, Collection, Entity, Link, Scalar

if TYPE_CHECKING:
    from .asset_version import AssetVersion
    from .note import Note
    from .review_session import ReviewSession
    from .review_session_object_annotation import ReviewSessionObjectAnnotation
    from .review_session_object_status import ReviewSessionObjectStatus


class ReviewSessionObject(
    Entity,
    entity_type="ReviewSessionObject",
    primary_key=("id",),
    default_projections=("id", "review_session_id"),
):
    """ReviewSessionObject: key id."""

    annotations: Collection[ReviewSessionObjectAnnotation] = Attribute(
        default=None, target="ReviewSessionObjectAnnotation"
    )
    asset_version: Link[AssetVersion] = Attribute(default=None, target="AssetVersion", key="version_id")
    """By its key `version_id`."""
    created_at: Scalar[datetime] = Attribute(default=None)
    description: Scalar[str] = Attribute(default="")
    """Default ''."""
    id: Scalar[str] = Attribute(default=None, immutable=True)
    """A new id by default. Immutable once created."""
    name: Scalar[str] = Attribute(default="")
    """Default ''."""
    notes: Collection[Note] = Attribute(default=None, target="Note")
    review_session: Link[ReviewSession] = Attribute(default=None, target="ReviewSession", key="review_session_id")
    """By its key `review_session_id`."""
    review_session_id: Scalar[str] = Attribute(default=None)
    """The key of `review_session`."""
    sort_order: Scalar[float] = Attribute(default=None)
    statuses: Collection[ReviewSessionObjectStatus] = Attribute(default=None, target="ReviewSessionObjectStatus")
    version: Scalar[str] = Attribute(default="")
    """Default ''."""
    version_id: Scalar[str] = Attribute(default=None)
    """The key of `asset_version`."""
