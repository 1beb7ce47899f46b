"""Component, written by `ftrack-orm generate`: do not edit, generate again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ftrack_orm.mapping.declarative import Attribute, ComponentMedia, Entity, OptionalLink, Scalar

if TYPE_CHECKING:
    from .asset_version import AssetVersion


class Component(Entity, ComponentMedia, entity_type="Component", primary_key=("id",), default_projections=("id",)):
    """Component: key id."""

    file_type: Scalar[str | None] = Attribute(default=None)
    id: Scalar[str] = Attribute(default=None, immutable=True)
    """A new id by default. Immutable once created."""
    name: Scalar[str] = Attribute(default="main")
    """Default 'main'."""
    size: Scalar[int] = Attribute(default=0)
    """In bytes. Default 0."""
    version: OptionalLink[AssetVersion] = Attribute(default=None, target="AssetVersion", key="version_id")
    """By its key `version_id`."""
    version_id: Scalar[str | None] = Attribute(default=None)
    """The key of `version`."""
