"""WorkflowSchemaStatus, written by `ftrack-orm generate`: do not edit, generate again."""

from __future__ import annotations

from ftrack_orm.mapping.declarative import Attribute, Entity, Scalar


class WorkflowSchemaStatus(
    Entity,
    entity_type="WorkflowSchemaStatus",
    primary_key=("workflow_schema_id", "status_id"),
    default_projections=("workflow_schema_id", "status_id"),
):
    """WorkflowSchemaStatus: key workflow_schema_id, status_id."""

    status_id: Scalar[str] = Attribute(default=None, immutable=True)
    """A foreign key: Status.id. Immutable once created."""
    workflow_schema_id: Scalar[str] = Attribute(default=None, immutable=True)
    """A foreign key: WorkflowSchema.id. Immutable once created."""
