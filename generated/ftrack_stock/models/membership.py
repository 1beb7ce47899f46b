"""Membership, written by `ftrack-orm generate`: do not edit, generate again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ftrack_orm.mapping.declarative import Attribute, Entity, Link, Scalar

if TYPE_CHECKING:
    from .group import Group
    from .user import User


class Membership(Entity, entity_type="Membership", primary_key=("id",), default_projections=("id",)):
    """Membership: key id."""

    group: Link[Group] = Attribute(default=None, target="Group", key="group_id")
    """By its key `group_id`."""
    group_id: Scalar[str] = Attribute(default=None)
    """The key of `group`."""
    id: Scalar[str] = Attribute(default=None, immutable=True)
    """A new id by default. Immutable once created."""
    user: Link[User] = Attribute(default=None, target="User", key="user_id")
    """By its key `user_id`."""
    user_id: Scalar[str] = Attribute(default=None)
    """The key of `user`."""
