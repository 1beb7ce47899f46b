"""The locations that every workspace has, by their ids."""

from __future__ import annotations

from ftrack_orm.media.accessor.accessor import Accessor
from ftrack_orm.media.accessor.disk import DiskAccessor
from ftrack_orm.media.location import Location
from ftrack_orm.media.structure.entity_id import EntityIdStructure
from ftrack_orm.media.structure.origin import OriginStructure

__all__ = [
    "CONNECT_LOCATION_ID",
    "ORIGIN_LOCATION_ID",
    "REVIEW_COMPONENTS",
    "REVIEW_LOCATION_ID",
    "SERVER_LOCATION_ID",
    "UNMANAGED_LOCATION_ID",
    "built_in_locations",
]

ORIGIN_LOCATION_ID = "ce9b348f-8809-11e3-821c-20c9d081909b"
UNMANAGED_LOCATION_ID = "cb268ecc-8809-11e3-a7e2-20c9d081909b"
REVIEW_LOCATION_ID = "cd41be70-8809-11e3-b98a-20c9d081909b"
CONNECT_LOCATION_ID = "07b82a97-8cf9-11e3-9383-20c9d081909b"
SERVER_LOCATION_ID = "3a372bde-05bc-11e4-8908-20c9d081909b"

REVIEW_COMPONENTS = frozenset({"ftrackreview-mp4", "ftrackreview-webm", "ftrackreview-image"})
"""Names of components that are put in ftrack.review where no location is said."""


def built_in_locations(server: Accessor | None = None) -> list[Location]:
    """Return the locations of every workspace, with what reaches the server's files; lower priorities come first."""
    disk, origin = DiskAccessor(), OriginStructure()

    def unmanaged(name: str, key: str, priority: int, *, in_memory: bool = False) -> Location:
        return Location(
            name, accessor=disk, structure=origin, priority=priority, id=key, managed=False, in_memory=in_memory
        )

    return [
        unmanaged("ftrack.unmanaged", UNMANAGED_LOCATION_ID, 90),
        unmanaged("ftrack.origin", ORIGIN_LOCATION_ID, 100, in_memory=True),
        unmanaged("ftrack.review", REVIEW_LOCATION_ID, 110),
        Location("ftrack.server", accessor=server, structure=EntityIdStructure(), priority=150, id=SERVER_LOCATION_ID),
        Location("ftrack.connect", id=CONNECT_LOCATION_ID),
    ]
