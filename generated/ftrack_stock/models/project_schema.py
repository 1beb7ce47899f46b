"""ProjectSchema, written by `ftrack-orm generate`: do not edit, generate again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ftrack_orm.mapping.declarative import Attribute, Collection, Entity, Link, Scalar

if TYPE_CHECKING:
    from .object_type import ObjectType
    from .project_schema_override import ProjectSchemaOverride
    from .schema import Schema
    from .task_template import TaskTemplate
    from .task_type_schema import TaskTypeSchema
    from .workflow_schema import WorkflowSchema


class ProjectSchema(Entity, entity_type="ProjectSchema", primary_key=("id",), default_projections=("id",)):
    """ProjectSchema: table ProjectScheme; key id."""

    asset_version_workflow_schema: Link[WorkflowSchema] = Attribute(
        default=None, target="WorkflowSchema", key="asset_version_workflow_schema_id"
    )
    """By its key `asset_version_workflow_schema_id`."""
    asset_version_workflow_schema_id: Scalar[str] = Attribute(default=None)
    """The key of `version_workflow_`."""
    id: Scalar[str] = Attribute(default=None, immutable=True)
    """A new id by default. Immutable once created."""
    name: Scalar[str] = Attribute(default=None)
    object_type_schemas: Collection[Schema] = Attribute(default=None, target="Schema")
    object_types: Collection[ObjectType] = Attribute(default=None, target="ObjectType")
    overrides_: Collection[ProjectSchemaOverride] = Attribute(
        default=None, target="ProjectSchemaOverride", api_name="_overrides"
    )
    """The server calls it `_overrides`."""
    schemas_: Collection[Schema] = Attribute(default=None, target="Schema", api_name="_schemas")
    """The server calls it `_schemas`."""
    task_templates: Collection[TaskTemplate] = Attribute(default=None, target="TaskTemplate")
    task_type_schema: Link[TaskTypeSchema] = Attribute(default=None, target="TaskTypeSchema", key="task_type_schema_id")
    """By its key `task_type_schema_id`."""
    task_type_schema_: Link[TaskTypeSchema] = Attribute(
        default=None, target="TaskTypeSchema", key="task_type_schema_id", api_name="_task_type_schema"
    )
    """By its key `task_type_schema_id`. The server calls it `_task_type_schema`."""
    task_type_schema_id: Scalar[str] = Attribute(default=None)
    """The key of `task_type_schema_`."""
    task_workflow_: Link[WorkflowSchema] = Attribute(
        default=None, target="WorkflowSchema", key="task_workflow_schema_id", api_name="_task_workflow"
    )
    """By its key `task_workflow_schema_id`. The server calls it `_task_workflow`."""
    task_workflow_schema: Link[WorkflowSchema] = Attribute(
        default=None, target="WorkflowSchema", key="task_workflow_schema_id"
    )
    """By its key `task_workflow_schema_id`."""
    task_workflow_schema_id: Scalar[str] = Attribute(default=None)
    """The key of `task_workflow_`."""
    task_workflow_schema_overrides: Collection[ProjectSchemaOverride] = Attribute(
        default=None, target="ProjectSchemaOverride"
    )
    version_workflow_: Link[WorkflowSchema] = Attribute(
        default=None, target="WorkflowSchema", key="asset_version_workflow_schema_id", api_name="_version_workflow"
    )
    """By its key `asset_version_workflow_schema_id`. The server calls it `_version_workflow`."""
