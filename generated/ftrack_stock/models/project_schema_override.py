"""ProjectSchemaOverride, written by `ftrack-orm generate`: do not edit, generate again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ftrack_orm.mapping.declarative import Attribute, Entity, Link, Scalar

if TYPE_CHECKING:
    from .workflow_schema import WorkflowSchema


class ProjectSchemaOverride(
    Entity,
    entity_type="ProjectSchemaOverride",
    primary_key=("id",),
    default_projections=("id",),
):
    """ProjectSchemaOverride: table ProjectSchemeOverride; key id."""

    id: Scalar[str] = Attribute(default=None, immutable=True)
    """A new id by default. Immutable once created."""
    project_schema_id: Scalar[str] = Attribute(default=None)
    """A foreign key: ProjectSchema.id."""
    type_id: Scalar[str] = Attribute(default=None)
    """A foreign key: Type.id."""
    workflow_schema: Link[WorkflowSchema] = Attribute(default=None, target="WorkflowSchema", key="workflow_schema_id")
    """By its key `workflow_schema_id`."""
    workflow_schema_id: Scalar[str] = Attribute(default=None)
    """The key of `workflow_schema`."""
