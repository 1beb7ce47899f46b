"""AssetVersionLink, written by `ftrack-orm generate`: do not edit, generate again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ftrack_orm.mapping.declarative import Attribute, Entity, Link, Mapped, Scalar

if TYPE_CHECKING:
    from .asset_version import AssetVersion
    from .metadata import Metadata


class AssetVersionLink(
    Entity,
    entity_type="AssetVersionLink",
    primary_key=("id",),
    default_projections=("id", "from_id", "to_id"),
):
    """AssetVersionLink: key id."""

    from_: Link[AssetVersion] = Attribute(default=None, target="AssetVersion", key="from_id", api_name="from")
    """By its key `from_id`. The server calls it `from`."""
    from_id: Scalar[str] = Attribute(default=None)
    """The key of `from_`."""
    id: Scalar[str] = Attribute(default=None, immutable=True)
    """A new id by default. Immutable once created."""
    metadata: Mapped[Metadata, str] = Attribute(default=None, target="Metadata", mapping=("key", "value"))
    to: Link[AssetVersion] = Attribute(default=None, target="AssetVersion", key="to_id")
    """By its key `to_id`."""
    to_id: Scalar[str] = Attribute(default=None)
    """The key of `to`."""
