"""TaskTypeSchemaType, written by `ftrack-orm generate`: do not edit, generate again."""

from __future__ import annotations

from ftrack_orm.mapping.declarative import Attribute, Entity, Scalar


class TaskTypeSchemaType(
    Entity,
    entity_type="TaskTypeSchemaType",
    primary_key=("task_type_schema_id", "type_id"),
    default_projections=("task_type_schema_id", "type_id"),
):
    """TaskTypeSchemaType: key task_type_schema_id, type_id."""

    task_type_schema_id: Scalar[str] = Attribute(default=None, immutable=True)
    """A foreign key: TaskTypeSchema.id. Immutable once created."""
    type_id: Scalar[str] = Attribute(default=None, immutable=True)
    """A foreign key: Type.id. Immutable once created."""
