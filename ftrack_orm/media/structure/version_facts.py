"""Load what structures use of versions: for all components at once, in one request, or two."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from ftrack_orm.errors import StructureError
from ftrack_orm.media.structure.structure import StructureContext, VersionFacts
from ftrack_orm.media.workspace import Workspace
from ftrack_orm.query.ast import AttributePath, In, Query
from ftrack_orm.query.literal import literal
from ftrack_orm.session.loading.chunking import chunked

__all__ = ["outermost", "required_version", "snake_case", "version_facts"]

_ATTRIBUTES = ("version", "link", "project_id", "asset.name", "asset.type.name", "task.name")


def outermost(component: Any) -> Any:
    """Return the container that a component is in at the end, else the component itself."""
    while component.container is not None:
        component = component.container
    return component


def required_version(component: Any, context: StructureContext) -> VersionFacts:
    """Return the facts of a component's version.

    Raises:
        StructureError: It belongs to none.
    """
    if context.version is None:
        raise StructureError(
            f"{component!r} belongs to no version, of which this structure makes its path: give it one, as in "
            "create_component(path, version=version), or use IdStructure"
        )
    return context.version


def version_facts(workspace: Workspace, keys: Iterable[str]) -> dict[str, VersionFacts]:
    """Return the facts of versions by their ids: two requests for each 500."""
    facts: dict[str, VersionFacts] = {}
    for chunk in chunked(list(dict.fromkeys(keys))):
        versions, projects = _loaded(workspace, chunk)
        between = {item["id"] for version in versions for item in _between(version)}
        types = _types(workspace, between)
        for version in versions:
            facts[version.id] = _facts(version, projects, types)
    return facts


def snake_case(entity_type: str) -> str:
    """Return a name for templates: `asset_build` of `AssetBuild`."""
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", entity_type).replace(" ", "_").lower()


def _loaded(workspace: Workspace, keys: Sequence[str]) -> tuple[list[Any], Mapping[str, str]]:
    """Load versions and the names of their projects in one request."""
    chosen = In(AttributePath.of("id"), tuple(map(literal, keys)))
    versions = Query("AssetVersion", tuple(map(AttributePath.of, _ATTRIBUTES)), chosen)
    of_versions = Query("AssetVersion", (AttributePath.of("project_id"),), chosen)
    projects = Query("Project", (AttributePath.of("name"),), In(AttributePath.of("id"), of_versions))
    loaded, named = workspace.fetch(versions, projects)
    return loaded, {project.id: project.name for project in named}


def _types(workspace: Workspace, keys: Iterable[str]) -> dict[str, str]:
    chosen = tuple(map(literal, sorted(keys)))
    if not chosen:
        return {}
    rows = workspace.rows(Query("TypedContext", (AttributePath.of("id"),), In(AttributePath.of("id"), chosen)))
    return {row["id"]: row["__entity_type__"] for row in rows}


def _facts(version: Any, projects: Mapping[str, str], types: Mapping[str, str]) -> VersionFacts:
    between = _between(version)
    return VersionFacts(
        number=version.version,
        project=projects[version.project_id],
        asset=version.asset.name,
        hierarchy=tuple((types.get(item["id"], "Context"), item["name"]) for item in between),
        asset_type=version.asset.type.name if version.asset.type is not None else "",
        task=version.task.name if version.task is not None else None,
    )


def _between(version: Any) -> list[Any]:
    """Return what its link has between project and version; an asset in it has its own place in paths."""
    return [item for item in (version.link or ())[1:-1] if item.get("type") != "Asset"]
