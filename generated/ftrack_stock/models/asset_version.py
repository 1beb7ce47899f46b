"""AssetVersion, written by `ftrack-orm generate`: do not edit, generate again."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from ftrack_orm.mapping.declarative import (
    Attribute,
    Collection,
    Computed,
    Entity,
    Link,
    Mapped,
    OptionalLink,
    Restricted,
    Scalar,
    ThumbnailMedia,
    VersionMedia,
)

if TYPE_CHECKING:
    from .asset import Asset
    from .asset_version_custom_attribute_value import AssetVersionCustomAttributeValue
    from .asset_version_link import AssetVersionLink
    from .asset_version_list import AssetVersionList
    from .component import Component
    from .custom_attribute_link import CustomAttributeLink
    from .custom_attribute_link_from import CustomAttributeLinkFrom
    from .file_component import FileComponent
    from .metadata import Metadata
    from .note import Note
    from .review_session_object import ReviewSessionObject
    from .status import Status
    from .status_change import StatusChange
    from .task import Task
    from .user import User


class AssetVersion(
    Entity,
    ThumbnailMedia["FileComponent"],
    VersionMedia["Component", "FileComponent"],
    entity_type="AssetVersion",
    primary_key=("id",),
    default_projections=("id", "asset_id"),
):
    """AssetVersion: key id."""

    asset: Link[Asset] = Attribute(default=None, target="Asset", key="asset_id")
    """By its key `asset_id`."""
    asset_id: Scalar[str] = Attribute(default=None)
    """The key of `asset`."""
    comment: Scalar[str] = Attribute(default="")
    """Default ''."""
    components: Collection[Component] = Attribute(default=None, target="Component")
    custom_attribute_links: Restricted[CustomAttributeLink] = Attribute(
        default=None, init=False, target="CustomAttributeLink"
    )
    """It can be filtered on, never selected."""
    custom_attribute_links_from: Restricted[CustomAttributeLinkFrom] = Attribute(
        default=None, init=False, target="CustomAttributeLinkFrom"
    )
    """It can be filtered on, never selected."""
    custom_attributes: Mapped[AssetVersionCustomAttributeValue, str | float | bool | datetime | list[str]] = Attribute(
        default=None, target="AssetVersionCustomAttributeValue", mapping=("key", "value")
    )
    date: Scalar[datetime] = Attribute(default=None)
    id: Scalar[str] = Attribute(default=None, immutable=True)
    """A new id by default. Immutable once created."""
    incoming_links: Collection[AssetVersionLink] = Attribute(default=None, target="AssetVersionLink")
    is_latest_version: Scalar[bool] = Attribute(default=None, immutable=True)
    """Immutable once created."""
    is_published: Scalar[bool] = Attribute(default=True)
    """Default True."""
    legacy_link: Computed[list[dict[str, str]]] = Attribute(default=None, init=False, api_name="_link")
    """This attribute has been deprecated, use `link` attribute instead. Computed by the server. The server calls it `_link`."""
    link: Computed[list[dict[str, str]]] = Attribute(default=None, init=False)
    """Computed by the server."""
    lists: Collection[AssetVersionList] = Attribute(default=None, target="AssetVersionList")
    metadata: Mapped[Metadata, str] = Attribute(default=None, target="Metadata", mapping=("key", "value"))
    notes: Collection[Note] = Attribute(default=None, target="Note")
    outgoing_links: Collection[AssetVersionLink] = Attribute(default=None, target="AssetVersionLink")
    project_id: Scalar[str] = Attribute(default=None)
    """A foreign key: Project.id."""
    review_session_objects: Collection[ReviewSessionObject] = Attribute(default=None, target="ReviewSessionObject")
    status: Link[Status] = Attribute(default=None, target="Status", key="status_id")
    """By its key `status_id`."""
    status_changes: Collection[StatusChange] = Attribute(default=None, target="StatusChange")
    status_id: Scalar[str] = Attribute(default=None)
    """The key of `status`."""
    task: OptionalLink[Task] = Attribute(default=None, target="Task", key="task_id")
    """By its key `task_id`."""
    task_id: Scalar[str | None] = Attribute(default=None)
    """The key of `task`."""
    thumbnail: OptionalLink[Component] = Attribute(default=None, target="Component", key="thumbnail_id")
    """By its key `thumbnail_id`."""
    thumbnail_id: Scalar[str | None] = Attribute(default=None)
    """The key of `thumbnail`."""
    thumbnail_url: Computed[dict[str, Any] | None] = Attribute(default=None, init=False)
    """Computed by the server."""
    used_in_versions: Collection[AssetVersion] = Attribute(default=None, target="AssetVersion")
    user: OptionalLink[User] = Attribute(default=None, target="User", key="user_id")
    """By its key `user_id`."""
    user_id: Scalar[str | None] = Attribute(default=None)
    """The key of `user`."""
    uses_versions: Collection[AssetVersion] = Attribute(default=None, target="AssetVersion")
    version: Scalar[int] = Attribute(default=None)
