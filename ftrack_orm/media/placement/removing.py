"""Take components out of a location: the server first, in one batch, then their files."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from ftrack_orm.errors import (
    CommitUnknown,
    ComponentNotInLocationError,
    FtrackError,
    TransferError,
    TransportError,
    UnsafePathError,
)
from ftrack_orm.media.accessor.accessor import Accessor, ContainerAccessor
from ftrack_orm.media.announcement import REMOVED, announce
from ftrack_orm.media.component.kind import is_container, is_sequence
from ftrack_orm.media.placement.registrations import Registration, registered, with_members
from ftrack_orm.media.transfer.transfer import TransferReport
from ftrack_orm.transport import RetryPolicy

if TYPE_CHECKING:
    from ftrack_orm.media.location import Location
    from ftrack_orm.media.locations import Locations

__all__ = ["remove_components"]


def remove_components(locations: Locations, target: Location, components: Sequence[Any]) -> TransferReport:
    """Remove components from a location; see `Location.remove`."""
    began = time.monotonic()
    if not components:
        return TransferReport()
    if target.managed:
        target.required_accessor  # noqa: B018  # refuses where there is none
    every = with_members(locations, components)
    departing = locations.departing.setdefault(target.id, {})
    if any(each.id in departing for each in every):
        locations.workspace.settle()
    there = {each.component_id: each for each in registered(locations, every, [target])}
    found = {each.id: departing[each.id] for each in every if each.id in departing} | there
    missing = [each for each in components if each.id not in found]
    if missing:
        raise ComponentNotInLocationError(missing, target.name)
    gone = [each for each in every if each.id in found]
    try:
        _deregister(locations, target, list(there.values()))
    except CommitUnknown as error:
        departing.update(found)
        error.add_note("The files stay until it is known: remove the components again to have them removed too.")
        raise
    for each in gone:
        departing.pop(each.id, None)
    stay = _remove_files(locations, target, gone, found) if target.managed else {}
    if stay:
        raise _registered_again(locations, target, gone, found, stay)
    announce(locations, REMOVED, [each.id for each in gone], target.id)
    files = sum(not is_container(each) for each in gone) if target.managed else 0
    return TransferReport(files, sum(each.size for each in gone if not is_container(each)), time.monotonic() - began)


def _deregister(locations: Locations, target: Location, registrations: Sequence[Registration]) -> None:
    """Tell the server that components are here no longer.

    Raises:
        CommitUnknown: The answer was lost; where the server let them go nobody else knows of their files.
    """
    if target.in_memory:
        for each in registrations:
            locations.memory[target.id].pop(each.component_id, None)
        return
    workspace = locations.workspace
    rows = [
        {
            "__entity_type__": "ComponentLocation",
            "id": each.id,
            "component_id": each.component_id,
            "location_id": each.location_id,
        }
        for each in registrations
    ]
    workspace.delete(workspace.gateway.merge(rows, workspace.registry))


def _remove_files(
    locations: Locations, target: Location, gone: Sequence[Any], found: dict[str, Registration]
) -> dict[str, Exception]:
    """Remove the files of components; return why some could not be, by the ids of the components."""
    accessor, settings = target.required_accessor, locations.transfers
    called = {each.id: locations.decoded(target, found[each.id].resource_identifier, each) for each in gone}

    def remove(component: Any) -> Exception | None:
        return _tried(lambda: accessor.delete(called[component.id]), settings.retry)

    files = [each for each in gone if not is_container(each)]
    with ThreadPoolExecutor(settings.workers, "ftrack-remove") as pool:
        failures = dict(zip((each.id for each in files), pool.map(remove, files), strict=True))
    _remove_folders(accessor, [called[each.id] for each in gone if is_container(each) and not is_sequence(each)])
    return {key: error for key, error in failures.items() if error is not None}


def _remove_folders(accessor: Accessor, identifiers: Sequence[str]) -> None:
    if isinstance(accessor, ContainerAccessor):
        for identifier in reversed(identifiers):
            with suppress(OSError):
                accessor.remove_container(identifier)


def _tried(action: Callable[[], None], retry: RetryPolicy) -> Exception | None:
    """Do something, again where that may help; return why it failed. What is not there any more is removed."""
    for wait in (*retry.waits(), None):
        try:
            action()
        except FileNotFoundError:
            return None
        except (OSError, TransportError) as error:
            if wait is None or isinstance(error, PermissionError | UnsafePathError):
                return error
            retry.pause(wait)
        else:
            return None
    return None


def _registered_again(
    locations: Locations,
    target: Location,
    gone: Sequence[Any],
    found: dict[str, Registration],
    stay: dict[str, Exception],
) -> TransferError:
    """Register what could not be removed again, with its containers; return the error that says so."""
    kept = {component.id for component in gone if component.id in stay}
    for component in gone:
        container = component.container if component.id in stay else None
        while container is not None:
            kept.add(container.id)
            container = container.container
    again = [component for component in gone if component.id in kept]
    left = [found[component.id].resource_identifier for component in gone if component.id in stay]
    cause = next(iter(stay.values()))
    said = f"{len(stay)} of {len(gone)} components could not be removed from {target.name}: {cause}"
    try:
        if target.in_memory:
            locations.memory[target.id].update((each.id, found[each.id].resource_identifier) for each in again)
        else:
            entity = locations.workspace.entity_class("ComponentLocation")
            locations.workspace.create(
                [
                    entity(
                        component=each, location_id=target.id, resource_identifier=found[each.id].resource_identifier
                    )
                    for each in again
                ]
            )
    except FtrackError as error:
        failure = TransferError(f"{said}. They could not be registered again either: {error}", left=left)
    else:
        cleaned = [found[each.id].resource_identifier for each in gone if each.id not in kept]
        failure = TransferError(f"{said}. These are registered as before: {', '.join(left[:3])}", cleaned)
    failure.__cause__ = cause
    announce(locations, REMOVED, [each.id for each in gone if each.id not in kept], target.id)
    return failure
