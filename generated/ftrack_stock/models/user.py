"""User, written by `ftrack-orm generate`: do not edit, generate again."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from ftrack_orm.mapping.declarative import Attribute, Collection, Mapped, OptionalLink, Restricted, Scalar

from .base_user import BaseUser

if TYPE_CHECKING:
    from .custom_attribute_link import CustomAttributeLink
    from .custom_attribute_link_from import CustomAttributeLinkFrom
    from .membership import Membership
    from .metadata import Metadata
    from .timelog import Timelog
    from .user_custom_attribute_value import UserCustomAttributeValue
    from .user_security_role import UserSecurityRole
    from .user_type import UserType


class User(BaseUser, entity_type="User"):
    """User: narrows BaseUser; key id."""

    custom_attribute_links: Restricted[CustomAttributeLink] = Attribute(
        default=None, init=False, target="CustomAttributeLink"
    )
    """It can be filtered on, never selected."""
    custom_attribute_links_from: Restricted[CustomAttributeLinkFrom] = Attribute(
        default=None, init=False, target="CustomAttributeLinkFrom"
    )
    """It can be filtered on, never selected."""
    custom_attributes: Mapped[UserCustomAttributeValue, str | float | bool | datetime | list[str]] = Attribute(
        default=None, target="UserCustomAttributeValue", mapping=("key", "value")
    )
    is_active: Scalar[bool] = Attribute(default=None)
    is_otp_enabled: Scalar[bool | None] = Attribute(default=None)
    is_totp_enabled: Scalar[bool | None] = Attribute(default=None)
    memberships: Collection[Membership] = Attribute(default=None, target="Membership")
    metadata: Mapped[Metadata, str] = Attribute(default=None, target="Metadata", mapping=("key", "value"))
    require_details_update: Scalar[bool | None] = Attribute(default=None)
    resource_type: Scalar[str] = Attribute(default="user", immutable=True)
    """Default 'user'. Immutable once created."""
    timelogs: Collection[Timelog] = Attribute(default=None, target="Timelog")
    user_security_roles: Collection[UserSecurityRole] = Attribute(default=None, target="UserSecurityRole")
    user_type: OptionalLink[UserType] = Attribute(default=None, target="UserType", key="user_type_id")
    """By its key `user_type_id`."""
    user_type_id: Scalar[str | None] = Attribute(default=None)
    """The key of `user_type`."""
    username: Scalar[str] = Attribute(default=None)
