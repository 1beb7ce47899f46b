"""Where the file of each component can be read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ftrack_orm.errors import ComponentNotInLocationError, LocationError
from ftrack_orm.media.component.kind import is_container
from ftrack_orm.media.placement.registrations import Registration

if TYPE_CHECKING:
    from ftrack_orm.media.location import Location
    from ftrack_orm.media.locations import Locations

__all__ = ["Source", "sources"]


@dataclass(frozen=True, slots=True)
class Source:
    """A location that a component can be read from, and what it is called there."""

    location: Location
    resource_identifier: str


def sources(
    locations: Locations, components: Sequence[Any], found: Sequence[Registration], chosen: Location | None
) -> dict[str, Source]:
    """Return the source of each component by its id: the chosen one, else the accessible one of lowest priority.

    Containers that are in none are left out: they have no file.

    Raises:
        ComponentNotInLocationError: Some are not in the chosen one.
        LocationError: Some can be read nowhere, or the chosen one cannot be reached.
    """
    if chosen is not None:
        chosen.required_accessor  # noqa: B018  # refuses where there is none
    choices = [chosen] if chosen is not None else locations.accessible
    by_place = {(each.component_id, each.location_id): each.resource_identifier for each in found}
    best: dict[str, Source] = {}
    for location in choices:
        for component in components:
            called = by_place.get((component.id, location.id))
            if called is not None and component.id not in best:
                best[component.id] = Source(location, locations.decoded(location, called, component))
    missing = [each for each in components if each.id not in best and not is_container(each)]
    if missing and chosen is not None:
        raise ComponentNotInLocationError(missing, chosen.name)
    if missing:
        shown = ", ".join(map(repr, missing[:3])) + (" ..." if len(missing) > 3 else "")
        raise LocationError(f"no location that can be reached has {shown}")
    return best
