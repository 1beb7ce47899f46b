"""JobComponent, written by `ftrack-orm generate`: do not edit, generate again."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ftrack_orm.mapping.declarative import Attribute, Computed, Entity, Link, Scalar

if TYPE_CHECKING:
    from .component import Component
    from .job import Job


class JobComponent(
    Entity,
    entity_type="JobComponent",
    primary_key=("component_id", "job_id"),
    default_projections=("component_id", "job_id"),
):
    """JobComponent: key component_id, job_id."""

    component: Link[Component] = Attribute(default=None, target="Component", key="component_id")
    """By its key `component_id`."""
    component_id: Scalar[str] = Attribute(default=None, immutable=True)
    """The key of `component`. Immutable once created."""
    job: Link[Job] = Attribute(default=None, target="Job", key="job_id")
    """By its key `job_id`."""
    job_id: Scalar[str] = Attribute(default=None, immutable=True)
    """The key of `job`. Immutable once created."""
    url: Computed[dict[str, Any] | None] = Attribute(default=None, init=False)
    """Computed by the server."""
