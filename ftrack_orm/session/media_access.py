"""The part of `Session` for files: components and locations."""

from __future__ import annotations

import threading
from collections.abc import Mapping, Sequence
from typing import Any, Literal, cast

from ftrack_orm.deferral import deferred
from ftrack_orm.mapping import Entity
from ftrack_orm.mapping.media.storage import MediaPath, ProgressChoice, SessionLocation, SessionLocations
from ftrack_orm.session.event_access import EventAccess

__all__ = ["MediaAccess"]

_open_locations = deferred("ftrack_orm.media.opening.open_locations")
_create_component = deferred("ftrack_orm.media.creation.create_component")
_path_of = deferred("ftrack_orm.media.placement.paths.path_of")
_opening = threading.Lock()


class MediaAccess(EventAccess):
    """Components, and where their files are."""

    _locations: SessionLocations | None = None

    @property
    def locations(self) -> SessionLocations:
        """The locations: those of every workspace, those that plug-ins bring and those that are registered."""
        with _opening:
            if self._locations is None:
                opened = _open_locations(
                    self._gateway,
                    self._pending,
                    self._registry(),
                    lambda: self._event_hub,
                    lambda: self.events,
                    self._asking,
                    self._connection,
                )
                self._locations = cast(SessionLocations, opened)
            return self._locations

    def create_component(
        self,
        path: MediaPath,
        values: Mapping[str, object] | None = None,
        /,
        *,
        location: SessionLocation | Literal["auto"] | str | None = "auto",
        progress: ProgressChoice = None,
        cancel: threading.Event | None = None,
        **given: object,
    ) -> Any:
        """Make a component of files and put them into a location: `create_component("a.exr", version=version)`.

        Files are copied first; then components and where they are go to the server in one batch, and nothing else that
        is pending does, but a new version that they belong to, since its number is the server's. Where something fails
        there is neither a component without its file nor a file without its component.

        Args:
            path: A file; a sequence, as `"beauty.%04d.exr [1001-1100]"` or without ranges for what is in the folder; or
                several of them, of which a container is made.
            values: Values of the component by the names that the server has for them.
            location: "auto" takes the accessible one that comes first, None only makes the component, for `commit()`
                and `location.add(component)`.
            progress: Is called with a `Progress`; False for silence, else a person who watches sees a bar.
            cancel: Set it to end the transfer.
            given: Values of the component: `name`, `version`, `metadata` ...; size and type are the file's.

        Raises:
            FileNotFoundError: A file is missing, and no `size` is given.
            TransferError: A file could not be copied, or the server refused; `cleaned` and `left` say what became.
            StructureError: The component lacks what its path is made of, as a version.
        """
        return _create_component(self.locations, path, {**(values or {}), **given}, location, progress, cancel)

    def pick_location(self, component: Entity | None = None) -> Any:
        """Return the location to read a component from, or without one to write to; see `locations.pick`."""
        return self.locations.pick(component)

    def pick_locations(self, components: Sequence[Entity]) -> list[Any]:
        """Return the location to read each component from, None where there is none; one query for all."""
        return self.locations.pick_all(components)

    def filesystem_path(self, component: Entity, location: SessionLocation | str | None = None) -> str:
        """Return the path of a component's file on this machine, of a sequence with `%04d` in it.

        Args:
            component: Any component; of a container it is the folder.
            location: Where; else the first location that has it and has paths. One query.

        Raises:
            ComponentNotInLocationError: It is not there.
            LocationError: No location that can be reached has a path of it.
        """
        if location is not None:
            return self.locations[location].filesystem_path(component)
        return cast(str, _path_of(self.locations, component))

    def get_component_availability(self, component: Entity, locations: Any = None) -> dict[str, float]:
        """Return how much of a component is in each location, in percent, by the ids of locations."""
        return self.get_component_availabilities([component], locations)[0]

    def get_component_availabilities(
        self, components: Sequence[Entity], locations: Any = None
    ) -> list[dict[str, float]]:
        """Return how much of each component is in each location; one query for all."""
        return self.locations.availabilities(components, locations)
