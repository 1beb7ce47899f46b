"""The project schema "VFX Scheme" with the tables behind it: which statuses and types go with what."""

from __future__ import annotations

from ftrack_orm.sandbox.seeds.identity import seed_id
from ftrack_orm.sandbox.seeds.object_type import kinds_of_task
from ftrack_orm.sandbox.seeds.row import Row, Rows
from ftrack_orm.sandbox.seeds.vocabulary import ASSET_BUILD_TYPES, TASK_TYPES
from ftrack_orm.schema import Schema

__all__ = ["PROJECT_SCHEMA_ID", "TASK_TYPE_SCHEMA_ID", "project_schema"]

PROJECT_SCHEMA_ID = "69cb7f92-4dbf-11e1-9902-f23c91df25eb"

_WORKFLOWS = {
    "Task workflow": ("Not started", "In progress", "Awaiting approval", "Approved"),
    "Version workflow": ("Approved", "Pending"),
}
TASK_TYPE_SCHEMA_ID = seed_id("TaskTypeSchema", "VFX task types")
_STATUSES = ("Normal", "Omitted", "On Hold")
_UNTYPED = {"Task", "Folder", "Sequence"}


def project_schema(schema: Schema) -> Rows:
    """Yield the project schema; a kind of task has its own statuses unless it is Task, which has the workflow."""
    yield "WorkflowSchema", [{"id": seed_id("WorkflowSchema", name), "name": name} for name in _WORKFLOWS]
    yield (
        "WorkflowSchemaStatus",
        [
            {"workflow_schema_id": seed_id("WorkflowSchema", name), "status_id": seed_id("Status", status)}
            for name, statuses in _WORKFLOWS.items()
            for status in statuses
        ],
    )
    yield "TaskTypeSchema", [{"id": TASK_TYPE_SCHEMA_ID, "name": "VFX task types"}]
    yield (
        "TaskTypeSchemaType",
        [{"task_type_schema_id": TASK_TYPE_SCHEMA_ID, "type_id": seed_id("Type", name)} for name in TASK_TYPES],
    )
    yield "ProjectSchema", [_project_schema()]
    kinds = {entity_type.name: entity_type.object_type_id for entity_type in kinds_of_task(schema)}
    yield (
        "ProjectSchemaObjectType",
        [
            {"project_schema_id": PROJECT_SCHEMA_ID, "object_type_id": object_type_id}
            for object_type_id in kinds.values()
        ],
    )
    own = {name: object_type_id for name, object_type_id in kinds.items() if name not in _UNTYPED}
    yield (
        "Schema",
        [
            {
                "id": seed_id("Schema", name),
                "project_schema_id": PROJECT_SCHEMA_ID,
                "object_type_id": object_type_id,
                "type_id": object_type_id,
            }
            for name, object_type_id in own.items()
        ],
    )
    yield "SchemaStatus", [row for name in own for row in _statuses(name)]
    if "AssetBuild" in own:
        yield "SchemaType", list(_asset_build_types())


def _project_schema() -> Row:
    return {
        "id": PROJECT_SCHEMA_ID,
        "name": "VFX Scheme",
        "task_workflow_schema_id": seed_id("WorkflowSchema", "Task workflow"),
        "asset_version_workflow_schema_id": seed_id("WorkflowSchema", "Version workflow"),
        "task_type_schema_id": TASK_TYPE_SCHEMA_ID,
    }


def _statuses(kind: str) -> list[Row]:
    return [
        {"schema_id": seed_id("Schema", kind), "status_id": seed_id("Status", name), "sort": sort}
        for sort, name in enumerate(_STATUSES)
    ]


def _asset_build_types() -> list[Row]:
    return [
        {"schema_id": seed_id("Schema", "AssetBuild"), "type_id": seed_id("Type", name), "sort": sort}
        for sort, name in enumerate(ASSET_BUILD_TYPES)
    ]
