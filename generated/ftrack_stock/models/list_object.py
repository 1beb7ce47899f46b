"""ListObject, written by `ftrack-orm generate`: do not edit, generate again."""

from __future__ import annotations

from builtins import list as _list
from datetime import datetime
from typing import TYPE_CHECKING

from ftrack_orm.mapping.declarative import Attribute, Entity, Link, Mapped, Scalar

if TYPE_CHECKING:
    from .list import List
    from .list_object_custom_attribute_value import ListObjectCustomAttributeValue


class ListObject(
    Entity,
    entity_type="ListObject",
    primary_key=("id",),
    default_projections=("id", "entity_id", "list_id"),
):
    """ListObject: key id."""

    custom_attributes: Mapped[ListObjectCustomAttributeValue, str | float | bool | datetime | _list[str]] = Attribute(
        default=None, target="ListObjectCustomAttributeValue", mapping=("key", "value")
    )
    entity_id: Scalar[str] = Attribute(default=None)
    id: Scalar[str] = Attribute(default=None, immutable=True)
    """A new id by default. Immutable once created."""
    list: Link[List] = Attribute(default=None, target="List", key="list_id")
    """By its key `list_id`."""
    list_id: Scalar[str] = Attribute(default=None)
    """The key of `list`."""
