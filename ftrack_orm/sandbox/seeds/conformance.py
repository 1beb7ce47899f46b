"""A small workspace with fixed ids, names and custom attributes, which tests of clients can rely on."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from ftrack_orm.errors import ConfigurationError
from ftrack_orm.sandbox.seeds.demo_film.breakdown import typed_context
from ftrack_orm.sandbox.seeds.demo_film.people import CONFORMANCE_USER, api_user, crew, reader, user_id
from ftrack_orm.sandbox.seeds.identity import seed_id
from ftrack_orm.sandbox.seeds.object_type import kinds_of_task
from ftrack_orm.sandbox.seeds.project_schema import PROJECT_SCHEMA_ID, TASK_TYPE_SCHEMA_ID
from ftrack_orm.sandbox.seeds.row import Row, Rows
from ftrack_orm.sandbox.seeds.vocabulary import UNMANAGED_LOCATION_ID
from ftrack_orm.schema import Schema

__all__ = ["PROJECT_ID", "TASK_ID", "conformance"]

PROJECT_ID = "5671dcb0-66de-11e1-8e6e-f23c91df25eb"
TASK_ID = "adb4ad6c-7679-11e2-8df2-f23c91df25eb"

_NEEDED = ("AssetBuild", "Sequence", "Shot", "Task")
_OWN_TYPES = ("test 1", "test type 2")
_START = datetime(2026, 1, 5, 9)
_SEQUENCE_ID, _SHOT_ID, _ASSET_BUILD_ID, _ASSET_ID, _VERSION_ID = (
    seed_id(kind, "conformance") for kind in ("Sequence", "Shot", "AssetBuild", "Asset", "AssetVersion")
)
_SHORT_WORKFLOW_ID = seed_id("WorkflowSchema", "Short workflow")

_ATTRIBUTES: tuple[tuple[str, str, str | None, str, object, bool], ...] = (
    ("customNumber", "task", "Task", "number", 0.0, False),
    ("NumberField", "assetversion", None, "number", 0.0, False),
    ("versiontest", "assetversion", None, "number", 0.0, False),
    ("fstart", "task", "Shot", "number", 1001.0, False),
    ("htest", "show", None, "text", "", True),
    ("listbool", "list", None, "boolean", False, False),
    ("teststring", "user", None, "text", "", False),
)
"""Key, kind of entity, object type, kind of value, default, and whether it is hierarchical."""


def conformance(schema: Schema, username: str) -> Rows:
    """Yield the people, the project and one of each kind of entity.

    Raises:
        ConfigurationError: The schema has no shots, tasks and so on.
    """
    ids = {kind.name: str(kind.object_type_id) for kind in kinds_of_task(schema)}
    if missing := [name for name in _NEEDED if name not in ids]:
        names = ", ".join(missing)
        raise ConfigurationError(f"the schema has no {names}, which the seed 'conformance' needs: use 'empty'")
    if username != CONFORMANCE_USER:
        yield from api_user(CONFORMANCE_USER)
    yield from crew(username)
    yield from reader()
    yield from _task_types()
    yield "CustomAttributeConfiguration", [_attribute(ids, sort) for sort in range(len(_ATTRIBUTES))]
    yield from _contexts(ids)
    yield from _publication()
    yield from _people_at_work()


def _task_types() -> Rows:
    """Yield two types of the studio's own, one of which has a workflow of its own."""
    colors = zip(_OWN_TYPES, ("#7a7a7a", "#9a9a9a"), strict=True)
    yield (
        "Type",
        [
            {"id": seed_id("Type", name), "name": name, "color": color, "sort": 100 + sort, "is_billable": True}
            for sort, (name, color) in enumerate(colors)
        ],
    )
    rows: list[Row] = [
        {"task_type_schema_id": TASK_TYPE_SCHEMA_ID, "type_id": seed_id("Type", name)} for name in _OWN_TYPES
    ]
    yield "TaskTypeSchemaType", rows
    yield "WorkflowSchema", [{"id": _SHORT_WORKFLOW_ID, "name": "Short workflow"}]
    yield (
        "WorkflowSchemaStatus",
        [
            {"workflow_schema_id": _SHORT_WORKFLOW_ID, "status_id": seed_id("Status", name)}
            for name in ("Not started", "Approved")
        ],
    )
    override = {"project_schema_id": PROJECT_SCHEMA_ID, "workflow_schema_id": _SHORT_WORKFLOW_ID}
    override |= {"id": seed_id("ProjectSchemaOverride", "test type 2"), "type_id": seed_id("Type", "test type 2")}
    yield "ProjectSchemaOverride", [dict(override)]


