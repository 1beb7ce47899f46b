"""SplitTaskPart, written by `ftrack-orm generate`: do not edit, generate again."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from ftrack_orm.mapping.declarative import Attribute, Entity, Link, Scalar

if TYPE_CHECKING:
    from .task import Task


class SplitTaskPart(Entity, entity_type="SplitTaskPart", primary_key=("id",), default_projections=("id", "task_id")):
    """SplitTaskPart: key id."""

    end_date: Scalar[datetime] = Attribute(default=None)
    id: Scalar[str] = Attribute(default=None, immutable=True)
    """A new id by default. Immutable once created."""
    label: Scalar[str | None] = Attribute(default=None)
    start_date: Scalar[datetime] = Attribute(default=None)
    task: Link[Task] = Attribute(default=None, target="Task", key="task_id")
    """By its key `task_id`."""
    task_id: Scalar[str] = Attribute(default=None)
    """The key of `task`."""
