"""StatusChange, written by `ftrack-orm generate`: do not edit, generate again."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from ftrack_orm.mapping.declarative import Attribute, Entity, Link, OptionalLink, Scalar

if TYPE_CHECKING:
    from .status import Status
    from .user import User


class StatusChange(Entity, entity_type="StatusChange", primary_key=("id",), default_projections=("id",)):
    """StatusChange: table Trac; key id."""

    date: Scalar[datetime] = Attribute(default=None)
    from_status: OptionalLink[Status] = Attribute(default=None, target="Status", key="from_status_id")
    """By its key `from_status_id`."""
    from_status_id: Scalar[str | None] = Attribute(default=None)
    """The key of `from_status`."""
    id: Scalar[str] = Attribute(default=None, immutable=True)
    """Immutable once created."""
    parent_id: Scalar[str] = Attribute(default=None)
    parent_type: Scalar[str] = Attribute(default=None)
    status: Link[Status] = Attribute(default=None, target="Status", key="status_id")
    """By its key `status_id`."""
    status_id: Scalar[str] = Attribute(default=None)
    """The key of `status`."""
    user: OptionalLink[User] = Attribute(default=None, target="User", key="user_id")
    """By its key `user_id`."""
    user_id: Scalar[str | None] = Attribute(default=None)
    """The key of `user`."""
