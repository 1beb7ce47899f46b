"""TypedContext, written by `ftrack-orm generate`: do not edit, generate again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ftrack_orm.mapping.declarative import Attribute, CustomAttributeLinks, CustomAttributes, Link, Scalar

from .context import Context

if TYPE_CHECKING:
    from ..custom_attributes import (
        TypedContextCustomAttributes,
        TypedContextCustomAttributesContent,
        TypedContextCustomAttributesLinks,
        TypedContextCustomAttributesPaths,
    )
    from .custom_attribute_link import CustomAttributeLink
    from .priority import Priority
    from .status import Status
    from .type import Type


class TypedContext(Context, entity_type="TypedContext"):
    """TypedContext: narrows Context; table Task; key id."""

    custom_attribute_links: CustomAttributeLinks[TypedContextCustomAttributesLinks, CustomAttributeLink] = Attribute(  # type: ignore[assignment, unused-ignore]  # stated otherwise in Context
        default=None, init=False, target="CustomAttributeLink"
    )
    """It can be filtered on, never selected."""
    custom_attributes: CustomAttributes[TypedContextCustomAttributes, TypedContextCustomAttributesPaths, TypedContextCustomAttributesContent] = Attribute(  # type: ignore[assignment, unused-ignore]  # stated otherwise in Context
        default=None, target="ContextCustomAttributeValue", mapping=("key", "value")
    )
    object_type_id: Scalar[str] = Attribute(default=None)
    """A foreign key: ObjectType.id."""
    parent: Link[Context] = Attribute(  # type: ignore[assignment, unused-ignore]  # stated otherwise in Context
        default=None, target="Context", key="parent_id"
    )
    """By its key `parent_id`."""
    parent_id: Scalar[str] = Attribute(  # type: ignore[assignment, unused-ignore]  # stated otherwise in Context
        default=None
    )
    """The key of `parent`."""
    priority: Link[Priority] = Attribute(default=None, target="Priority", key="priority_id")
    """By its key `priority_id`."""
    priority_id: Scalar[str] = Attribute(default=None)
    """The key of `priority`."""
    status: Link[Status] = Attribute(default=None, target="Status", key="status_id")
    """By its key `status_id`."""
    status_id: Scalar[str] = Attribute(default=None)
    """The key of `status`."""
    type: Link[Type] = Attribute(default=None, target="Type", key="type_id")
    """By its key `type_id`."""
    type_id: Scalar[str] = Attribute(default=None)
    """The key of `type`."""
