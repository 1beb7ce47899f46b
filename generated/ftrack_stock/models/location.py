"""Location, written by `ftrack-orm generate`: do not edit, generate again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ftrack_orm.mapping.declarative import Attribute, Collection, Entity, Scalar

if TYPE_CHECKING:
    from .component_location import ComponentLocation


class Location(Entity, entity_type="Location", primary_key=("id",), default_projections=("id",)):
    """Location: key id."""

    description: Scalar[str | None] = Attribute(default=None)
    id: Scalar[str] = Attribute(default=None, immutable=True)
    """A new id by default. Immutable once created."""
    label: Scalar[str | None] = Attribute(default=None)
    location_components: Collection[ComponentLocation] = Attribute(default=None, target="ComponentLocation")
    name: Scalar[str] = Attribute(default=None)
