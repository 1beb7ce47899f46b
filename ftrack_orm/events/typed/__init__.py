"""What the server's own events tell, as typed values."""

from ftrack_orm.events.typed.location_event import COMPONENT_ADDED, COMPONENT_REMOVED, LocationEvent
from ftrack_orm.events.typed.update_event import Ancestor, UpdatedEntity, UpdateEvent, UpdatingUser, ValueChange

__all__ = [
    "COMPONENT_ADDED",
    "COMPONENT_REMOVED",
    "Ancestor",
    "LocationEvent",
    "UpdateEvent",
    "UpdatedEntity",
    "UpdatingUser",
    "ValueChange",
]
