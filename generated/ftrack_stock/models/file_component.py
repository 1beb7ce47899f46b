"""FileComponent, written by `ftrack-orm generate`: do not edit, generate again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ftrack_orm.mapping.declarative import FileMedia

from .component import Component

if TYPE_CHECKING:
    from .asset_version import AssetVersion


class FileComponent(Component, FileMedia["AssetVersion"], entity_type="FileComponent"):
    """FileComponent: narrows Component; key id."""
