"""ListCategory, written by `ftrack-orm generate`: do not edit, generate again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ftrack_orm.mapping.declarative import Attribute, Collection, Entity, Scalar

if TYPE_CHECKING:
    from .list import List


class ListCategory(Entity, entity_type="ListCategory", primary_key=("id",), default_projections=("id",)):
    """ListCategory: table ListType; key id."""

    id: Scalar[str] = Attribute(default=None, immutable=True)
    """A new id by default. Immutable once created."""
    lists: Collection[List] = Attribute(default=None, target="List")
    name: Scalar[str] = Attribute(default=None)
