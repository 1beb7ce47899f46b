"""SchemaStatus, written by `ftrack-orm generate`: do not edit, generate again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ftrack_orm.mapping.declarative import Attribute, Entity, Link, Scalar

if TYPE_CHECKING:
    from .status import Status


class SchemaStatus(
    Entity,
    entity_type="SchemaStatus",
    primary_key=("status_id", "schema_id"),
    default_projections=("status_id", "schema_id"),
):
    """SchemaStatus: key status_id, schema_id."""

    schema_id: Scalar[str] = Attribute(default=None, immutable=True)
    """A foreign key: Schema.id. Immutable once created."""
    sort: Scalar[int] = Attribute(default=0)
    """Default 0."""
    status_id: Scalar[str] = Attribute(default=None, immutable=True)
    """The key of `task_status`. Immutable once created."""
    task_status: Link[Status] = Attribute(default=None, target="Status", key="status_id")
    """By its key `status_id`."""
