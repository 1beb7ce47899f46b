"""A location: where files are, how they are reached there, and where each of them belongs."""

from __future__ import annotations

import threading
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, BinaryIO
from uuid import uuid4

from ftrack_orm.deferral import deferred
from ftrack_orm.errors import LocationError
from ftrack_orm.mapping import Entity

if TYPE_CHECKING:
    from ftrack_orm.media.accessor.accessor import Accessor
    from ftrack_orm.media.locations import Locations
    from ftrack_orm.media.placement.adding import add_components
    from ftrack_orm.media.placement.registrations import identifiers
    from ftrack_orm.media.placement.removing import remove_components
    from ftrack_orm.media.structure.structure import Structure
    from ftrack_orm.media.transfer.progress import ProgressChoice
    from ftrack_orm.media.transfer.transfer import TransferReport
    from ftrack_orm.media.transformer import ResourceIdentifierTransformer
else:
    add_components = deferred("ftrack_orm.media.placement.adding.add_components")
    remove_components = deferred("ftrack_orm.media.placement.removing.remove_components")
    identifiers = deferred("ftrack_orm.media.placement.registrations.identifiers")

__all__ = ["Location"]


class Location:
    """Files in one place: `Location("studio.disk", accessor=DiskAccessor("/mnt/projects"), structure=...)`.

    It works once it is registered: `session.locations.register(location)`.

    Args:
        name: What the server calls it.
        accessor: How its files are reached; without one they are not, from here.
        structure: Where in it a file belongs; `StandardStructure()` by default.
        priority: Which location is picked where several will do: the lowest.
        transformer: Changes resource identifiers on their way to the server and back.
        managed: Whether files are copied into it and removed from it; else it only knows where they are.
        in_memory: Whether what is in it is known to this session alone; the server is not told and need not know it.
        id: What the server knows it by, where that is known; else it is found by its name.
        create: Create it on the server where there is none of its name.
    """

    def __init__(
        self,
        name: str,
        *,
        accessor: Accessor | None = None,
        structure: Structure | None = None,
        priority: float = 95,
        transformer: ResourceIdentifierTransformer | None = None,
        managed: bool = True,
        in_memory: bool = False,
        id: str | None = None,
        create: bool = False,
    ) -> None:
        self.name = name
        self.accessor = accessor
        self._structure = structure
        self.priority = priority
        self.transformer = transformer
        self.managed = managed
        self.in_memory = in_memory
        self.create = create
        self._id = id or (str(uuid4()) if in_memory else None)
        self._locations: Locations | None = None

    def __repr__(self) -> str:
        how = repr(self.accessor) if self.accessor is not None else "not accessible"
        return f"<Location {self.name}: {how}, priority {self.priority:g}>"

    @property
    def id(self) -> str:
        """What the server knows it by; it is asked where that is not known.

        Raises:
            UnknownLocationError: The server has no location of this name.
        """
        if self._id is None:
            self._id = self._registered.key_of(self)
        return self._id

    @property
    def known_id(self) -> str | None:
        """The id, where it is known without asking."""
        return self._id

    def bound_to(self, locations: Locations) -> bool:
        """Tell whether it belongs to the locations of this session."""
        return self._locations is locations

    @property
    def accessible(self) -> bool:
        """Whether its files can be reached from here."""
        return self.accessor is not None

    @property
    def structure(self) -> Structure:
        """Where in it a file belongs."""
        if self._structure is None:
            from ftrack_orm.media.structure.standard import StandardStructure

            self._structure = StandardStructure()
        return self._structure

    def add(
        self,
        components: Entity | Iterable[Entity],
        source: Location | str | None = None,
        *,
        progress: ProgressChoice = None,
        cancel: threading.Event | None = None,
    ) -> TransferReport:
        """Copy the files of components here and register them: all in one batch, after all files are there.

        Members come with their containers. Where something fails nothing is registered, and what was copied removed.

        Args:
            components: One or several.
            source: Where their files come from; by default where each can be read best.
            progress: Is called with a `Progress`; False for silence, else a person who watches sees a bar.
            cancel: Set it to end the transfer.

        Raises:
            ComponentInLocationError: One is here already; nothing was changed.
            TransferError: A file could not be copied, or the server refused; `cleaned` and `left` say what became.
            StructureError: A component lacks what its path is made of.
        """
        chosen = None if source is None else self._registered[source]
        return add_components(self._registered, self, _listed(components), chosen, progress, cancel)

    def remove(self, components: Entity | Iterable[Entity]) -> TransferReport:
        """Remove components with their members from here: first for the server, in one batch, then their files.

        A file that cannot be removed is registered again, so that files and entities agree.

        Raises:
            ComponentNotInLocationError: One is not here; nothing was changed.
            TransferError: Files could not be removed; `left` names them.
            CommitUnknown: The answer was lost, and the files stay; the same call again finds out, and goes on.
        """
        return remove_components(self._registered, self, _listed(components))

    def resource_identifier(self, component: Entity) -> str:
        """Return what a component is called here.

        Raises:
            ComponentNotInLocationError: It is not here.
        """
        return self.resource_identifiers([component])[0]

    def resource_identifiers(self, components: Sequence[Entity]) -> list[str]:
        """Return what components are called here; a request for each 500.

        Raises:
            ComponentNotInLocationError: Some are not here; it names them.
        """
        return identifiers(self._registered, self, components)

    def filesystem_path(self, component: Entity) -> str:
        """Return the path of a component's file on this machine; of a sequence with `%04d` in it.

        Raises:
            ComponentNotInLocationError: It is not here.
            AccessorError: The location has no paths.
        """
        return self.filesystem_paths([component])[0]

    def filesystem_paths(self, components: Sequence[Entity]) -> list[str]:
        """Return the paths of several components; a request for each 500."""
        accessor = self.required_accessor
        return [accessor.filesystem_path(each) for each in self.resource_identifiers(components)]

    def url(self, component: Entity) -> str:
        """Return an address of a component's file. It may hold credentials: never log it.

        Raises:
            ComponentNotInLocationError: It is not here.
            AccessorError: The location has no addresses.
        """
        return self.required_accessor.url(self.resource_identifier(component))

    def open(self, component: Entity) -> BinaryIO:
        """Open the file of a component to read it.

        Raises:
            ComponentNotInLocationError: It is not here.
        """
        return self.required_accessor.open(self.resource_identifier(component), "rb")

    def availability(self, component: Entity) -> float:
        """Return how much of a component is here, in percent."""
        return self._registered.availability(component)[self.id]

    @property
    def required_accessor(self) -> Accessor:
        """The accessor.

        Raises:
            LocationError: There is none.
        """
        if self.accessor is None:
            raise LocationError(
                f"location {self.name} cannot be reached from here: register it with an accessor, as in "
                f"session.locations.register(Location({self.name!r}, accessor=DiskAccessor(...)))"
            )
        return self.accessor

    def bind(self, locations: Locations) -> None:
        """Belong to the locations of a session.

        Raises:
            LocationError: It belongs to those of another session.
        """
        if self._locations not in (None, locations):
            raise LocationError(f"location {self.name} is registered with another session; make one for each")
        self._locations = locations

    @property
    def _registered(self) -> Locations:
        if self._locations is None:
            raise LocationError(f"location {self.name} belongs to no session: session.locations.register(it)")
        return self._locations


def _listed(components: Entity | Iterable[Entity]) -> list[Entity]:
    return [components] if isinstance(components, Entity) else list(components)
