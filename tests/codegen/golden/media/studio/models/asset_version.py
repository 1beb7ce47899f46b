"""AssetVersion, written by `ftrack-orm generate`: do not edit, generate again."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ftrack_orm.mapping.declarative import (
    Attribute,
    Collection,
    Computed,
    Entity,
    OptionalLink,
    Scalar,
    ThumbnailMedia,
    VersionMedia,
)

if TYPE_CHECKING:
    from .component import Component
    from .file_component import FileComponent


class AssetVersion(
    Entity,
    ThumbnailMedia["FileComponent"],
    VersionMedia["Component", "FileComponent"],
    entity_type="AssetVersion",
    primary_key=("id",),
    default_projections=("id",),
):
    """AssetVersion: key id."""

    comment: Scalar[str] = Attribute(default="")
    """Default ''."""
    components: Collection[Component] = Attribute(default=None, target="Component")
    id: Scalar[str] = Attribute(default=None, immutable=True)
    """A new id by default. Immutable once created."""
    thumbnail: OptionalLink[Component] = Attribute(default=None, target="Component", key="thumbnail_id")
    """By its key `thumbnail_id`."""
    thumbnail_id: Scalar[str | None] = Attribute(default=None)
    """The key of `thumbnail`."""
    thumbnail_url: Computed[dict[str, Any] | None] = Attribute(default=None, init=False)
    """Computed by the server."""
