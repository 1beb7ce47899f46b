"""ComponentLocation, written by `ftrack-orm generate`: do not edit, generate again."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ftrack_orm.mapping.declarative import Attribute, Computed, Entity, Link, Scalar

if TYPE_CHECKING:
    from .component import Component
    from .location import Location


class ComponentLocation(
    Entity,
    entity_type="ComponentLocation",
    primary_key=("id",),
    default_projections=("id", "location_id", "component_id"),
):
    """ComponentLocation: key id."""

    component: Link[Component] = Attribute(default=None, target="Component", key="component_id")
    """By its key `component_id`."""
    component_id: Scalar[str] = Attribute(default=None)
    """The key of `component`."""
    id: Scalar[str] = Attribute(default=None, immutable=True)
    """A new id by default. Immutable once created."""
    location: Link[Location] = Attribute(default=None, target="Location", key="location_id")
    """By its key `location_id`."""
    location_id: Scalar[str] = Attribute(default=None)
    """The key of `location`."""
    resource_identifier: Scalar[str] = Attribute(default=None)
    url: Computed[dict[str, Any] | None] = Attribute(default=None, init=False)
    """Computed by the server."""
