"""BaseUser, written by `ftrack-orm generate`: do not edit, generate again."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ftrack_orm.mapping.declarative import Attribute, Computed, OptionalLink, Scalar, ThumbnailMedia

from .resource import Resource

if TYPE_CHECKING:
    from .component import Component
    from .file_component import FileComponent


class BaseUser(Resource, ThumbnailMedia["FileComponent"], entity_type="BaseUser"):
    """BaseUser: narrows Resource; key id."""

    email: Scalar[str | None] = Attribute(default=None)
    first_name: Scalar[str | None] = Attribute(default=None)
    last_name: Scalar[str | None] = Attribute(default=None)
    thumbnail: OptionalLink[Component] = Attribute(default=None, target="Component", key="thumbnail_id")
    """By its key `thumbnail_id`."""
    thumbnail_id: Scalar[str | None] = Attribute(default=None)
    """The key of `thumbnail`."""
    thumbnail_url: Computed[dict[str, Any] | None] = Attribute(default=None, init=False)
    """Computed by the server."""
