"""Context, written by `ftrack-orm generate`: do not edit, generate again."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from ftrack_orm.mapping.declarative import (
    Attribute,
    Collection,
    Computed,
    Entity,
    Mapped,
    OptionalLink,
    Restricted,
    Scalar,
    ThumbnailMedia,
)

if TYPE_CHECKING:
    from .appointment import Appointment
    from .asset import Asset
    from .component import Component
    from .context_custom_attribute_value import ContextCustomAttributeValue
    from .custom_attribute_link import CustomAttributeLink
    from .custom_attribute_link_from import CustomAttributeLinkFrom
    from .file_component import FileComponent
    from .manager import Manager
    from .note import Note
    from .scope import Scope
    from .timelog import Timelog
    from .user import User


class Context(
    Entity,
    ThumbnailMedia["FileComponent"],
    entity_type="Context",
    primary_key=("id",),
    default_projections=("id", "context_type", "name"),
):
    """Context: key id."""

    allocations: Collection[Appointment] = Attribute(default=None, target="Appointment")
    appointments: Collection[Appointment] = Attribute(default=None, target="Appointment")
    assets: Collection[Asset] = Attribute(default=None, target="Asset")
    assignments: Collection[Appointment] = Attribute(default=None, target="Appointment")
    children: Collection[Context] = Attribute(default=None, target="Context")
    context_type: Scalar[str] = Attribute(default=None)
    created_at: Scalar[datetime] = Attribute(default=None, immutable=True)
    """Immutable once created."""
    created_by: OptionalLink[User] = Attribute(default=None, target="User", key="created_by_id", immutable=True)
    """By its key `created_by_id`. Immutable once created."""
    created_by_id: Scalar[str | None] = Attribute(default=None, immutable=True)
    """The key of `created_by`. Immutable once created."""
    custom_attribute_links: Restricted[CustomAttributeLink] = Attribute(
        default=None, init=False, target="CustomAttributeLink"
    )
    """It can be filtered on, never selected."""
    custom_attribute_links_from: Restricted[CustomAttributeLinkFrom] = Attribute(
        default=None, init=False, target="CustomAttributeLinkFrom"
    )
    """It can be filtered on, never selected."""
    custom_attributes: Mapped[ContextCustomAttributeValue, str | float | bool | datetime | list[str]] = Attribute(
        default=None, target="ContextCustomAttributeValue", mapping=("key", "value")
    )
    id: Scalar[str] = Attribute(default=None, immutable=True)
    """A new id by default. Immutable once created."""
    legacy_link: Computed[list[dict[str, str]]] = Attribute(default=None, init=False, api_name="_link")
    """This attribute has been deprecated, use `link` attribute instead. Computed by the server. The server calls it `_link`."""
    link: Computed[list[dict[str, str]]] = Attribute(default=None, init=False)
    """Computed by the server."""
    managers: Collection[Manager] = Attribute(default=None, target="Manager")
    name: Scalar[str] = Attribute(default="")
    """Default ''."""
    notes: Collection[Note] = Attribute(default=None, target="Note")
    parent: OptionalLink[Context] = Attribute(default=None, target="Context", key="parent_id")
    """By its key `parent_id`."""
    parent_id: Scalar[str | None] = Attribute(default=None)
    """The key of `parent`."""
    project_id: Scalar[str] = Attribute(default=None)
    """A foreign key: Project.id."""
    scopes: Collection[Scope] = Attribute(default=None, target="Scope")
    thumbnail: OptionalLink[Component] = Attribute(default=None, target="Component", key="thumbnail_id")
    """By its key `thumbnail_id`."""
    thumbnail_id: Scalar[str | None] = Attribute(default=None)
    """The key of `thumbnail`."""
    thumbnail_url: Computed[dict[str, Any] | None] = Attribute(default=None, init=False)
    """Computed by the server."""
    timelogs: Collection[Timelog] = Attribute(default=None, target="Timelog")
