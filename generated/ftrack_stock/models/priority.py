"""Priority, written by `ftrack-orm generate`: do not edit, generate again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ftrack_orm.mapping.declarative import Attribute, Collection, Entity, Scalar

if TYPE_CHECKING:
    from .task import Task


class Priority(Entity, entity_type="Priority", primary_key=("id",), default_projections=("id",)):
    """Priority: table PriorityType; key id."""

    color: Scalar[str] = Attribute(default=None)
    id: Scalar[str] = Attribute(default=None, immutable=True)
    """A new id by default. Immutable once created."""
    name: Scalar[str] = Attribute(default=None)
    sort: Scalar[int] = Attribute(default=0)
    """Default 0."""
    tasks: Collection[Task] = Attribute(default=None, target="Task")
    value: Scalar[float] = Attribute(default=0.0)
    """Default 0."""
