"""UserSecurityRoleProject, written by `ftrack-orm generate`: do not edit, generate again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ftrack_orm.mapping.declarative import Attribute, Entity, Link, Scalar

if TYPE_CHECKING:
    from .project import Project
    from .user_security_role import UserSecurityRole


class UserSecurityRoleProject(
    Entity,
    entity_type="UserSecurityRoleProject",
    primary_key=("id",),
    default_projections=("id", "user_security_role_id", "project_id"),
):
    """UserSecurityRoleProject: table UserRoleProject; key id."""

    id: Scalar[str] = Attribute(default=None, immutable=True)
    """A new id by default. Immutable once created."""
    project: Link[Project] = Attribute(default=None, target="Project", key="project_id")
    """By its key `project_id`."""
    project_id: Scalar[str] = Attribute(default=None)
    """The key of `project`."""
    user_security_role: Link[UserSecurityRole] = Attribute(
        default=None, target="UserSecurityRole", key="user_security_role_id"
    )
    """By its key `user_security_role_id`."""
    user_security_role_id: Scalar[str] = Attribute(default=None)
    """The key of `user_security_role`."""
