"""Group, written by `ftrack-orm generate`: do not edit, generate again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ftrack_orm.mapping.declarative import Attribute, Collection, Computed, OptionalLink, Restricted, Scalar

from .resource import Resource

if TYPE_CHECKING:
    from .custom_attribute_link import CustomAttributeLink
    from .custom_attribute_link_from import CustomAttributeLinkFrom
    from .membership import Membership


class Group(Resource, entity_type="Group"):
    """Group: narrows Resource; key id."""

    children: Collection[Group] = Attribute(default=None, target="Group")
    custom_attribute_links: Restricted[CustomAttributeLink] = Attribute(
        default=None, init=False, target="CustomAttributeLink"
    )
    """It can be filtered on, never selected."""
    custom_attribute_links_from: Restricted[CustomAttributeLinkFrom] = Attribute(
        default=None, init=False, target="CustomAttributeLinkFrom"
    )
    """It can be filtered on, never selected."""
    link: Computed[list[dict[str, str]]] = Attribute(default=None, init=False)
    """Computed by the server."""
    local: Scalar[bool] = Attribute(default=None)
    memberships: Collection[Membership] = Attribute(default=None, target="Membership")
    name: Scalar[str] = Attribute(default="")
    """Default ''."""
    parent: OptionalLink[Group] = Attribute(default=None, target="Group", key="parent_id")
    """By its key `parent_id`."""
    parent_id: Scalar[str | None] = Attribute(default=None)
    """The key of `parent`."""
    resource_type: Scalar[str] = Attribute(default="group", immutable=True)
    """Default 'group'. Immutable once created."""
