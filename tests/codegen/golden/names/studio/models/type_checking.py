"""TYPE_CHECKING_, written by `ftrack-orm generate`: do not edit, generate again."""

from __future__ import annotations

from ftrack_orm.mapping.declarative import Attribute, Entity, Scalar


class TYPE_CHECKING_(Entity, entity_type="TYPE_CHECKING", primary_key=("id",), default_projections=("id",)):
    """TYPE_CHECKING: key id."""

    id: Scalar[str] = Attribute(default=None)
    """A new id by default."""
