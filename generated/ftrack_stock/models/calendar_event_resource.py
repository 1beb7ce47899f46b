"""CalendarEventResource, written by `ftrack-orm generate`: do not edit, generate again."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from ftrack_orm.mapping.declarative import Attribute, Entity, Link, OptionalLink, Scalar

if TYPE_CHECKING:
    from .calendar_event import CalendarEvent
    from .resource import Resource
    from .user import User


class CalendarEventResource(
    Entity,
    entity_type="CalendarEventResource",
    primary_key=("id",),
    default_projections=("id", "calendar_event_id", "resource_id"),
):
    """CalendarEventResource: key id."""

    calendar_event: Link[CalendarEvent] = Attribute(default=None, target="CalendarEvent", key="calendar_event_id")
    """By its key `calendar_event_id`."""
    calendar_event_id: Scalar[str] = Attribute(default=None)
    """The key of `calendar_event`."""
    created_at: Scalar[datetime] = Attribute(default=None)
    created_by: OptionalLink[User] = Attribute(default=None, target="User", key="created_by_id")
    """By its key `created_by_id`."""
    created_by_id: Scalar[str | None] = Attribute(default=None)
    """The key of `created_by`."""
    id: Scalar[str] = Attribute(default=None, immutable=True)
    """A new id by default. Immutable once created."""
    resource: Link[Resource] = Attribute(default=None, target="Resource", key="resource_id")
    """By its key `resource_id`."""
    resource_id: Scalar[str] = Attribute(default=None)
    """The key of `resource`."""
