"""The locations of a session: those of every workspace, those that were registered, and which of them to use."""

from __future__ import annotations

import threading
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any, Literal

from ftrack_orm.deferral import deferred
from ftrack_orm.errors import LocationError, ProtocolError, UnknownLocationError
from ftrack_orm.mapping import Entity
from ftrack_orm.media.built_in import built_in_locations
from ftrack_orm.media.location import Location
from ftrack_orm.media.plugin import register_plugins
from ftrack_orm.media.scenario import scenario_location
from ftrack_orm.media.transfer.settings import TransferSettings
from ftrack_orm.media.upload.server_accessor import ServerAccessor
from ftrack_orm.media.workspace import Workspace
from ftrack_orm.transport import Operation, QueryExpression, QueryServerInformation

if TYPE_CHECKING:
    from ftrack_orm.media.placement.availability import availabilities
    from ftrack_orm.media.placement.registrations import Registration
    from ftrack_orm.media.transfer.progress import ProgressChoice
    from ftrack_orm.media.transfer.transfer import TransferReport
else:
    availabilities = deferred("ftrack_orm.media.placement.availability.availabilities")

__all__ = ["Locations"]

_REMEDY = "session.locations.register(Location(...)) makes one known"


class Locations:
    """The locations of a session, by name or id, the one to pick first first.

    Attributes:
        transfers: How files are transferred; assign other settings to change it.
        announce: Whether others are told by events of what came and went: where the event hub is connected, always
            (it is connected then), or never.
    """

    def __init__(self, workspace: Workspace) -> None:
        self.workspace = workspace
        self.transfers: TransferSettings = TransferSettings()
        self.announce: Literal["connected", "always", "never"] = "connected"
        self.memory: dict[str, dict[str, str]] = {}
        """What is where and only this session knows: resource identifiers by location and component."""
        self.departing: dict[str, dict[str, Registration]] = {}
        """What is to go from where, and nobody knows yet whether the server let it go, by location and component."""
        self._known: dict[str, Location] = {}
        self._on_server: dict[str, str] | None = None
        self._lock = threading.RLock()
        server = ServerAccessor(self, workspace.settings, workspace.connection)
        for location in built_in_locations(server):
            self.register(location)
        register_plugins(self)

    def __repr__(self) -> str:
        return f"<Locations: {', '.join(self._known)}>"

    def __iter__(self) -> Iterator[Location]:
        return iter(sorted(self._all().values(), key=lambda location: location.priority))

    def __len__(self) -> int:
        return len(self._all())

    def __contains__(self, chosen: object) -> bool:
        return isinstance(chosen, str | Location) and self._find(chosen) is not None

    def __getitem__(self, chosen: str | Location | Entity) -> Location:
        """Return a location by its name, its id, or its entity.

        Raises:
            UnknownLocationError: There is none.
        """
        found = self._find(str(chosen.__ftrack_key__[0]) if isinstance(chosen, Entity) else chosen)
        if found is None:
            raise UnknownLocationError(str(chosen), tuple(self._known), _REMEDY)
        return found

    @property
    def accessible(self) -> list[Location]:
        """Those whose files can be reached from here, the one to pick first first."""
        return [location for location in self if location.accessible]

    def register(self, location: Location) -> Location:
        """Make a location known to the session, or known anew, and return it.

        Nothing is sent: its name is looked up when it is first used.
        """
        if not isinstance(location, Location):
            raise LocationError(f"expected a Location, got {location!r}: Location('studio.disk', accessor=...)")
        with self._lock:
            location.bind(self)
            self._known[location.name] = location
        return location

    def pick(self, component: Entity | None = None) -> Location | None:
        """Return the location to read a component from: of those that can be reached and have it, the first.

        Without a component the one to write to. None where there is none.
        """
        if component is not None:
            return self.pick_all([component])[0]
        return next(iter(self.accessible), None)

    def pick_all(self, components: Sequence[Entity]) -> list[Location | None]:
        """Return the location to read each component from, None where there is none; one query for all."""
        choices = self.accessible
        found = availabilities(self, components, choices)
        return [next((each for each in choices if shares[each.id] > 0), None) for shares in found]

    def availability(self, component: Entity) -> dict[str, float]:
        """Return how much of a component is in each location, in percent, by the ids of locations."""
        return self.availabilities([component])[0]

    def availabilities(
        self, components: Sequence[Entity], among: Iterable[Location | str] | None = None
    ) -> list[dict[str, float]]:
        """Return how much of each component is in each location; one query for all components."""
        chosen = list(self) if among is None else [self[location] for location in among]
        return availabilities(self, components, chosen)

    def copy(
        self,
        components: Entity | Iterable[Entity],
        target: Location | str,
        source: Location | str | None = None,
        *,
        progress: ProgressChoice = None,
        cancel: threading.Event | None = None,
    ) -> TransferReport:
        """Copy components to another location; see `Location.add`."""
        return self[target].add(components, source, progress=progress, cancel=cancel)

    def encoded(self, location: Location, resource_identifier: str, component: Any) -> str:
        """Return what the server is to keep of a resource identifier."""
        transformer = location.transformer
        return transformer.encode(resource_identifier, component) if transformer else resource_identifier

    def decoded(self, location: Location, resource_identifier: str, component: Any) -> str:
        """Return what the accessor takes of what the server keeps."""
        transformer = location.transformer
        return transformer.decode(resource_identifier, component) if transformer else resource_identifier

    def key_of(self, location: Location) -> str:
        """Return the id of a location by its name on the server; it is created there where it is to be.

        Raises:
            UnknownLocationError: There is none of this name.
        """
        key = self._directory().get(location.name)
        if key is None and location.create:
            made = self.workspace.entity_class("Location")(name=location.name, label=location.name)
            self.workspace.create([made])
            key = self._directory()[location.name] = str(made.id)
        if key is None:
            raise UnknownLocationError(
                location.name,
                tuple(self._directory()),
                f"on the server: pass Location({location.name!r}, create=True), or in_memory=True to keep it to "
                "this session",
            )
        return key

    def _find(self, chosen: str | Location) -> Location | None:
        if isinstance(chosen, Location):
            return chosen if chosen.bound_to(self) else self.register(chosen)
        if chosen in self._known:
            return self._known[chosen]
        for location in self._known.values():
            if location.known_id == chosen:
                return location
        names = {key: name for name, key in self._directory().items()}
        return self._known.get(names.get(chosen, chosen))

    def _all(self) -> dict[str, Location]:
        """Return all locations by name, those that are only known to the server too."""
        self._directory()
        return dict(self._known)

    def _directory(self) -> dict[str, str]:
        """Return the ids of the server's locations by their names; they and the storage scenario are asked for once."""
        with self._lock:
            if self._on_server is None:
                self._on_server = self._asked()
                scenario = scenario_location(self.workspace.gateway.information or {})
                if scenario is not None and scenario.name not in self._known:
                    self.register(scenario)
                for name, key in self._on_server.items():
                    if name not in self._known:
                        self.register(Location(name, id=key))
            return self._on_server

    def _asked(self) -> dict[str, str]:
        gateway = self.workspace.gateway
        operations: list[Operation] = [QueryExpression("select id, name from Location")]
        if gateway.information is None:
            operations.append(QueryServerInformation())
        answers = gateway.send(operations)
        if len(answers) > 1:
            gateway.information = dict(answers[1])
        if not isinstance(answers[0], dict) or not isinstance(answers[0].get("data"), list):
            raise ProtocolError("the answer to a query has no list of data: select id, name from Location")
        return {row["name"]: row["id"] for row in answers[0]["data"]}
