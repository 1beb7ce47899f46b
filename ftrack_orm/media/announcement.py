"""Tell others what came to a location and what left it."""

from __future__ import annotations

import logging
from collections.abc import Iterable
from typing import TYPE_CHECKING

from ftrack_orm.errors import FtrackError

if TYPE_CHECKING:
    from ftrack_orm.media.locations import Locations

__all__ = ["ADDED", "REMOVED", "announce"]

_log = logging.getLogger("ftrack_orm.media")

ADDED = "ftrack.location.component-added"
REMOVED = "ftrack.location.component-removed"


def announce(locations: Locations, topic: str, component_ids: Iterable[str], location_id: str) -> None:
    """Publish an event for each component, as `locations.announce` says; no failure of that ends a transfer."""
    if locations.announce == "never":
        return
    try:
        hub = locations.workspace.hub_opened() if locations.announce == "always" else locations.workspace.hub()
        if hub is None or hub.closed or (locations.announce == "connected" and not hub.connected):
            return
        for component_id in component_ids:
            hub.publish(topic, {"component_id": component_id, "location_id": location_id})
    except FtrackError as error:
        _log.warning("%s was not published for all components: %s", topic, error)
