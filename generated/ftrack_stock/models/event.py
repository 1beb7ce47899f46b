"""Event, written by `ftrack-orm generate`: do not edit, generate again."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from ftrack_orm.mapping.declarative import Attribute, Collection, Entity, OptionalLink, Scalar

if TYPE_CHECKING:
    from .feed import Feed
    from .project import Project
    from .user import User


class Event(Entity, entity_type="Event", primary_key=("id",), default_projections=("id", "project_id")):
    """Event: table SocialEvent; key id."""

    action: Scalar[str] = Attribute(default=None)
    created_at: Scalar[datetime] = Attribute(default=None)
    data: Scalar[str | None] = Attribute(default=None)
    feeds: Collection[Feed] = Attribute(default=None, target="Feed")
    id: Scalar[int] = Attribute(default=None, immutable=True)
    """Immutable once created."""
    insert: Scalar[str] = Attribute(default=None)
    parent_id: Scalar[str | None] = Attribute(default=None)
    parent_type: Scalar[str | None] = Attribute(default=None)
    project: OptionalLink[Project] = Attribute(default=None, target="Project", key="project_id")
    """By its key `project_id`."""
    project_id: Scalar[str | None] = Attribute(default=None)
    """The key of `project`."""
    user: OptionalLink[User] = Attribute(default=None, target="User", key="user_id")
    """By its key `user_id`."""
    user_id: Scalar[str | None] = Attribute(default=None)
    """The key of `user`."""
