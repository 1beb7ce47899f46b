"""ObjectType, written by `ftrack-orm generate`: do not edit, generate again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ftrack_orm.mapping.declarative import Attribute, Collection, Entity, Scalar

if TYPE_CHECKING:
    from .project_schema import ProjectSchema
    from .task import Task


class ObjectType(Entity, entity_type="ObjectType", primary_key=("id",), default_projections=("id",)):
    """ObjectType: key id."""

    icon: Scalar[str] = Attribute(default="default")
    """Default 'default'."""
    id: Scalar[str] = Attribute(default=None, immutable=True)
    """A new id by default. Immutable once created."""
    is_leaf: Scalar[bool] = Attribute(default=False)
    """Default False."""
    is_prioritizable: Scalar[bool] = Attribute(default=True)
    """Default True."""
    is_schedulable: Scalar[bool] = Attribute(default=False)
    """Default False."""
    is_statusable: Scalar[bool] = Attribute(default=True)
    """Default True."""
    is_taskable: Scalar[bool] = Attribute(default=True)
    """Default True."""
    is_time_reportable: Scalar[bool] = Attribute(default=False)
    """Default False."""
    is_typeable: Scalar[bool] = Attribute(default=True)
    """Default True."""
    name: Scalar[str] = Attribute(default=None)
    project_schemas: Collection[ProjectSchema] = Attribute(default=None, target="ProjectSchema")
    sort: Scalar[int] = Attribute(default=0)
    """Default 0."""
    tasks: Collection[Task] = Attribute(default=None, target="Task")
