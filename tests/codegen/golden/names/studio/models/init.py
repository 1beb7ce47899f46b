"""Init, written by `ftrack-orm generate`: do not edit, generate again."""

from __future__ import annotations

from ftrack_orm.mapping.declarative import Attribute, Entity, Scalar


class Init(Entity, entity_type="__init__", primary_key=("id",), default_projections=("id",)):
    """__init__: key id."""

    id: Scalar[str] = Attribute(default=None)
    """A new id by default."""
