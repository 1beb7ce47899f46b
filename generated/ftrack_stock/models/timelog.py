"""Timelog, written by `ftrack-orm generate`: do not edit, generate again."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from ftrack_orm.mapping.declarative import Attribute, Entity, Link, OptionalLink, Scalar

if TYPE_CHECKING:
    from .context import Context
    from .user import User


class Timelog(Entity, entity_type="Timelog", primary_key=("id",), default_projections=("id", "user_id", "context_id")):
    """Timelog: key id."""

    comment: Scalar[str] = Attribute(default="")
    """Default ''."""
    context: OptionalLink[Context] = Attribute(default=None, target="Context", key="context_id")
    """By its key `context_id`."""
    context_id: Scalar[str | None] = Attribute(default=None)
    """The key of `context`."""
    duration: Scalar[float] = Attribute(default=None)
    """In seconds."""
    id: Scalar[str] = Attribute(default=None, immutable=True)
    """A new id by default. Immutable once created."""
    name: Scalar[str | None] = Attribute(default=None)
    start: Scalar[datetime] = Attribute(default=None)
    time_zone_offset: Scalar[float | None] = Attribute(default=None)
    user: Link[User] = Attribute(default=None, target="User", key="user_id")
    """By its key `user_id`."""
    user_id: Scalar[str] = Attribute(default=None)
    """The key of `user`."""
