"""TaskTypeSchema, written by `ftrack-orm generate`: do not edit, generate again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ftrack_orm.mapping.declarative import Attribute, Collection, Entity, Scalar

if TYPE_CHECKING:
    from .type import Type


class TaskTypeSchema(Entity, entity_type="TaskTypeSchema", primary_key=("id",), default_projections=("id",)):
    """TaskTypeSchema: table TaskTypeScheme; key id."""

    id: Scalar[str] = Attribute(default=None, immutable=True)
    """A new id by default. Immutable once created."""
    name: Scalar[str] = Attribute(default="TaskType Schema Name")
    """Default 'TaskType Schema Name'."""
    types: Collection[Type] = Attribute(default=None, target="Type")
