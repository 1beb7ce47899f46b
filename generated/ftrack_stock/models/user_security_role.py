"""UserSecurityRole, written by `ftrack-orm generate`: do not edit, generate again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ftrack_orm.mapping.declarative import Attribute, Collection, Entity, Link, Scalar

if TYPE_CHECKING:
    from .security_role import SecurityRole
    from .user import User
    from .user_security_role_project import UserSecurityRoleProject


class UserSecurityRole(
    Entity,
    entity_type="UserSecurityRole",
    primary_key=("id",),
    default_projections=("id", "user_id", "security_role_id"),
):
    """UserSecurityRole: table Auth_UserRole; key id."""

    id: Scalar[str] = Attribute(default=None, immutable=True)
    """A new id by default. Immutable once created."""
    is_all_open_projects: Scalar[bool | None] = Attribute(default=None)
    is_all_projects: Scalar[bool | None] = Attribute(default=None)
    """This attribute has been deprecated, use `is_all_open_projects` attribute instead."""
    security_role: Link[SecurityRole] = Attribute(default=None, target="SecurityRole", key="security_role_id")
    """By its key `security_role_id`."""
    security_role_id: Scalar[str] = Attribute(default=None)
    """The key of `security_role`."""
    user: Link[User] = Attribute(default=None, target="User", key="user_id")
    """By its key `user_id`."""
    user_id: Scalar[str] = Attribute(default=None)
    """The key of `user`."""
    user_security_role_projects: Collection[UserSecurityRoleProject] = Attribute(
        default=None, target="UserSecurityRoleProject"
    )
