"""Type, written by `ftrack-orm generate`: do not edit, generate again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ftrack_orm.mapping.declarative import Attribute, Collection, Entity, Scalar

if TYPE_CHECKING:
    from .task import Task
    from .task_type_schema import TaskTypeSchema


class Type(Entity, entity_type="Type", primary_key=("id",), default_projections=("id",)):
    """Type: table TaskType; key id."""

    color: Scalar[str] = Attribute(default="#510100")
    """Default '#510100'."""
    id: Scalar[str] = Attribute(default=None, immutable=True)
    """A new id by default. Immutable once created."""
    is_billable: Scalar[bool] = Attribute(default=True)
    """Default True."""
    name: Scalar[str] = Attribute(default=None)
    sort: Scalar[int] = Attribute(default=0)
    """Default 0."""
    task_type_schemas: Collection[TaskTypeSchema] = Attribute(default=None, target="TaskTypeSchema")
    tasks: Collection[Task] = Attribute(default=None, target="Task")
