"""ReviewSession, written by `ftrack-orm generate`: do not edit, generate again."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from ftrack_orm.mapping.declarative import Attribute, Collection, Computed, Entity, Link, OptionalLink, Scalar

if TYPE_CHECKING:
    from .entity_setting import EntitySetting
    from .project import Project
    from .review_session_folder import ReviewSessionFolder
    from .review_session_invitee import ReviewSessionInvitee
    from .review_session_object import ReviewSessionObject
    from .user import User


class ReviewSession(Entity, entity_type="ReviewSession", primary_key=("id",), default_projections=("id",)):
    """ReviewSession: key id."""

    availability: Scalar[str | None] = Attribute(default=None)
    created_at: Scalar[datetime] = Attribute(default=None)
    created_by: Link[User] = Attribute(default=None, target="User", key="created_by_id")
    """By its key `created_by_id`."""
    created_by_id: Scalar[str] = Attribute(default=None)
    """The key of `created_by`."""
    description: Scalar[str] = Attribute(default="")
    """Default ''."""
    end_date: Scalar[datetime] = Attribute(default=None)
    id: Scalar[str] = Attribute(default=None, immutable=True)
    """A new id by default. Immutable once created."""
    is_moderated: Scalar[bool | None] = Attribute(default=None)
    is_open: Computed[bool | None] = Attribute(default=None, init=False)
    """Computed by the server."""
    name: Scalar[str] = Attribute(default="New review session")
    """Default 'New review session'."""
    passphrase: Scalar[str | None] = Attribute(default=None)
    passphrase_enabled: Scalar[bool | None] = Attribute(default=None)
    project: Link[Project] = Attribute(default=None, target="Project", key="project_id")
    """By its key `project_id`."""
    project_id: Scalar[str] = Attribute(default=None)
    """The key of `project`."""
    review_session_folder: OptionalLink[ReviewSessionFolder] = Attribute(
        default=None, target="ReviewSessionFolder", key="review_session_folder_id"
    )
    """By its key `review_session_folder_id`."""
    review_session_folder_id: Scalar[str | None] = Attribute(default=None)
    """The key of `review_session_folder`."""
    review_session_invitees: Collection[ReviewSessionInvitee] = Attribute(default=None, target="ReviewSessionInvitee")
    review_session_objects: Collection[ReviewSessionObject] = Attribute(default=None, target="ReviewSessionObject")
    settings: Collection[EntitySetting] = Attribute(default=None, target="EntitySetting")
    shareable_url_enabled: Scalar[bool | None] = Attribute(default=None)
    start_date: Scalar[datetime] = Attribute(default=None)
    thumbnail_id: Computed[str | None] = Attribute(default=None, init=False)
    """A foreign key: Component.id. Computed by the server."""
    thumbnail_source_id: Scalar[str | None] = Attribute(default=None)
    """A foreign key: AssetVersion.id."""
    thumbnail_url: Computed[dict[str, Any] | None] = Attribute(default=None, init=False)
    """Computed by the server."""
