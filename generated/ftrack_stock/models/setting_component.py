"""SettingComponent, written by `ftrack-orm generate`: do not edit, generate again."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ftrack_orm.mapping.declarative import Attribute, Computed, Entity, Link, Scalar

if TYPE_CHECKING:
    from .component import Component
    from .setting import Setting


class SettingComponent(
    Entity,
    entity_type="SettingComponent",
    primary_key=("component_id", "name", "group"),
    default_projections=("component_id", "name", "group"),
):
    """SettingComponent: key component_id, name, group."""

    component: Link[Component] = Attribute(default=None, target="Component", key="component_id")
    """By its key `component_id`."""
    component_id: Scalar[str] = Attribute(default=None, immutable=True)
    """The key of `component`. Immutable once created."""
    group: Scalar[str] = Attribute(default=None, immutable=True)
    """A foreign key: Setting.group. Immutable once created."""
    name: Scalar[str] = Attribute(default=None, immutable=True)
    """A foreign key: Setting.name. Immutable once created."""
    setting: Link[Setting] = Attribute(default=None, target="Setting")
    thumbnail_url: Computed[dict[str, Any] | None] = Attribute(default=None, init=False)
    """Computed by the server."""
    url: Computed[dict[str, Any] | None] = Attribute(default=None, init=False)
    """Computed by the server."""
