"""Make components of files, and put them where they belong."""

from __future__ import annotations

import threading
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from ftrack_orm.media.built_in import ORIGIN_LOCATION_ID, REVIEW_COMPONENTS, REVIEW_LOCATION_ID
from ftrack_orm.media.component.making import Path, make_components
from ftrack_orm.media.placement.adding import add_components
from ftrack_orm.media.transfer.progress import ProgressChoice
from ftrack_orm.session.writing.committing import add

if TYPE_CHECKING:
    from ftrack_orm.media.location import Location
    from ftrack_orm.media.locations import Locations

__all__ = ["create_component"]


def create_component(
    locations: Locations,
    path: Path,
    values: Mapping[str, Any],
    location: Location | str | None = "auto",
    progress: ProgressChoice = None,
    cancel: threading.Event | None = None,
) -> Any:
    """Make a component of a file, a sequence or several of them; see `Session.create_component`."""
    target = _target(locations, values, location)
    values = _with_version(locations, values)
    made = make_components(locations.workspace, path, values)
    origin = locations[ORIGIN_LOCATION_ID]
    places = locations.memory.setdefault(ORIGIN_LOCATION_ID, {})
    places.update(made.paths)
    if target is None or target.id == ORIGIN_LOCATION_ID:
        for entity in made.entities:
            add(locations.workspace.gateway, entity, locations.workspace.pending)
        return made.component
    try:
        add_components(locations, target, [made.component], origin, progress, cancel, every=made.entities)
    except BaseException:
        if locations.workspace.is_new(made.component):
            for key in made.paths:
                places.pop(key, None)
        raise
    return made.component


def _with_version(locations: Locations, values: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return values with the version itself where only its key is stated: paths are made of it."""
    key = values.get("version_id")
    if key is None or "version" in values:
        return values
    workspace = locations.workspace
    (version,) = workspace.gateway.merge([{"__entity_type__": "AssetVersion", "id": key}], workspace.registry)
    return {name: value for name, value in values.items() if name != "version_id"} | {"version": version}


def _target(locations: Locations, values: Mapping[str, Any], location: Location | str | None) -> Location | None:
    if location is None:
        return None
    if location != "auto":
        return locations[location]
    return locations[REVIEW_LOCATION_ID] if values.get("name") in REVIEW_COMPONENTS else locations.pick()
