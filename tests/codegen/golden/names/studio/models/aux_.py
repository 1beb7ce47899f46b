"""Aux, written by `ftrack-orm generate`: do not edit, generate again."""

from __future__ import annotations

from ftrack_orm.mapping.declarative import Attribute, Entity, Scalar


class Aux(Entity, entity_type="Aux", primary_key=("id",), default_projections=("id",)):
    """Aux: key id."""

    id: Scalar[str] = Attribute(default=None)
    """A new id by default."""
