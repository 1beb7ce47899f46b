"""Note, written by `ftrack-orm generate`: do not edit, generate again."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from ftrack_orm.mapping.declarative import Attribute, Collection, Entity, Link, Mapped, OptionalLink, Scalar

if TYPE_CHECKING:
    from .base_user import BaseUser
    from .metadata import Metadata
    from .note_category import NoteCategory
    from .note_component import NoteComponent
    from .note_label_link import NoteLabelLink
    from .project import Project
    from .recipient import Recipient
    from .user import User


class Note(Entity, entity_type="Note", primary_key=("id",), default_projections=("id", "project_id")):
    """Note: key id."""

    author: Link[BaseUser] = Attribute(default=None, target="BaseUser", key="user_id")
    """By its key `user_id`."""
    category: OptionalLink[NoteCategory] = Attribute(default=None, target="NoteCategory", key="category_id")
    """By its key `category_id`."""
    category_id: Scalar[str | None] = Attribute(default=None)
    """The key of `category`."""
    completed_at: Scalar[datetime | None] = Attribute(default=None)
    completed_by: OptionalLink[User] = Attribute(default=None, target="User", key="completed_by_id")
    """By its key `completed_by_id`."""
    completed_by_id: Scalar[str | None] = Attribute(default=None)
    """The key of `completed_by`."""
    content: Scalar[str | None] = Attribute(default=None)
    date: Scalar[datetime] = Attribute(default=None)
    frame_number: Scalar[int | None] = Attribute(default=None)
    id: Scalar[str] = Attribute(default=None, immutable=True)
    """A new id by default. Immutable once created."""
    in_reply_to: OptionalLink[Note] = Attribute(default=None, target="Note", key="in_reply_to_id")
    """By its key `in_reply_to_id`."""
    in_reply_to_id: Scalar[str | None] = Attribute(default=None)
    """The key of `in_reply_to`."""
    is_todo: Scalar[bool] = Attribute(default=False)
    """Default False."""
    metadata: Mapped[Metadata, str] = Attribute(default=None, target="Metadata", mapping=("key", "value"))
    note_components: Collection[NoteComponent] = Attribute(default=None, target="NoteComponent")
    note_label_links: Collection[NoteLabelLink] = Attribute(default=None, target="NoteLabelLink")
    parent_id: Scalar[str | None] = Attribute(default=None)
    parent_type: Scalar[str | None] = Attribute(default=None)
    project: OptionalLink[Project] = Attribute(default=None, target="Project", key="project_id")
    """By its key `project_id`."""
    project_id: Scalar[str | None] = Attribute(default=None)
    """The key of `project`."""
    recipients: Collection[Recipient] = Attribute(default=None, target="Recipient")
    replies: Collection[Note] = Attribute(default=None, target="Note")
    thread_activity: Scalar[datetime | None] = Attribute(default=None)
    user_id: Scalar[str] = Attribute(default=None)
    """The key of `author`."""
