"""Group, written by `ftrack-orm generate`: do not edit, generate again."""

from __future__ import annotations

from ftrack_orm.mapping.declarative import Attribute, Entity, Scalar


class Group(Entity, entity_type="Group", primary_key=("id",), default_projections=("id",)):
    """Group: key id. Without the methods create_thumbnail(), get_thumbnail_url(), since the workspace has the attribute create_thumbnail: use the session's."""

    create_thumbnail: Scalar[str | None] = Attribute(default=None)
    id: Scalar[str] = Attribute(default=None, immutable=True)
    """A new id by default. Immutable once created."""
    thumbnail_id: Scalar[str | None] = Attribute(default=None)
