"""镜头, written by `ftrack-orm generate`: do not edit, generate again."""

from __future__ import annotations

from ftrack_orm.mapping.declarative import Attribute, Entity, Scalar


class 镜头(Entity, entity_type="镜头", primary_key=("id",), default_projections=("id",)):
    """镜头: key id."""

    id: Scalar[str] = Attribute(default=None)
    """A new id by default."""
