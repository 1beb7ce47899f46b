"""What the events on locations tell: a component came to one, or left it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from pydantic import BaseModel, ConfigDict, ValidationError

from ftrack_orm.errors import EventError
from ftrack_orm.events.event import Event

__all__ = ["COMPONENT_ADDED", "COMPONENT_REMOVED", "LocationEvent"]

COMPONENT_ADDED = "ftrack.location.component-added"
COMPONENT_REMOVED = "ftrack.location.component-removed"


class LocationEvent(BaseModel):
    """A component and a location."""

    model_config: ClassVar[ConfigDict] = ConfigDict(frozen=True, extra="ignore")

    component_id: str
    location_id: str

    @classmethod
    def read(cls, event: Event) -> LocationEvent:
        """Read an event.

        Raises:
            EventError: It tells of no component and location.
        """
        try:
            if event.topic in (COMPONENT_ADDED, COMPONENT_REMOVED) and isinstance(event.data, Mapping):
                return cls.model_validate(event.data)
        except ValidationError:
            pass
        raise EventError(f"event {event.id} ({event.topic}) tells of no component in a location")
