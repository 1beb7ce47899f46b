"""Context, written by `ftrack-orm generate`: do not edit, generate again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ftrack_orm.mapping.declarative import Attribute, Entity, OptionalLink, Scalar, ThumbnailMedia

if TYPE_CHECKING:
    from .component import Component
    from .file_component import FileComponent


class Context(
    Entity,
    ThumbnailMedia["FileComponent"],
    entity_type="Context",
    primary_key=("id",),
    default_projections=("id",),
):
    """Context: key id."""

    id: Scalar[str] = Attribute(default=None, immutable=True)
    """A new id by default. Immutable once created."""
    name: Scalar[str | None] = Attribute(default=None)
    thumbnail: OptionalLink[Component] = Attribute(default=None, target="Component", key="thumbnail_id")
    """By its key `thumbnail_id`."""
    thumbnail_id: Scalar[str | None] = Attribute(default=None)
    """The key of `thumbnail`."""
