"""Where on this machine the file of a component is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ftrack_orm.errors import AccessorError, LocationError
from ftrack_orm.mapping import Entity
from ftrack_orm.media.placement.registrations import registered

if TYPE_CHECKING:
    from ftrack_orm.media.locations import Locations

__all__ = ["path_of"]


def path_of(locations: Locations, component: Entity) -> str:
    """Return the path of a component in the first location that has it and has paths; one query.

    Raises:
        LocationError: No location that can be reached has a path of it.
    """
    found = {each.location_id: each.resource_identifier for each in registered(locations, [component])}
    tried = []
    for location in locations.accessible:
        called = found.get(location.id)
        if called is None:
            continue
        try:
            return location.required_accessor.filesystem_path(locations.decoded(location, called, component))
        except AccessorError:
            tried.append(location.name)
    where = (
        f"it is in {', '.join(tried)}, whose files have none: use get_url(), or copy it" if tried else "it is in none"
    )
    raise LocationError(f"no location that can be reached has a path of {component!r}: {where}")
