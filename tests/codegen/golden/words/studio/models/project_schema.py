"""ProjectSchema, written by `ftrack-orm generate`: do not edit, generate again."""

from __future__ import annotations

from ftrack_orm.mapping.declarative import Attribute, Entity, Scalar


class ProjectSchema(Entity, entity_type="ProjectSchema", primary_key=("id",), default_projections=("id",)):
    """ProjectSchema: table ProjectScheme; key id."""

    id: Scalar[str] = Attribute(default=None, immutable=True)
    """A new id by default. Immutable once created."""
    name: Scalar[str] = Attribute(default=None)
