"""TaskTemplate, written by `ftrack-orm generate`: do not edit, generate again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ftrack_orm.mapping.declarative import Attribute, Collection, Entity, Link, Scalar

if TYPE_CHECKING:
    from .project_schema import ProjectSchema
    from .task_template_item import TaskTemplateItem


class TaskTemplate(Entity, entity_type="TaskTemplate", primary_key=("id",), default_projections=("id", "name")):
    """TaskTemplate: key id."""

    id: Scalar[str] = Attribute(default=None, immutable=True)
    """A new id by default. Immutable once created."""
    items: Collection[TaskTemplateItem] = Attribute(default=None, target="TaskTemplateItem")
    name: Scalar[str] = Attribute(default=None)
    project_schema: Link[ProjectSchema] = Attribute(default=None, target="ProjectSchema", key="project_schema_id")
    """By its key `project_schema_id`."""
    project_schema_id: Scalar[str] = Attribute(default=None)
    """The key of `project_schema`."""
