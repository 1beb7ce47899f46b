"""ReviewSessionObjectAnnotationComponent, written by `ftrack-orm generate`: do not edit, generate again."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ftrack_orm.mapping.declarative import Attribute, Computed, Entity, Link, Scalar

if TYPE_CHECKING:
    from .component import Component
    from .review_session_object import ReviewSessionObject


class ReviewSessionObjectAnnotationComponent(
    Entity,
    entity_type="ReviewSessionObjectAnnotationComponent",
    primary_key=("component_id", "review_session_object_id"),
    default_projections=("component_id", "review_session_object_id", "frame_number"),
):
    """ReviewSessionObjectAnnotationComponent: key component_id, review_session_object_id."""

    component: Link[Component] = Attribute(default=None, target="Component", key="component_id")
    """By its key `component_id`."""
    component_id: Scalar[str] = Attribute(default=None, immutable=True)
    """The key of `component`. Immutable once created."""
    frame_number: Scalar[str] = Attribute(default=None, immutable=True)
    """Immutable once created."""
    review_session_object: Link[ReviewSessionObject] = Attribute(
        default=None, target="ReviewSessionObject", key="review_session_object_id"
    )
    """By its key `review_session_object_id`."""
    review_session_object_id: Scalar[str] = Attribute(default=None, immutable=True)
    """The key of `review_session_object`. Immutable once created."""
    thumbnail_url: Computed[dict[str, Any] | None] = Attribute(default=None, init=False)
    """Computed by the server."""
    url: Computed[dict[str, Any] | None] = Attribute(default=None, init=False)
    """Computed by the server."""
