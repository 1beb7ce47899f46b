"""Disk, written by `ftrack-orm generate`: do not edit, generate again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ftrack_orm.mapping.declarative import Attribute, Collection, Entity, Scalar

if TYPE_CHECKING:
    from .project import Project


class Disk(Entity, entity_type="Disk", primary_key=("id",), default_projections=("id",)):
    """Disk: key id."""

    id: Scalar[str] = Attribute(default=None, immutable=True)
    """A new id by default. Immutable once created."""
    name: Scalar[str] = Attribute(default=None)
    projects: Collection[Project] = Attribute(default=None, target="Project")
    unix: Scalar[str | None] = Attribute(default=None)
    windows: Scalar[str | None] = Attribute(default=None)
