"""Component, written by `ftrack-orm generate`: do not edit, generate again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ftrack_orm.mapping.declarative import (
    Attribute,
    Collection,
    ComponentMedia,
    Entity,
    Mapped,
    OptionalLink,
    Restricted,
    Scalar,
)

if TYPE_CHECKING:
    from .asset_version import AssetVersion
    from .component_location import ComponentLocation
    from .container_component import ContainerComponent
    from .custom_attribute_link import CustomAttributeLink
    from .custom_attribute_link_from import CustomAttributeLinkFrom
    from .metadata import Metadata


class Component(
    Entity,
    ComponentMedia,
    entity_type="Component",
    primary_key=("id",),
    default_projections=("id", "system_type", "version_id", "container_id"),
):
    """Component: key id."""

    component_locations: Collection[ComponentLocation] = Attribute(default=None, target="ComponentLocation")
    container: OptionalLink[ContainerComponent] = Attribute(
        default=None, target="ContainerComponent", key="container_id"
    )
    """By its key `container_id`."""
    container_id: Scalar[str | None] = Attribute(default=None)
    """The key of `container`."""
    custom_attribute_links: Restricted[CustomAttributeLink] = Attribute(
        default=None, init=False, target="CustomAttributeLink"
    )
    """It can be filtered on, never selected."""
    custom_attribute_links_from: Restricted[CustomAttributeLinkFrom] = Attribute(
        default=None, init=False, target="CustomAttributeLinkFrom"
    )
    """It can be filtered on, never selected."""
    file_type: Scalar[str | None] = Attribute(default=None)
    id: Scalar[str] = Attribute(default=None, immutable=True)
    """A new id by default. Immutable once created."""
    metadata: Mapped[Metadata, str] = Attribute(default=None, target="Metadata", mapping=("key", "value"))
    name: Scalar[str] = Attribute(default="main")
    """Default 'main'."""
    size: Scalar[int] = Attribute(default=0)
    """In bytes. Default 0."""
    system_type: Scalar[str] = Attribute(default=None)
    version: OptionalLink[AssetVersion] = Attribute(default=None, target="AssetVersion", key="version_id")
    """By its key `version_id`."""
    version_id: Scalar[str | None] = Attribute(default=None)
    """The key of `version`."""
