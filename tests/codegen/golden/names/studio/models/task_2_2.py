"""Task_2, written by `ftrack-orm generate`: do not edit, generate again."""

from __future__ import annotations

from ftrack_orm.mapping.declarative import Attribute, Entity, Scalar


class Task_2(Entity, entity_type="task", primary_key=("id",), default_projections=("id",)):
    """task: key id."""

    id: Scalar[str] = Attribute(default=None)
    """A new id by default."""
