"""ProjectSchemaObjectType, written by `ftrack-orm generate`: do not edit, generate again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ftrack_orm.mapping.declarative import Attribute, Entity, Link, Scalar

if TYPE_CHECKING:
    from .object_type import ObjectType
    from .project_schema import ProjectSchema


class ProjectSchemaObjectType(
    Entity,
    entity_type="ProjectSchemaObjectType",
    primary_key=("object_type_id", "project_schema_id"),
    default_projections=("object_type_id", "project_schema_id"),
):
    """ProjectSchemaObjectType: key object_type_id, project_schema_id."""

    object_type: Link[ObjectType] = Attribute(default=None, target="ObjectType", key="object_type_id")
    """By its key `object_type_id`."""
    object_type_id: Scalar[str] = Attribute(default=None, immutable=True)
    """The key of `object_type`. Immutable once created."""
    project_schema: Link[ProjectSchema] = Attribute(default=None, target="ProjectSchema", key="project_schema_id")
    """By its key `project_schema_id`."""
    project_schema_id: Scalar[str] = Attribute(default=None, immutable=True)
    """The key of `project_schema`. Immutable once created."""
