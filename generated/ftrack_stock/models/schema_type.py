"""SchemaType, written by `ftrack-orm generate`: do not edit, generate again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ftrack_orm.mapping.declarative import Attribute, Entity, Link, Scalar

if TYPE_CHECKING:
    from .type import Type


class SchemaType(
    Entity,
    entity_type="SchemaType",
    primary_key=("type_id", "schema_id"),
    default_projections=("type_id", "schema_id"),
):
    """SchemaType: key type_id, schema_id."""

    schema_id: Scalar[str] = Attribute(default=None, immutable=True)
    """A foreign key: Schema.id. Immutable once created."""
    sort: Scalar[int] = Attribute(default=0)
    """Default 0."""
    task_type: Link[Type] = Attribute(default=None, target="Type", key="type_id")
    """By its key `type_id`."""
    type_id: Scalar[str] = Attribute(default=None, immutable=True)
    """The key of `task_type`. Immutable once created."""
