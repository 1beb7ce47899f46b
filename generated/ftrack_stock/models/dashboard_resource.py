"""DashboardResource, written by `ftrack-orm generate`: do not edit, generate again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ftrack_orm.mapping.declarative import Attribute, Entity, Link, Scalar

if TYPE_CHECKING:
    from .dashboard import Dashboard
    from .resource import Resource


class DashboardResource(
    Entity,
    entity_type="DashboardResource",
    primary_key=("dashboard_id", "resource_id"),
    default_projections=("dashboard_id", "resource_id"),
):
    """DashboardResource: table LinkDashboardResource; key dashboard_id, resource_id."""

    dashboard: Link[Dashboard] = Attribute(default=None, target="Dashboard", key="dashboard_id")
    """By its key `dashboard_id`."""
    dashboard_id: Scalar[str] = Attribute(default=None, immutable=True)
    """The key of `dashboard`. Immutable once created."""
    resource: Link[Resource] = Attribute(default=None, target="Resource", key="resource_id")
    """By its key `resource_id`."""
    resource_id: Scalar[str] = Attribute(default=None, immutable=True)
    """The key of `resource`. Immutable once created."""
