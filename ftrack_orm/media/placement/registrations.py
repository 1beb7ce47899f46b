"""Which component is where, and what it is called there."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ftrack_orm.errors import ComponentNotInLocationError
from ftrack_orm.media.component.kind import is_container
from ftrack_orm.query.ast import And, AttributePath, Criterion, In, Query
from ftrack_orm.query.literal import literal
from ftrack_orm.session.loading.chunking import chunked
from ftrack_orm.session.loading.population import populate

if TYPE_CHECKING:
    from ftrack_orm.media.location import Location
    from ftrack_orm.media.locations import Locations

__all__ = ["Registration", "identifiers", "registered", "with_members"]

_MEMBER = ("name", "size", "file_type", "container_id", "version_id")


@dataclass(frozen=True, slots=True)
class Registration:
    """That a component is in a location; `id` is the key of its ComponentLocation, None where only memory knows."""

    component_id: str
    location_id: str
    resource_identifier: str
    id: str | None = None


def registered(
    locations: Locations, components: Sequence[Any], among: Iterable[Location] | None = None
) -> list[Registration]:
    """Return where components are, in some locations or in all; a request for each 500 that the server knows."""
    chosen = None if among is None else {location.id: location for location in among}
    keys = [str(component.id) for component in components]
    found = [
        Registration(key, location_id, identifiers[key])
        for location_id, identifiers in locations.memory.items()
        if chosen is None or location_id in chosen
        for key in keys
        if key in identifiers
    ]
    if chosen is not None:
        chosen = {key: location for key, location in chosen.items() if not location.in_memory}
    on_server = [component.id for component in components if not locations.workspace.is_new(component)]
    if chosen is None or chosen:
        for chunk in chunked(on_server):
            found += _asked(locations, chunk, None if chosen is None else list(chosen))
    return found


def identifiers(locations: Locations, location: Location, components: Sequence[Any]) -> list[str]:
    """Return what components are called in a location, as its accessor takes it.

    Raises:
        ComponentNotInLocationError: Some are not in it.
    """
    found = {each.component_id: each.resource_identifier for each in registered(locations, components, [location])}
    missing = [component for component in components if component.id not in found]
    if missing:
        raise ComponentNotInLocationError(missing, location.name)
    return [locations.decoded(location, found[component.id], component) for component in components]


def with_members(locations: Locations, components: Sequence[Any]) -> list[Any]:
    """Return components and all that is in them, containers before their members, each once."""
    gateway = locations.workspace.gateway
    every: dict[str, Any] = {}
    waiting = list(components)
    while waiting:
        every.update((component.id, component) for component in waiting)
        containers = [component for component in waiting if is_container(component)]
        known = [component for component in containers if not locations.workspace.is_new(component)]
        if known:
            populate(gateway, known, [f"members.{name}" for name in _MEMBER])
        waiting = [m for component in containers for m in component.members if m.id not in every]
    return list(every.values())


def _asked(locations: Locations, keys: Sequence[str], among: Sequence[str] | None) -> list[Registration]:
    where: Criterion = In(AttributePath.of("component_id"), tuple(map(literal, keys)))
    if among is not None:
        where = And.of([where, In(AttributePath.of("location_id"), tuple(map(literal, among)))])
    paths = tuple(map(AttributePath.of, ("component_id", "location_id", "resource_identifier")))
    rows = locations.workspace.rows(Query("ComponentLocation", paths, where))
    return [
        Registration(row["component_id"], row["location_id"], row["resource_identifier"] or "", row["id"])
        for row in rows
    ]
