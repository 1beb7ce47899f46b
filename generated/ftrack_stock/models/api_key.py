"""ApiKey, written by `ftrack-orm generate`: do not edit, generate again."""

from __future__ import annotations

from ftrack_orm.mapping.declarative import Attribute, Entity, Scalar


class ApiKey(
    Entity,
    entity_type="ApiKey",
    primary_key=("id",),
    default_projections=("id", "identifier", "resource_id", "prefix"),
):
    """ApiKey: table AccessKey; key id."""

    id: Scalar[str] = Attribute(default=None, immutable=True)
    """A new id by default. Immutable once created."""
    identifier: Scalar[str | None] = Attribute(default=None)
    prefix: Scalar[str | None] = Attribute(default=None)
    resource_id: Scalar[str | None] = Attribute(default=None)
    """A foreign key: Resource.id."""
