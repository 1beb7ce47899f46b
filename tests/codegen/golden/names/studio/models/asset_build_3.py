"""AssetBuild_3, written by `ftrack-orm generate`: do not edit, generate again."""

from __future__ import annotations

from ftrack_orm.mapping.declarative import Attribute, Entity, Scalar


class AssetBuild_3(Entity, entity_type="asset build", primary_key=("id",), default_projections=("id",)):
    """asset build: key id."""

    id: Scalar[str] = Attribute(default=None)
    """A new id by default."""
