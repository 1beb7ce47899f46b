"""Asset, written by `ftrack-orm generate`: do not edit, generate again."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from ftrack_orm.mapping.declarative import Attribute, Collection, Entity, Link, Mapped, OptionalLink, Restricted, Scalar

if TYPE_CHECKING:
    from .asset_custom_attribute_value import AssetCustomAttributeValue
    from .asset_type import AssetType
    from .asset_version import AssetVersion
    from .context import Context
    from .custom_attribute_link import CustomAttributeLink
    from .custom_attribute_link_from import CustomAttributeLinkFrom
    from .metadata import Metadata
    from .typed_context import TypedContext


class Asset(Entity, entity_type="Asset", primary_key=("id",), default_projections=("id", "context_id")):
    """Asset: key id."""

    ancestors: Collection[TypedContext] = Attribute(default=None, init=False, target="TypedContext")
    """Computed by the server."""
    context_id: Scalar[str] = Attribute(default=None)
    """The key of `parent`."""
    custom_attribute_links: Restricted[CustomAttributeLink] = Attribute(
        default=None, init=False, target="CustomAttributeLink"
    )
    """It can be filtered on, never selected."""
    custom_attribute_links_from: Restricted[CustomAttributeLinkFrom] = Attribute(
        default=None, init=False, target="CustomAttributeLinkFrom"
    )
    """It can be filtered on, never selected."""
    custom_attributes: Mapped[AssetCustomAttributeValue, str | float | bool | datetime | list[str]] = Attribute(
        default=None, target="AssetCustomAttributeValue", mapping=("key", "value")
    )
    id: Scalar[str] = Attribute(default=None, immutable=True)
    """A new id by default. Immutable once created."""
    latest_version: OptionalLink[AssetVersion] = Attribute(
        default=None, init=False, target="AssetVersion", immutable=True
    )
    """Computed by the server."""
    metadata: Mapped[Metadata, str] = Attribute(default=None, target="Metadata", mapping=("key", "value"))
    name: Scalar[str] = Attribute(default=None)
    parent: Link[Context] = Attribute(default=None, target="Context", key="context_id")
    """By its key `context_id`."""
    project_id: Scalar[str] = Attribute(default=None)
    """A foreign key: Project.id."""
    type: Link[AssetType] = Attribute(default=None, target="AssetType", key="type_id")
    """By its key `type_id`."""
    type_id: Scalar[str] = Attribute(default=None)
    """The key of `type`."""
    versions: Collection[AssetVersion] = Attribute(default=None, target="AssetVersion")
