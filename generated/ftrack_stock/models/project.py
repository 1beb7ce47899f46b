"""Project, written by `ftrack-orm generate`: do not edit, generate again."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from ftrack_orm.mapping.declarative import Attribute, Collection, Link, Mapped, OptionalLink, Scalar

from .context import Context

if TYPE_CHECKING:
    from .calendar_event import CalendarEvent
    from .disk import Disk
    from .metadata import Metadata
    from .project_schema import ProjectSchema
    from .review_session import ReviewSession
    from .review_session_folder import ReviewSessionFolder
    from .typed_context import TypedContext
    from .user_security_role_project import UserSecurityRoleProject


class Project(Context, entity_type="Project"):
    """Project: narrows Context; table Show; key id."""

    calendar_events: Collection[CalendarEvent] = Attribute(default=None, target="CalendarEvent")
    color: Scalar[str | None] = Attribute(default=None)
    descendants: Collection[TypedContext] = Attribute(default=None, init=False, target="TypedContext")
    """Computed by the server."""
    disk: OptionalLink[Disk] = Attribute(default=None, target="Disk", key="disk_id")
    """By its key `disk_id`."""
    disk_id: Scalar[str | None] = Attribute(default=None)
    """The key of `disk`."""
    end_date: Scalar[datetime | None] = Attribute(default=None)
    full_name: Scalar[str | None] = Attribute(default=None)
    is_global: Scalar[bool] = Attribute(default=False)
    """Default False."""
    is_private: Scalar[bool] = Attribute(default=False)
    """Default False."""
    metadata: Mapped[Metadata, str] = Attribute(default=None, target="Metadata", mapping=("key", "value"))
    project_schema: Link[ProjectSchema] = Attribute(default=None, target="ProjectSchema", key="project_schema_id")
    """By its key `project_schema_id`."""
    project_schema_id: Scalar[str] = Attribute(default=None)
    """The key of `project_schema`."""
    review_session_folders: Collection[ReviewSessionFolder] = Attribute(default=None, target="ReviewSessionFolder")
    review_sessions: Collection[ReviewSession] = Attribute(default=None, target="ReviewSession")
    root: Scalar[str | None] = Attribute(default=None)
    start_date: Scalar[datetime | None] = Attribute(default=None)
    status: Scalar[str] = Attribute(default=None)
    user_security_role_projects: Collection[UserSecurityRoleProject] = Attribute(
        default=None, target="UserSecurityRoleProject"
    )
