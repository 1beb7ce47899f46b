"""Shot, written by `ftrack-orm generate`: do not edit, generate again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ftrack_orm.mapping.declarative import Attribute, CustomAttributeLinks, CustomAttributes, Link, Scalar

from .typed_context import TypedContext

if TYPE_CHECKING:
    from ..custom_attributes import (
        ShotCustomAttributes,
        ShotCustomAttributesContent,
        ShotCustomAttributesLinks,
        ShotCustomAttributesPaths,
    )
    from .custom_attribute_link import CustomAttributeLink
    from .type import Type


class Shot(TypedContext, entity_type="Shot"):
    """Shot: narrows TypedContext; table Task; key id."""

    custom_attribute_links: CustomAttributeLinks[ShotCustomAttributesLinks, CustomAttributeLink] = Attribute(  # type: ignore[assignment, unused-ignore]  # stated otherwise in TypedContext
        default=None, init=False, target="CustomAttributeLink"
    )
    """It can be filtered on, never selected."""
    custom_attributes: CustomAttributes[ShotCustomAttributes, ShotCustomAttributesPaths, ShotCustomAttributesContent] = Attribute(  # type: ignore[assignment, unused-ignore]  # stated otherwise in TypedContext
        default=None, target="ContextCustomAttributeValue", mapping=("key", "value")
    )
    object_type_id: Scalar[str] = Attribute(default="bad911de-3bd6-47b9-8b46-3476e237cb36", immutable=True)
    """A foreign key: ObjectType.id. Default 'bad911de-3bd6-47b9-8b46-3476e237cb36'. Immutable once created."""
    priority_id: Scalar[str] = Attribute(default="9661b320-3a0c-11e2-81c1-0800200c9a66")
    """The key of `priority`. Default '9661b320-3a0c-11e2-81c1-0800200c9a66'."""
    type: Link[Type] = Attribute(default=None, target="Type", key="type_id", immutable=True)
    """By its key `type_id`. Immutable once created."""
    type_id: Scalar[str] = Attribute(default=None, immutable=True)
    """The key of `type`. Immutable once created."""
