"""TaskTemplateItem, written by `ftrack-orm generate`: do not edit, generate again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ftrack_orm.mapping.declarative import Attribute, Entity, Link, Scalar

if TYPE_CHECKING:
    from .task_template import TaskTemplate
    from .type import Type


class TaskTemplateItem(Entity, entity_type="TaskTemplateItem", primary_key=("id",), default_projections=("id",)):
    """TaskTemplateItem: key id."""

    id: Scalar[str] = Attribute(default=None, immutable=True)
    """A new id by default. Immutable once created."""
    task_type: Link[Type] = Attribute(default=None, target="Type", key="task_type_id")
    """By its key `task_type_id`."""
    task_type_id: Scalar[str] = Attribute(default=None)
    """The key of `task_type`."""
    template: Link[TaskTemplate] = Attribute(default=None, target="TaskTemplate", key="template_id")
    """By its key `template_id`."""
    template_id: Scalar[str] = Attribute(default=None)
    """The key of `template`."""
