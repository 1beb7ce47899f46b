"""Any_, written by `ftrack-orm generate`: do not edit, generate again."""

from __future__ import annotations

from ftrack_orm.mapping.declarative import Attribute, Entity, Scalar


class Any_(Entity, entity_type="Any", primary_key=("id",), default_projections=("id",)):
    """Any: key id."""

    id: Scalar[str] = Attribute(default=None)
    """A new id by default."""
