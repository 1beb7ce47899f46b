"""Locations that installed packages bring along."""

from __future__ import annotations

from importlib.metadata import entry_points
from typing import TYPE_CHECKING

from ftrack_orm.errors import LocationError

if TYPE_CHECKING:
    from ftrack_orm.media.locations import Locations

__all__ = ["GROUP", "register_plugins"]

GROUP = "ftrack_orm.locations"


def register_plugins(locations: Locations) -> None:
    """Call the function of each entry point of the group `ftrack_orm.locations` with the session's locations.

    Raises:
        LocationError: One failed. Going on without its location, files would be published to another.
    """
    for found in sorted(entry_points(group=GROUP), key=lambda each: each.name):
        try:
            found.load()(locations)
        except Exception as error:
            raise LocationError(
                f"the location plug-in {found.name!r} ({found.value}) failed: {error}; mend or uninstall its package"
            ) from error
