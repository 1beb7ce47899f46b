"""Schema, written by `ftrack-orm generate`: do not edit, generate again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ftrack_orm.mapping.declarative import Attribute, Collection, Entity, Scalar

if TYPE_CHECKING:
    from .schema_status import SchemaStatus
    from .schema_type import SchemaType


class Schema(Entity, entity_type="Schema", primary_key=("id",), default_projections=("id",)):
    """Schema: key id."""

    id: Scalar[str] = Attribute(default=None, immutable=True)
    """A new id by default. Immutable once created."""
    object_type_id: Scalar[str | None] = Attribute(default=None)
    """A foreign key: ObjectType.id."""
    project_schema_id: Scalar[str] = Attribute(default=None)
    """A foreign key: ProjectSchema.id."""
    statuses: Collection[SchemaStatus] = Attribute(default=None, target="SchemaStatus")
    type_id: Scalar[str] = Attribute(default=None)
    """A foreign key: ObjectType.id."""
    types: Collection[SchemaType] = Attribute(default=None, target="SchemaType")
