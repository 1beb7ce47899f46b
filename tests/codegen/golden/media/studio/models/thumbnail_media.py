"""ThumbnailMedia_, written by `ftrack-orm generate`: do not edit, generate again."""

from __future__ import annotations

from ftrack_orm.mapping.declarative import Attribute, Entity, Scalar


class ThumbnailMedia_(Entity, entity_type="ThumbnailMedia", primary_key=("id",), default_projections=("id",)):
    """ThumbnailMedia: key id."""

    id: Scalar[str] = Attribute(default=None, immutable=True)
    """A new id by default. Immutable once created."""
