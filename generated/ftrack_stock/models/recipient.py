"""Recipient, written by `ftrack-orm generate`: do not edit, generate again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ftrack_orm.mapping.declarative import Attribute, Entity, Link, OptionalLink, Scalar

if TYPE_CHECKING:
    from .note import Note
    from .resource import Resource
    from .user import User


class Recipient(
    Entity,
    entity_type="Recipient",
    primary_key=("note_id", "resource_id"),
    default_projections=("note_id", "resource_id"),
):
    """Recipient: key note_id, resource_id."""

    note: Link[Note] = Attribute(default=None, target="Note", key="note_id")
    """By its key `note_id`."""
    note_id: Scalar[str] = Attribute(default=None, immutable=True)
    """The key of `note`. Immutable once created."""
    recipient: Link[Resource] = Attribute(default=None, target="Resource", key="resource_id")
    """By its key `resource_id`."""
    resource_id: Scalar[str] = Attribute(default=None, immutable=True)
    """The key of `recipient`. Immutable once created."""
    text_mentioned: Scalar[str | None] = Attribute(default=None)
    user: OptionalLink[User] = Attribute(default=None, target="User", key="resource_id")
    """By its key `resource_id`."""
