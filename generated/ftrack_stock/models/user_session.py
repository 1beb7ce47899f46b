"""UserSession, written by `ftrack-orm generate`: do not edit, generate again."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from ftrack_orm.mapping.declarative import Attribute, Entity, Link, Scalar

if TYPE_CHECKING:
    from .user import User


class UserSession(Entity, entity_type="UserSession", primary_key=("id",), default_projections=("id", "user_id")):
    """UserSession: key id."""

    accessed_time: Scalar[datetime] = Attribute(default=None)
    creation_time: Scalar[datetime] = Attribute(default=None)
    id: Scalar[str] = Attribute(default=None, immutable=True)
    """A new id by default. Immutable once created."""
    user: Link[User] = Attribute(default=None, target="User", key="user_id")
    """By its key `user_id`."""
    user_id: Scalar[str] = Attribute(default=None)
    """The key of `user`."""
