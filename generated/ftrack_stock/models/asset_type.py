"""AssetType, written by `ftrack-orm generate`: do not edit, generate again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ftrack_orm.mapping.declarative import Attribute, Collection, Entity, Scalar

if TYPE_CHECKING:
    from .asset import Asset


class AssetType(Entity, entity_type="AssetType", primary_key=("id",), default_projections=("id",)):
    """AssetType: key id."""

    assets: Collection[Asset] = Attribute(default=None, target="Asset")
    component: Scalar[str] = Attribute(default="main")
    """Default 'main'."""
    id: Scalar[str] = Attribute(default=None, immutable=True)
    """A new id by default. Immutable once created."""
    name: Scalar[str] = Attribute(default=None)
    short: Scalar[str] = Attribute(default=None)
