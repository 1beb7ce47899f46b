"""The location that a workspace's storage scenario sets up for everybody."""

from __future__ import annotations

import logging
import sys
from collections.abc import Mapping
from typing import Any

from ftrack_orm.errors import LocationError
from ftrack_orm.media.accessor.disk import DiskAccessor
from ftrack_orm.media.location import Location
from ftrack_orm.media.structure.standard import StandardStructure

__all__ = ["CENTRALIZED", "scenario_location"]

_log = logging.getLogger("ftrack_orm.media")

CENTRALIZED = "ftrack.centralized-storage"
_PLATFORMS = {"linux": "linux", "darwin": "osx", "win32": "windows"}


def scenario_location(server_information: Mapping[str, Any], platform: str = sys.platform) -> Location | None:
    """Return the location of a centralized storage scenario, as the server tells it; None where there is none.

    Without a mount point for this system its files cannot be reached from here.

    Raises:
        LocationError: The server tells it in a way that cannot be read.
    """
    scenario = server_information.get("storage_scenario")
    if not isinstance(scenario, Mapping) or scenario.get("scenario") != CENTRALIZED:
        return None
    try:
        data = scenario["data"]
        name, key = str(data["location_name"]), str(data["location_id"])
        mount_points = data["accessor"]["mount_points"]
        prefix = mount_points.get(_PLATFORMS.get(platform, platform))
    except (KeyError, TypeError, AttributeError) as error:
        raise LocationError(
            "the workspace's centralized storage scenario cannot be read; set it up again in its system settings"
        ) from error
    if not prefix:
        _log.warning("the storage scenario has no mount point for %s: location %s cannot be reached", platform, name)
    accessor = DiskAccessor(prefix) if prefix else None
    return Location(name, id=key, accessor=accessor, structure=StandardStructure(), priority=1)
