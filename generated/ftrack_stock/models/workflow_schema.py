"""WorkflowSchema, written by `ftrack-orm generate`: do not edit, generate again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ftrack_orm.mapping.declarative import Attribute, Collection, Entity, Scalar

if TYPE_CHECKING:
    from .project_schema_override import ProjectSchemaOverride
    from .status import Status


class WorkflowSchema(Entity, entity_type="WorkflowSchema", primary_key=("id",), default_projections=("id",)):
    """WorkflowSchema: table WorkflowScheme; key id."""

    id: Scalar[str] = Attribute(default=None, immutable=True)
    """A new id by default. Immutable once created."""
    name: Scalar[str] = Attribute(default="Workflow Name")
    """Default 'Workflow Name'."""
    overrides: Collection[ProjectSchemaOverride] = Attribute(default=None, target="ProjectSchemaOverride")
    statuses: Collection[Status] = Attribute(default=None, target="Status")
