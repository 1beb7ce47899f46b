"""The workspace before a soak: a shot and a list for each editor, an asset for each publisher, and what all share."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import uuid4

from ftrack_orm.sandbox.seeds.conformance import PROJECT_ID
from tests.soak.wire import Wire, created
from tests.soak.workers.publisher import DISK

__all__ = ["ROLES", "Place", "Workspace", "prepared"]

ROLES = ("editor", "editor", "reader", "publisher", "editor", "editor", "reader", "editor") * 2
"""Of the sixteen workers: ten editors, four readers, two publishers."""


@dataclass(frozen=True, slots=True)
class Place:
    """A worker, what it does, and the ids that are its own."""

    name: str
    role: str
    ids: dict[str, str]


@dataclass(frozen=True, slots=True)
class Workspace:
    """What was made."""

    places: tuple[Place, ...]
    shared: str
    disk: str

    def own(self, what: str) -> list[str]:
        """Return the ids of this kind of all workers."""
        return [place.ids[what] for place in self.places if what in place.ids]


def prepared(wire: Wire) -> Workspace:
    """Make what workers work on."""
    shared, disk = str(uuid4()), str(uuid4())
    category, kind = (wire.query(f"select id from {name} limit 1")[0]["id"] for name in ("ListCategory", "AssetType"))
    operations = [
        created("Shot", id=shared, name="soak shared", parent_id=PROJECT_ID, project_id=PROJECT_ID),
        created("Location", id=disk, name=DISK),
    ]
    places = []
    for number, role in enumerate(ROLES):
        name = f"{role}{number:02}"
        ids = {"project": PROJECT_ID, "shared": shared}
        if role == "editor":
            ids |= {"shot": str(uuid4()), "list": str(uuid4())}
            operations += [
                created("Shot", id=ids["shot"], name=f"shot of {name}", parent_id=PROJECT_ID, project_id=PROJECT_ID),
                created("TypedContextList", id=ids["list"], name=name, project_id=PROJECT_ID, category_id=category),
            ]
        elif role == "publisher":
            ids["asset"] = str(uuid4())
            operations.append(
                created("Asset", id=ids["asset"], name=f"asset of {name}", context_id=shared, type_id=kind)
            )
        places.append(Place(name, role, ids))
    wire.call(*operations)
    shots = " ".join(place.ids["shot"] for place in places if "shot" in place.ids)
    for place in places:
        if place.role == "reader":
            place.ids["shots"] = shots
    return Workspace(tuple(places), shared, disk)
