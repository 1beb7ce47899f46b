"""Appointment, written by `ftrack-orm generate`: do not edit, generate again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ftrack_orm.mapping.declarative import Attribute, Entity, Link, Scalar

if TYPE_CHECKING:
    from .context import Context
    from .resource import Resource


class Appointment(Entity, entity_type="Appointment", primary_key=("id",), default_projections=("id",)):
    """Appointment: key id."""

    context: Link[Context] = Attribute(default=None, target="Context", key="context_id")
    """By its key `context_id`."""
    context_id: Scalar[str] = Attribute(default=None)
    """The key of `context`."""
    id: Scalar[str] = Attribute(default=None, immutable=True)
    """A new id by default. Immutable once created."""
    resource: Link[Resource] = Attribute(default=None, target="Resource", key="resource_id")
    """By its key `resource_id`."""
    resource_id: Scalar[str] = Attribute(default=None)
    """The key of `resource`."""
    type: Scalar[str] = Attribute(default=None)
