"""What the demo's crew published: assets, their versions, the files and where they are."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import cache

from ftrack_orm.sandbox.seeds.demo_film.breakdown import PROJECT_ID
from ftrack_orm.sandbox.seeds.demo_film.calendar import workday
from ftrack_orm.sandbox.seeds.demo_film.people import user_id
from ftrack_orm.sandbox.seeds.demo_film.schedule import PlannedTask, planned_tasks
from ftrack_orm.sandbox.seeds.identity import seed_id
from ftrack_orm.sandbox.seeds.row import Row, Rows
from ftrack_orm.sandbox.seeds.vocabulary import UNMANAGED_LOCATION_ID

__all__ = ["PublishedVersion", "publications", "published_versions"]

_ASSET_TYPES = {
    "Modeling": ("Geometry", ".abc"),
    "Rigging": ("Rig", ".usd"),
    "Lookdev": ("Shader", ".usd"),
    "Previz": ("Upload", ".mov"),
    "Animation": ("Animation", ".usd"),
    "FX": ("Cache", ".vdb"),
    "Lighting": ("Render", ".exr"),
    "Compositing": ("Composite", ".mov"),
}
_COMMENTS = (
    "Blocking",
    "First pass with the new camera",
    "Addressed the notes from dailies",
    "Timing as discussed with Inês",
    "Final for picture lock",
)


@dataclass(frozen=True, slots=True)
class PublishedVersion:
    """One version of what a task makes."""

    task: PlannedTask
    number: int
    is_latest: bool

    @property
    def asset_id(self) -> str:
        """Id of the asset; each task makes one."""
        return seed_id("Asset", self.task.id)

    @property
    def id(self) -> str:
        """Id of the version."""
        return seed_id("AssetVersion", self.task.id, self.number)

    @property
    def date(self) -> datetime:
        """When it was published."""
        return workday(self.task.first_day + min(self.number, self.task.days_worked) - 1, 17, 10 * self.number)

    @property
    def path(self) -> str:
        """Where the file is."""
        _, file_type = _ASSET_TYPES[self.task.type]
        parent = self.task.parent.lower().replace(" ", "_")
        file_name = f"{parent}_{self.task.name}_v{self.number:03}{file_type}"
        return f"/projects/lantern_tide/{parent}/{self.task.name}/{file_name}"


@cache
def published_versions() -> tuple[PublishedVersion, ...]:
    """Return every version, those of an asset in a row and in order."""
    return tuple(_versions())


def _versions() -> Iterator[PublishedVersion]:
    for task in planned_tasks():
        count = _version_count(task)
        for number in range(1, count + 1):
            yield PublishedVersion(task, number, number == count)


def _version_count(task: PlannedTask) -> int:
    if task.type not in _ASSET_TYPES:
        return 0
    match task.status:
        case "Not started":
            return 0
        case "In progress":
            return task.number % 2
        case _:
            return 1 + task.number % 3


def publications() -> Rows:
    """Yield the assets, versions, components and the places of these."""
    versions = published_versions()
    yield "Asset", [_asset(version) for version in versions if version.number == 1]
    yield "AssetVersion", [_version(version) for version in versions]
    yield "FileComponent", [_component(version) for version in versions]
    yield "ComponentLocation", [_component_location(version) for version in versions]


def _asset(version: PublishedVersion) -> Row:
    asset_type, _ = _ASSET_TYPES[version.task.type]
    return {
        "id": version.asset_id,
        "name": f"{version.task.parent} {version.task.name}",
        "context_id": version.task.parent_id,
        "project_id": PROJECT_ID,
        "type_id": seed_id("AssetType", asset_type),
    }


def _version(version: PublishedVersion) -> Row:
    approved = version.is_latest and version.task.status == "Approved"
    return {
        "id": version.id,
        "asset_id": version.asset_id,
        "task_id": version.task.id,
        "project_id": PROJECT_ID,
        "user_id": user_id(version.task.artist),
        "version": version.number,
        "is_latest_version": version.is_latest,
        "is_published": True,
        "status_id": seed_id("Status", "Approved" if approved else "Pending"),
        "comment": _COMMENTS[(version.task.number + version.number) % len(_COMMENTS)],
        "date": version.date,
    }


def _component(version: PublishedVersion) -> Row:
    _, file_type = _ASSET_TYPES[version.task.type]
    return {
        "id": seed_id("Component", version.id),
        "name": "main",
        "file_type": file_type,
        "size": 1_000_003 * (3 + version.task.number % 17) + 4_096 * version.number,
        "system_type": "file",
        "version_id": version.id,
    }


def _component_location(version: PublishedVersion) -> Row:
    return {
        "id": seed_id("ComponentLocation", version.id),
        "component_id": seed_id("Component", version.id),
        "location_id": UNMANAGED_LOCATION_ID,
        "resource_identifier": version.path,
    }
