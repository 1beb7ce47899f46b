"""A component came to a location, or left it."""

from __future__ import annotations

from typing import Any, Literal

from ftrack_orm.events import Event
from ftrack_orm.events.typed import COMPONENT_ADDED, LocationEvent
from ftrack_orm.mapping import Registry
from ftrack_orm.session.events.event_entities import EventEntities, Place
from ftrack_orm.session.gateway import Gateway

__all__ = ["ComponentChange"]


class ComponentChange:
    """A component and a location; both are loaded in one request when one is read."""

    def __init__(self, gateway: Gateway, registry: Registry, event: Event) -> None:
        told = LocationEvent.read(event)
        self.event = event
        self.component_id: str = told.component_id
        self.location_id: str = told.location_id
        self._component: Place = (registry.mapper("Component"), told.component_id)
        self._location: Place = (registry.mapper("Location"), told.location_id)
        self._entities = EventEntities(gateway, lambda: (self._component, self._location))

    def __repr__(self) -> str:
        return f"<ComponentChange {self.action} {self.component_id} at {self.location_id}>"

    @property
    def action(self) -> Literal["add", "remove"]:
        """Whether it came or left."""
        return "add" if self.event.topic == COMPONENT_ADDED else "remove"

    @property
    def component(self) -> Any:
        """The component; None where it is gone."""
        return self._entities.get(*self._component)

    @property
    def location(self) -> Any:
        """The location; None where it is gone."""
        return self._entities.get(*self._location)
