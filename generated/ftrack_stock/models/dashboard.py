"""Dashboard, written by `ftrack-orm generate`: do not edit, generate again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ftrack_orm.mapping.declarative import Attribute, Collection, Entity, OptionalLink, Scalar

if TYPE_CHECKING:
    from .dashboard_resource import DashboardResource
    from .dashboard_widget import DashboardWidget
    from .user import User


class Dashboard(Entity, entity_type="Dashboard", primary_key=("id",), default_projections=("id",)):
    """Dashboard: key id."""

    created_by: OptionalLink[User] = Attribute(default=None, target="User", key="created_by_id")
    """By its key `created_by_id`."""
    created_by_id: Scalar[str | None] = Attribute(default=None)
    """The key of `created_by`."""
    dashboard_resources: Collection[DashboardResource] = Attribute(default=None, target="DashboardResource")
    id: Scalar[str] = Attribute(default=None, immutable=True)
    """A new id by default. Immutable once created."""
    is_shared_with_everyone: Scalar[bool] = Attribute(default=False)
    """Default False."""
    name: Scalar[str | None] = Attribute(default=None)
    widgets: Collection[DashboardWidget] = Attribute(default=None, target="DashboardWidget")
