"""Resource, written by `ftrack-orm generate`: do not edit, generate again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ftrack_orm.mapping.declarative import Attribute, Collection, Entity, Scalar

if TYPE_CHECKING:
    from .appointment import Appointment
    from .dashboard_resource import DashboardResource


class Resource(Entity, entity_type="Resource", primary_key=("id",), default_projections=("id", "resource_type")):
    """Resource: key id."""

    allocations: Collection[Appointment] = Attribute(default=None, target="Appointment")
    appointments: Collection[Appointment] = Attribute(default=None, target="Appointment")
    assignments: Collection[Appointment] = Attribute(default=None, target="Appointment")
    dashboard_resources: Collection[DashboardResource] = Attribute(default=None, target="DashboardResource")
    id: Scalar[str] = Attribute(default=None, immutable=True)
    """A new id by default. Immutable once created."""
    resource_type: Scalar[str] = Attribute(default=None)
