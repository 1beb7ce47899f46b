"""Open the locations of a session."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from ftrack_orm.mapping import Registry
from ftrack_orm.mapping.media.storage import SessionLocations
from ftrack_orm.media.locations import Locations
from ftrack_orm.media.workspace import Workspace
from ftrack_orm.session.gateway import Gateway
from ftrack_orm.session.loading.siblings import Siblings
from ftrack_orm.settings import Settings
from ftrack_orm.transport import Connection

if TYPE_CHECKING:
    from ftrack_orm.events import EventHub

__all__ = ["open_locations"]


def open_locations(
    gateway: Gateway,
    pending: Siblings,
    registry: Registry,
    hub: Callable[[], EventHub | None],
    hub_opened: Callable[[], EventHub],
    settings: Settings | None = None,
    connection: Connection | None = None,
) -> SessionLocations:
    """Return the locations of a session, by its parts; nothing is sent."""
    return Locations(Workspace(gateway, pending, registry, hub, hub_opened, settings, connection))
