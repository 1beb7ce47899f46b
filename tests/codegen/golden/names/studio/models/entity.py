"""Entity_, written by `ftrack-orm generate`: do not edit, generate again."""

from __future__ import annotations

from ftrack_orm.mapping.declarative import Attribute, Entity, OptionalLink, Scalar


class Entity_(Entity, entity_type="Entity", primary_key=("id",), default_projections=("id",)):
    """Entity: key id."""

    entity: OptionalLink[Entity_] = Attribute(default=None, target="Entity")
    id: Scalar[str] = Attribute(default=None)
    """A new id by default."""
