"""How much of a component is where: many components in one query."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from ftrack_orm.media.component.kind import is_container
from ftrack_orm.query.ast import AttributePath, In, Query
from ftrack_orm.query.criterion import Or
from ftrack_orm.query.literal import literal

if TYPE_CHECKING:
    from ftrack_orm.media.location import Location
    from ftrack_orm.media.locations import Locations

__all__ = ["availabilities"]

_PATHS = tuple(map(AttributePath.of, ("id", "container_id", "component_locations.location_id")))
_CHUNK = 250


def availabilities(
    locations: Locations, components: Sequence[Any], among: Sequence[Location]
) -> list[dict[str, float]]:
    """Return for each component the percentage that is in each location, by their ids.

    That of a container is the mean of its members. One query for all, and another for each level of containers in
    containers.
    """
    tree = _Tree(locations)
    tree.load(components)
    keys = [location.id for location in among]
    return [{key: round(tree.percentage(component.id, key), 9) for key in keys} for component in components]


class _Tree:
    """Where components and their members are."""

    def __init__(self, locations: Locations) -> None:
        self._locations = locations
        self._places: dict[str, set[str]] = defaultdict(set)
        self._members: dict[str, set[str]] = defaultdict(set)

    def load(self, components: Sequence[Any]) -> None:
        """Ask for components and their members, and for those of members that have some."""
        workspace = self._locations.workspace
        new = [component for component in components if workspace.is_new(component)]
        self._take_new(new)
        known = [component for component in components if not workspace.is_new(component)]
        whole = {component.id for component in known if is_container(component)}
        asked = dict.fromkeys(component.id for component in known)
        while asked:
            rows = self._rows(list(asked), containers=bool(whole))
            for row in rows:
                self._places[row["id"]] |= {place["location_id"] for place in row.get("component_locations") or ()}
                if row.get("container_id") in whole:
                    self._members[row["container_id"]].add(row["id"])
            deeper = {row["id"] for row in rows if row["id"] not in asked and _has_members(row)}
            asked, whole = dict.fromkeys(deeper), deeper
        for location_id, identifiers in self._locations.memory.items():
            for key in identifiers:
                self._places[key].add(location_id)

    def percentage(self, key: str, location_id: str) -> float:
        """Return how much of a component is in a location."""
        members = self._members.get(key)
        if not members:
            return 100.0 if location_id in self._places[key] else 0.0
        whole = sum(self.percentage(member, location_id) for member in members) / len(members)
        return max(0.0, min(whole, 100.0))

    def _take_new(self, components: Sequence[Any]) -> None:
        for component in components:
            if is_container(component):
                self._members[component.id] = {member.id for member in component.members}
                self._take_new(list(component.members))

    def _rows(self, keys: Sequence[str], *, containers: bool) -> list[Any]:
        rows: list[Any] = []
        for start in range(0, len(keys), _CHUNK):
            chosen = tuple(map(literal, keys[start : start + _CHUNK]))
            own = In(AttributePath.of("id"), chosen)
            where = Or.of([own, In(AttributePath.of("container_id"), chosen)]) if containers else own
            rows += self._locations.workspace.rows(Query("Component", _PATHS, where))
        return rows


def _has_members(row: Any) -> bool:
    return row["__entity_type__"] in ("ContainerComponent", "SequenceComponent")
