"""SecurityRole, written by `ftrack-orm generate`: do not edit, generate again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ftrack_orm.mapping.declarative import Attribute, Collection, Entity, Scalar

if TYPE_CHECKING:
    from .user_security_role import UserSecurityRole


class SecurityRole(Entity, entity_type="SecurityRole", primary_key=("id",), default_projections=("id", "name")):
    """SecurityRole: table Auth_Role; key id."""

    id: Scalar[str] = Attribute(default=None, immutable=True)
    """A new id by default. Immutable once created."""
    name: Scalar[str] = Attribute(default=None)
    type: Scalar[str] = Attribute(default=None)
    """A foreign key: SecurityRoleType.id."""
    user_security_roles: Collection[UserSecurityRole] = Attribute(default=None, target="UserSecurityRole")
