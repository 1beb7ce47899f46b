"""DashboardWidget, written by `ftrack-orm generate`: do not edit, generate again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ftrack_orm.mapping.declarative import Attribute, Entity, OptionalLink, Scalar

if TYPE_CHECKING:
    from .dashboard import Dashboard


class DashboardWidget(Entity, entity_type="DashboardWidget", primary_key=("id",), default_projections=("id",)):
    """DashboardWidget: key id."""

    config: Scalar[str | None] = Attribute(default=None)
    """JSON blob of relevant widget options."""
    dashboard: OptionalLink[Dashboard] = Attribute(default=None, target="Dashboard", key="dashboard_id")
    """By its key `dashboard_id`."""
    dashboard_id: Scalar[str | None] = Attribute(default=None)
    """The key of `dashboard`."""
    id: Scalar[str] = Attribute(default=None, immutable=True)
    """A new id by default. Immutable once created."""
    sort: Scalar[float | None] = Attribute(default=None)
    type: Scalar[str | None] = Attribute(default=None)
