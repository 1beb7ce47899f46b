"""Which accessor a session uploads with."""

from __future__ import annotations

from ftrack_orm.errors import LocationError
from ftrack_orm.media.built_in import SERVER_LOCATION_ID
from ftrack_orm.media.locations import Locations
from ftrack_orm.media.upload.server_accessor import ServerAccessor

__all__ = ["server_files"]


def server_files(locations: Locations) -> ServerAccessor:
    """Return the accessor of `ftrack.server`.

    Raises:
        LocationError: Another accessor was registered for it.
    """
    accessor = locations[SERVER_LOCATION_ID].accessor
    if not isinstance(accessor, ServerAccessor):
        raise LocationError(f"ftrack.server was registered with {accessor!r}; uploads need its own accessor")
    return accessor
