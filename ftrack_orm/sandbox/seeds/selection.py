"""What the demo's production picked: a list of shots for the trailer, and the versions of one day's dailies."""

from __future__ import annotations

from collections.abc import Iterable

from ftrack_orm.sandbox.seeds.demo_film.breakdown import PROJECT_ID, shot_id, shots
from ftrack_orm.sandbox.seeds.demo_film.calendar import TODAY, workday
from ftrack_orm.sandbox.seeds.demo_film.people import user_id
from ftrack_orm.sandbox.seeds.demo_film.publication import published_versions
from ftrack_orm.sandbox.seeds.identity import seed_id
from ftrack_orm.sandbox.seeds.row import Row, Rows

__all__ = ["selections"]

_TRAILER_ID = seed_id("List", "trailer")
_DAILIES_ID = seed_id("List", "dailies")


def selections() -> Rows:
    """Yield both lists and what is on them."""
    yield "TypedContextList", [_list(_TRAILER_ID, "Trailer shots", "Delivery", "task")]
    yield "AssetVersionList", [_list(_DAILIES_ID, "Dailies", "Dailies", "assetversion")]
    picked = (shot_id(name) for name, _, _ in shots()[::5])
    week = workday(TODAY - 5)
    shown = (version.id for version in published_versions() if version.is_latest and version.date >= week)
    yield "ListObject", [*_objects(_TRAILER_ID, picked), *_objects(_DAILIES_ID, shown)]


def _list(id: str, name: str, category: str, system_type: str) -> Row:
    return {
        "id": id,
        "name": name,
        "category_id": seed_id("ListCategory", category),
        "project_id": PROJECT_ID,
        "user_id": user_id("marcus"),
        "system_type": system_type,
        "is_open": True,
        "date": workday(TODAY - 5),
    }


def _objects(list_id: str, entity_ids: Iterable[str]) -> list[Row]:
    return [
        {"id": seed_id("ListObject", list_id, entity_id), "list_id": list_id, "entity_id": entity_id}
        for entity_id in entity_ids
    ]