def _attribute(object_types: Mapping[str, str], number: int) -> Row:
    key, entity_type, object_type, kind, default, hierarchical = _ATTRIBUTES[number]
    return {
        "id": seed_id("CustomAttributeConfiguration", key),
        "key": key,
        "label": key,
        "entity_type": entity_type,
        "object_type_id": object_types[object_type] if object_type else None,
        "type_id": seed_id("CustomAttributeType", kind),
        "group_id": seed_id("CustomAttributeGroup", "General"),
        "default": default,
        "is_hierarchical": hierarchical,
        "core": False,
        "config": '{"isdecimal": true}' if kind == "number" else '{"markdown": false}' if kind == "text" else "{}",
        "sort": number,
    }


def _contexts(object_types: Mapping[str, str]) -> Rows:
    yield "Disk", [{"id": seed_id("Disk", "conformance"), "name": "projects", "unix": "/projects", "windows": "P:\\"}]
    yield "Project", [_project()]
    for kind, id, name, parent in (
        ("Sequence", _SEQUENCE_ID, "sq010", PROJECT_ID),
        ("Shot", _SHOT_ID, "sh010", _SEQUENCE_ID),
        ("AssetBuild", _ASSET_BUILD_ID, "hero", PROJECT_ID),
        ("Task", TASK_ID, "compositing", _SHOT_ID),
    ):
        row = typed_context(object_types[kind], id, name, parent, project_id=PROJECT_ID)
        yield kind, [row | _own_words(kind)]


def _own_words(kind: str) -> Row:
    if kind == "Task":
        dates: Row = {"start_date": _START, "end_date": _START.replace(month=2), "bid": 28_800.0}
        return dates | {"type_id": seed_id("Type", "Compositing"), "status_id": seed_id("Status", "In progress")}
    return {"type_id": seed_id("Type", "Character")} if kind == "AssetBuild" else {}


def _project() -> Row:
    return {
        "id": PROJECT_ID,
        "name": "conformance",
        "full_name": "Conformance",
        "project_schema_id": PROJECT_SCHEMA_ID,
        "status": "active",
        "is_global": False,
        "is_private": False,
        "color": "#2f6f78",
        "root": "conformance",
        "disk_id": seed_id("Disk", "conformance"),
        "start_date": _START,
        "end_date": _START.replace(month=6),
        "created_at": _START,
        "created_by_id": user_id(CONFORMANCE_USER),
    }


def _publication() -> Rows:
    asset_type = seed_id("AssetType", "Composite")
    asset = {"id": _ASSET_ID, "name": "sh010 comp", "context_id": _SHOT_ID, "type_id": asset_type}
    yield "Asset", [dict(asset)]
    yield (
        "AssetVersion",
        [
            {
                "id": _VERSION_ID,
                "asset_id": _ASSET_ID,
                "task_id": TASK_ID,
                "user_id": user_id(CONFORMANCE_USER),
                "version": 1,
                "is_published": True,
                "is_latest_version": True,
                "status_id": seed_id("Status", "Pending"),
                "comment": "First pass",
                "date": _START,
            }
        ],
    )
    component = seed_id("FileComponent", "conformance")
    file = {"id": component, "name": "main", "file_type": ".mov", "size": 1_048_576, "version_id": _VERSION_ID}
    yield "FileComponent", [dict(file)]
    place = {"component_id": component, "location_id": UNMANAGED_LOCATION_ID}
    identifier = {"resource_identifier": "/projects/conformance/sh010/comp/sh010_comp_v001.mov"}
    yield "ComponentLocation", [{"id": seed_id("ComponentLocation", "conformance"), **place, **identifier}]


def _people_at_work() -> Rows:
    jenkins = user_id(CONFORMANCE_USER)
    assignment = {"context_id": TASK_ID, "resource_id": jenkins, "type": "assignment"}
    yield "Appointment", [{"id": seed_id("Appointment", "conformance"), **assignment}]
    logged = {"context_id": TASK_ID, "user_id": jenkins, "start": _START, "duration": 7_200.0, "comment": "First pass"}
    yield "Timelog", [{"id": seed_id("Timelog", "conformance"), **logged}]
    told = {"content": "Looks good.", "parent_id": TASK_ID, "parent_type": "task", "user_id": user_id("ines")}
    note = seed_id("Note", "conformance")
    dated = {"date": _START, "thread_activity": _START, "category_id": seed_id("NoteCategory", "Internal")}
    yield "Note", [{"id": note, "is_todo": False, **told, **dated}]
    yield "Recipient", [{"note_id": note, "resource_id": jenkins}]
    manager = {"context_id": PROJECT_ID, "user_id": user_id("marcus"), "type_id": seed_id("ManagerType", "Producer")}
    yield "Manager", [{"id": seed_id("Manager", "conformance"), **manager}]
