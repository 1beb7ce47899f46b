"""The words of every workspace: states, statuses, types, priorities, locations and so on."""

from __future__ import annotations

from ftrack_orm.sandbox.seeds.identity import seed_id
from ftrack_orm.sandbox.seeds.row import Row, Rows

__all__ = ["ASSET_BUILD_TYPES", "NO_PRIORITY_ID", "TASK_TYPES", "UNMANAGED_LOCATION_ID", "vocabulary"]

NO_PRIORITY_ID = "9661b320-3a0c-11e2-81c1-0800200c9a66"
"""The priority called None; schemas state this id as a default."""

UNMANAGED_LOCATION_ID = "cb268ecc-8809-11e3-a7e2-20c9d081909b"

_LOCATIONS = {
    "ftrack.origin": "ce9b348f-8809-11e3-821c-20c9d081909b",
    "ftrack.unmanaged": UNMANAGED_LOCATION_ID,
    "ftrack.review": "cd41be70-8809-11e3-b98a-20c9d081909b",
    "ftrack.connect": "07b82a97-8cf9-11e3-9383-20c9d081909b",
    "ftrack.server": "3a372bde-05bc-11e4-8908-20c9d081909b",
}

_STATES = {"NOT_STARTED": "Not started", "IN_PROGRESS": "In progress", "DONE": "Done", "BLOCKED": "Blocked"}

_STATUSES = (
    ("Not started", "NOT_STARTED", "#a7a7a7"),
    ("In progress", "IN_PROGRESS", "#3f8fd2"),
    ("Awaiting approval", "IN_PROGRESS", "#e3b33c"),
    ("Approved", "DONE", "#2fa36b"),
    ("Normal", "IN_PROGRESS", "#c5c9cf"),
    ("Omitted", "BLOCKED", "#8d5a5a"),
    ("On Hold", "BLOCKED", "#c8553d"),
    ("Pending", "IN_PROGRESS", "#d98f2b"),
)

_PRIORITIES = (("Urgent", "#d64545"), ("High", "#e08b3e"), ("Medium", "#e3c53c"), ("Low", "#4caf7a"))

TASK_TYPES = {
    "Generic": "#8a8f98",
    "Previz": "#4f8f6b",
    "Modeling": "#8a5fa8",
    "Rigging": "#6b6a3a",
    "Hair": "#a0764a",
    "Cloth": "#7f4f6e",
    "Lookdev": "#a8655f",
    "Animation": "#3f7f4a",
    "FX": "#7a4fb0",
    "Lighting": "#5a62b0",
    "Compositing": "#2f6f78",
    "Tracking": "#35a06a",
}
ASSET_BUILD_TYPES = {
    "Character": "#3f4f8a",
    "Prop": "#d99a2b",
    "Environment": "#4f9a55",
    "Matte Painting": "#557fa0",
}

_ASSET_TYPES = {
    "Geometry": "geo",
    "Rig": "rig",
    "Shader": "shader",
    "Animation": "anim",
    "Cache": "cache",
    "Render": "render",
    "Composite": "comp",
    "Image Sequence": "img",
    "Upload": "upload",
}
_ATTRIBUTE_TYPES = (
    "text", "boolean", "date", "enumerator", "dynamic enumerator", "number", "url", "expression",
)  # fmt: skip
_NOTE_CATEGORIES = {"Internal": "#6c7a89", "Client feedback": "#d98f2b", "Director": "#8a5fa8"}
_ROLES = {"Administrator": "PROJECT", "Project Manager": "PROJECT", "User": "ASSIGNED", "API": "PROJECT"} | {
    "Reader": "PROJECT"
}


def vocabulary() -> Rows:
    """Yield what every workspace has, whatever its projects."""
    yield "State", [{"id": seed_id("State", short), "short": short, "name": name} for short, name in _STATES.items()]
    yield "Status", list(_statuses())
    yield "Type", list(_types())
    yield "Priority", list(_priorities())
    yield "Location", [{"id": id, "name": name, "label": name, "description": ""} for name, id in _LOCATIONS.items()]
    yield "SecurityRole", [{"id": seed_id("SecurityRole", name), "name": name, "type": t} for name, t in _ROLES.items()]
    yield (
        "CustomAttributeType",
        [
            {"id": seed_id("CustomAttributeType", name), "name": name, "core": True, "form_config": "{}"}
            for name in _ATTRIBUTE_TYPES
        ],
    )
    yield "CustomAttributeGroup", [_named("CustomAttributeGroup", "General")]
    yield (
        "AssetType",
        [_named("AssetType", name) | {"short": short, "component": "main"} for name, short in _ASSET_TYPES.items()],
    )
    yield (
        "NoteCategory",
        [
            _named("NoteCategory", name) | {"color": color, "sort": sort}
            for sort, (name, color) in enumerate(_NOTE_CATEGORIES.items())
        ],
    )
    yield "ListCategory", [_named("ListCategory", name) for name in ("Default", "Dailies", "Delivery")]
    yield "ManagerType", [_named("ManagerType", name) for name in ("Producer", "Supervisor", "Coordinator")]
    yield "Setting", [{"name": "storage_scenario", "group": "STORAGE", "value": ""}]


def _named(entity_type: str, name: str) -> Row:
    return {"id": seed_id(entity_type, name), "name": name}


def _statuses() -> list[Row]:
    return [
        _named("Status", name) | {"color": color, "sort": sort, "is_active": True, "state": seed_id("State", state)}
        for sort, (name, state, color) in enumerate(_STATUSES)
    ]


def _types() -> list[Row]:
    return [
        _named("Type", name) | {"color": color, "sort": sort, "is_billable": True}
        for sort, (name, color) in enumerate((TASK_TYPES | ASSET_BUILD_TYPES).items())
    ]


def _priorities() -> list[Row]:
    rows = [
        _named("Priority", name) | {"color": color, "sort": sort, "value": len(_PRIORITIES) - sort}
        for sort, (name, color) in enumerate(_PRIORITIES)
    ]
    nothing: Row = {"id": NO_PRIORITY_ID, "name": "None", "color": "#bfbfbf", "sort": len(rows), "value": 0}
    return [*rows, nothing]
