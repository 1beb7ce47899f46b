"""Put components into a location: copy first, register after, in one batch."""

from __future__ import annotations

import os
import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ftrack_orm.errors import CommitUnknown, ComponentInLocationError, LocationError
from ftrack_orm.media.announcement import ADDED, announce
from ftrack_orm.media.component.kind import is_container, is_sequence
from ftrack_orm.media.placement.registrations import registered, with_members
from ftrack_orm.media.placement.sources import Source, sources
from ftrack_orm.media.structure.structure import StructureContext
from ftrack_orm.media.structure.version_facts import outermost, version_facts
from ftrack_orm.media.transfer.progress import ProgressChoice
from ftrack_orm.media.transfer.running import Transferred, transfer_files
from ftrack_orm.media.transfer.transfer import FileTransfer, TransferReport

if TYPE_CHECKING:
    from ftrack_orm.media.location import Location
    from ftrack_orm.media.locations import Locations

__all__ = ["add_components"]


@dataclass(frozen=True, slots=True)
class _Placing:
    """A component, where it comes from, and what it is to be called."""

    component: Any
    source: Source | None
    resource_identifier: str


def add_components(
    locations: Locations,
    target: Location,
    components: Sequence[Any],
    source: Location | None,
    progress: ProgressChoice = None,
    cancel: threading.Event | None = None,
    *,
    every: Sequence[Any] | None = None,
) -> TransferReport:
    """Add components to a location; see `Location.add`. `every` states them with their members where that is known."""
    if not components:
        return TransferReport()
    if target.managed:
        target.required_accessor  # noqa: B018  # refuses where there is none
    every = list(every) if every is not None else with_members(locations, components)
    found = registered(locations, every, None if source is None else (source, target))
    there = {each.component_id for each in found if each.location_id == target.id}
    if there:
        raise ComponentInLocationError([each for each in every if each.id in there], target.name)
    placings = _placings(locations, target, every, sources(locations, every, found, source))
    done = _transferred(locations, target, placings, progress, cancel) if target.managed else Transferred()
    _register(locations, target, placings, done)
    announce(locations, ADDED, [placing.component.id for placing in placings], target.id)
    return done.report


def _placings(
    locations: Locations, target: Location, every: Sequence[Any], sources: Mapping[str, Source]
) -> list[_Placing]:
    """Decide where each component goes.

    Raises:
        LocationError: Two would go to the same place.
    """
    facts = {}
    if target.structure.needs_version:
        versions = {id(version): version for each in every if (version := outermost(each).version) is not None}
        for version in versions.values():
            if locations.workspace.is_new(version):  # its number is the server's to give
                locations.workspace.commit_new(version, besides=every)
        facts = version_facts(locations.workspace, [version.id for version in versions.values()])
    placings, places = [], dict[str, Any]()
    for component in every:
        version, source = outermost(component).version, sources.get(component.id)
        context = StructureContext(
            None if source is None else source.resource_identifier, None if version is None else facts.get(version.id)
        )
        identifier = target.structure.resource_identifier(component, context)
        if identifier in places and target.managed:
            raise LocationError(
                f"{component!r} and {places[identifier]!r} would both be {identifier!r} in {target.name}: "
                "give them other names"
            )
        places[identifier] = component
        placings.append(_Placing(component, source, identifier))
    return placings


def _transferred(
    locations: Locations,
    target: Location,
    placings: Sequence[_Placing],
    progress: ProgressChoice,
    cancel: threading.Event | None,
) -> Transferred:
    accessor = target.required_accessor
    files, folders = [], []
    for placing in placings:
        component, source = placing.component, placing.source
        if is_container(component):
            if not is_sequence(component):
                folders.append((accessor, placing.resource_identifier))
        elif source is not None:
            name = os.path.basename(source.resource_identifier)
            files.append(
                FileTransfer(
                    component,
                    source.location.required_accessor,
                    source.resource_identifier,
                    accessor,
                    placing.resource_identifier,
                    component.size,
                    name if os.path.splitext(name)[1] else f"{component.name}{component.file_type or ''}",
                )
            )
    return transfer_files(files, folders, locations.transfers, progress, cancel)


def _register(locations: Locations, target: Location, placings: Sequence[_Placing], done: Transferred) -> None:
    """Tell the server: what is new of the components, and where they are, in one batch.

    Raises:
        TransferError: The server refused; the files are removed again.
        CommitUnknown: The answer was lost: whether they are registered is not known, and the files stay. So they do
            where somebody interrupts: a file that nobody knows of is better than a component without one.
    """
    workspace = locations.workspace
    try:
        created = _new_ones(locations, [placing.component for placing in placings])
        encoded = {
            placing.component.id: locations.encoded(target, placing.resource_identifier, placing.component)
            for placing in placings
        }
        if not target.in_memory:
            entity = workspace.entity_class("ComponentLocation")
            location_id = target.id
            created += [
                entity(
                    component=placing.component,
                    location_id=location_id,
                    resource_identifier=encoded[placing.component.id],
                )
                for placing in placings
            ]
        if created:
            workspace.create(created)
    except CommitUnknown as error:
        error.add_note("The files were copied and stay, since the server may know of them.")
        raise
    except Exception as error:
        raise done.failed(f"the components could not be registered in {target.name}: {error}") from error
    if target.in_memory:
        locations.memory.setdefault(target.id, {}).update(encoded)


def _new_ones(locations: Locations, components: Sequence[Any]) -> list[Any]:
    """Return the components that the server does not know, and the new containers that they are in, those first."""
    new: dict[int, Any] = {}
    for component in components:
        chain = [component]
        while chain[-1].container is not None:
            chain.append(chain[-1].container)
        new.update((id(each), each) for each in reversed(chain) if locations.workspace.is_new(each))
    return list(new.values())
