"""Context, written by `ftrack-orm generate`: do not edit, generate again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ftrack_orm.mapping.declarative import Attribute, CustomAttributes, Entity, OptionalLink, Restricted, Scalar

if TYPE_CHECKING:
    from ..custom_attributes import (
        ContextCustomAttributes,
        ContextCustomAttributesContent,
        ContextCustomAttributesPaths,
    )
    from .custom_attribute_link import CustomAttributeLink


class Context(Entity, entity_type="Context", primary_key=("id",), default_projections=("id", "name")):
    """Context: key id."""

    custom_attribute_links: Restricted[CustomAttributeLink] = Attribute(
        default=None, init=False, target="CustomAttributeLink"
    )
    """It can be filtered on, never selected."""
    custom_attributes: CustomAttributes[ContextCustomAttributes, ContextCustomAttributesPaths, ContextCustomAttributesContent] = Attribute(
        default=None, target="ContextCustomAttributeValue", mapping=("key", "value")
    )
    id: Scalar[str] = Attribute(default=None, immutable=True)
    """A new id by default. Immutable once created."""
    name: Scalar[str] = Attribute(default="")
    """Default ''."""
    parent: OptionalLink[Context] = Attribute(default=None, target="Context", key="parent_id")
    """By its key `parent_id`."""
    parent_id: Scalar[str | None] = Attribute(default=None)
    """The key of `parent`."""
