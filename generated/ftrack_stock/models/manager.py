"""Manager, written by `ftrack-orm generate`: do not edit, generate again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ftrack_orm.mapping.declarative import Attribute, Entity, Link, Scalar

if TYPE_CHECKING:
    from .context import Context
    from .manager_type import ManagerType
    from .user import User


class Manager(Entity, entity_type="Manager", primary_key=("id",), default_projections=("id",)):
    """Manager: key id."""

    context: Link[Context] = Attribute(default=None, target="Context", key="context_id")
    """By its key `context_id`."""
    context_id: Scalar[str] = Attribute(default=None)
    """The key of `context`."""
    id: Scalar[str] = Attribute(default=None, immutable=True)
    """A new id by default. Immutable once created."""
    type: Link[ManagerType] = Attribute(default=None, target="ManagerType", key="type_id")
    """By its key `type_id`."""
    type_id: Scalar[str] = Attribute(default=None)
    """The key of `type`."""
    user: Link[User] = Attribute(default=None, target="User", key="user_id")
    """By its key `user_id`."""
    user_id: Scalar[str] = Attribute(default=None)
    """The key of `user`."""
