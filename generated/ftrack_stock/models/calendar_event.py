"""CalendarEvent, written by `ftrack-orm generate`: do not edit, generate again."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from ftrack_orm.mapping.declarative import Attribute, Collection, Entity, Mapped, OptionalLink, Scalar

if TYPE_CHECKING:
    from .calendar_event_resource import CalendarEventResource
    from .metadata import Metadata
    from .project import Project
    from .type import Type
    from .user import User


class CalendarEvent(
    Entity,
    entity_type="CalendarEvent",
    primary_key=("id",),
    default_projections=("id", "start", "end", "project_id"),
):
    """CalendarEvent: key id."""

    calendar_event_resources: Collection[CalendarEventResource] = Attribute(
        default=None, target="CalendarEventResource"
    )
    created_at: Scalar[datetime] = Attribute(default=None)
    created_by: OptionalLink[User] = Attribute(default=None, target="User", key="created_by_id")
    """By its key `created_by_id`."""
    created_by_id: Scalar[str | None] = Attribute(default=None)
    """The key of `created_by`."""
    effort: Scalar[float | None] = Attribute(default=None)
    end: Scalar[datetime] = Attribute(default=None)
    estimate: Scalar[float | None] = Attribute(default=None)
    everyone: Scalar[bool | None] = Attribute(default=None)
    forecast: Scalar[bool | None] = Attribute(default=None)
    id: Scalar[str] = Attribute(default=None, immutable=True)
    """A new id by default. Immutable once created."""
    leave: Scalar[bool | None] = Attribute(default=None)
    metadata: Mapped[Metadata, str] = Attribute(default=None, target="Metadata", mapping=("key", "value"))
    name: Scalar[str] = Attribute(default="")
    """Default ''."""
    project: OptionalLink[Project] = Attribute(default=None, target="Project", key="project_id")
    """By its key `project_id`."""
    project_id: Scalar[str | None] = Attribute(default=None)
    """The key of `project`."""
    start: Scalar[datetime] = Attribute(default=None)
    type: OptionalLink[Type] = Attribute(default=None, target="Type", key="type_id")
    """By its key `type_id`."""
    type_id: Scalar[str | None] = Attribute(default=None)
    """The key of `type`."""
