"""The demo project as a tree: sequences with their shots, the folder of asset builds, the milestones."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta

from ftrack_orm.sandbox.seeds.demo_film.calendar import PRODUCTION_START, workday
from ftrack_orm.sandbox.seeds.demo_film.film import ASSET_BUILDS, FULL_NAME, SEQUENCES
from ftrack_orm.sandbox.seeds.demo_film.people import user_id
from ftrack_orm.sandbox.seeds.identity import seed_id
from ftrack_orm.sandbox.seeds.project_schema import PROJECT_SCHEMA_ID
from ftrack_orm.sandbox.seeds.row import Row, Rows
from ftrack_orm.sandbox.seeds.vocabulary import NO_PRIORITY_ID

__all__ = ["PROJECT_ID", "asset_build_id", "breakdown", "shot_id", "shots", "typed_context"]

PROJECT_ID = seed_id("Project", "demo")

_FOLDER_ID = seed_id("Folder", "assets")
_MILESTONES = {"Animatic locked": 20, "Picture lock": 85, "Final delivery": 110}
_CREATED_AT = PRODUCTION_START - timedelta(days=14)


def shot_id(name: str) -> str:
    """Return the id of the shot of this name, as `har_0010`."""
    return seed_id("Shot", name)


def asset_build_id(name: str) -> str:
    """Return the id of the asset build of this name."""
    return seed_id("AssetBuild", name)


def shots() -> list[tuple[str, str, str]]:
    """Return the name, sequence and line of the script of each shot, in the order of the story."""
    return [
        (f"{sequence.code}_{number * 10:04}", sequence.name, line)
        for sequence in SEQUENCES
        for number, line in enumerate(sequence.shots, start=1)
    ]


def typed_context(object_type_id: str, id: str, name: str, parent_id: str, **values: object) -> Row:
    """Return a row of any kind of task, with what the server would fill in."""
    return {
        "id": id,
        "name": name,
        "parent_id": parent_id,
        "project_id": PROJECT_ID,
        "context_type": "task",
        "object_type_id": object_type_id,
        "type_id": seed_id("Type", "Generic"),
        "status_id": seed_id("Status", "Normal"),
        "priority_id": NO_PRIORITY_ID,
        "description": "",
        "sort": 0.0,
        "bid": 0.0,
        "created_at": _CREATED_AT,
        "created_by_id": user_id("marcus"),
    } | values


def breakdown(object_type_ids: Mapping[str, str]) -> Rows:
    """Yield the project and all that is below it but tasks."""
    yield "Project", [_project()]
    yield (
        "Sequence",
        [
            typed_context(
                object_type_ids["Sequence"],
                seed_id("Sequence", sequence.name),
                sequence.name,
                PROJECT_ID,
                sort=float(sort),
            )
            for sort, sequence in enumerate(SEQUENCES)
        ],
    )
    yield (
        "Shot",
        [
            typed_context(
                object_type_ids["Shot"],
                shot_id(name),
                name,
                seed_id("Sequence", sequence),
                description=line,
                sort=float(sort),
            )
            for sort, (name, sequence, line) in enumerate(shots())
        ],
    )
    yield "Folder", [typed_context(object_type_ids["Folder"], _FOLDER_ID, "Assets", PROJECT_ID, sort=100.0)]
    yield "AssetBuild", _asset_builds(object_type_ids["AssetBuild"])
    yield "Milestone", _milestones(object_type_ids["Milestone"])


def _project() -> Row:
    return {
        "id": PROJECT_ID,
        "name": "demo",
        "full_name": FULL_NAME,
        "context_type": "show",
        "project_id": PROJECT_ID,
        "project_schema_id": PROJECT_SCHEMA_ID,
        "status": "active",
        "is_global": False,
        "is_private": False,
        "color": "#2f6f78",
        "root": "lantern_tide",
        "disk_id": seed_id("Disk", "projects"),
        "start_date": PRODUCTION_START,
        "end_date": workday(110),
        "created_at": _CREATED_AT,
        "created_by_id": user_id("marcus"),
    }


def _asset_builds(object_type_id: str) -> list[Row]:
    return [
        typed_context(
            object_type_id,
            asset_build_id(build.name),
            build.name,
            _FOLDER_ID,
            type_id=seed_id("Type", build.type),
            description=build.description,
            sort=float(sort),
        )
        for sort, build in enumerate(ASSET_BUILDS)
    ]


def _milestones(object_type_id: str) -> list[Row]:
    return [
        typed_context(
            object_type_id,
            seed_id("Milestone", name),
            name,
            PROJECT_ID,
            start_date=workday(day),
            end_date=workday(day),
            sort=200.0 + sort,
        )
        for sort, (name, day) in enumerate(_MILESTONES.items())
    ]
