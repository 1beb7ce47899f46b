"""What the oracle's workspace holds: a little of everything, nulls and strange names included."""

from __future__ import annotations

from functools import cache
from typing import Any

from tests.query.oracle.world import World

__all__ = ["studio"]


@cache
def studio() -> World:
    """Return the workspace; it is never changed."""
    world = World()
    _vocabulary(world)
    _people(world)
    _contexts(world)
    _work(world)
    _publications(world)
    _details(world)
    return world


def _vocabulary(w: World) -> None:
    w.add("State", "state-done", name="Done", short="DONE")
    w.add("State", "state-open", name="In Progress", short="IN_PROGRESS")
    w.add("Status", "status-1", name="Approved", sort=2, is_active=True, color="#1CBC90", _state_id="state-done")
    w.add("Status", "status-2", name="in progress", sort=1, is_active=False, color=None, _state_id="state-open")
    w.add("Status", "status-3", name="Ärgerlich", sort=None, is_active=None, color="#FFFFFF", _state_id=None)
    w.add("Type", "type-1", name="Animation", sort=0, is_billable=True)
    w.add("Type", "type-2", name="FX", sort=7, is_billable=False)
    w.add("Priority", "priority-1", name="High", sort=1, value=2.0)
    w.add("Priority", "priority-2", name="low", sort=2, value=0.5)
    w.add("Priority", "priority-3", name=None, sort=2, value=-1.0)


def _people(w: World) -> None:
    w.add("User", "user-ada", username="ada", first_name="Ada", last_name="Lovelace", email="a@x.io", is_active=True)
    w.add("User", "user-bob", username="BOB", first_name=None, last_name="O'Neil", email=None, is_active=False)
    w.add("User", "user-zoe", username="zoë", first_name="Zoë", last_name="%", email="z_e@x.io", is_active=None)
    w.add("Group", "group-fx", name="FX", local=True, parent_id=None)
    w.add("Group", "group-sub", name="ada", local=False, parent_id="group-fx")


def _contexts(w: World) -> None:
    demo = {"project_id": "project-demo"}
    w.add("Project", "project-demo", name="demo", full_name="The Demo", status="active", is_private=False, **demo)
    w.add("Project", "project-old", name="Old_100%", full_name=None, status="hidden", is_private=True,
          project_id="project-old", end_date="2023-12-31T23:59:59")  # fmt: skip
    w.add("Sequence", "sequence", name="sq_1", parent_id="project-demo", description="", bid=None, **demo)
    w.add("Shot", "shot-1", name="sh010", parent_id="sequence", description="First\\shot", bid=10.5, sort=1.0,
          status_id="status-1", priority_id="priority-1", start_date="2024-05-01T00:00:00", **demo)  # fmt: skip
    w.add("Shot", "shot-2", name="SH010", parent_id="sequence", description=None, bid=0.0, sort=2.0,
          status_id="status-2", priority_id="priority-2", start_date="2024-05-01T12:30:15", **demo)  # fmt: skip
    w.add("Shot", "shot-3", name="éclair_%", parent_id="sequence", description="ÉCLAIR", bid=-3.0, sort=2.0,
          status_id="status-3", priority_id=None, end_date="2024-05-02T00:00:00", **demo)  # fmt: skip
    w.add("AssetBuild", "build", name="Bär", parent_id="project-demo", description="'quoted' \"twice\"", bid=1e6,
          status_id=None, type_id=None, priority_id="priority-3", **demo)  # fmt: skip
    w.add("AssetBuild", "build-old", name=None, parent_id="project-old", project_id="project-old", bid=1.0)


def _work(w: World) -> None:
    tasks = [
        ("task-1", "comp", "shot-1", "status-1", "type-2", "priority-1", 7200.0, "2024-05-01T09:00:00"),
        ("task-2", "Comp", "shot-1", "status-2", "type-1", "priority-2", 3600.0, "2024-05-02T00:00:00"),
        ("task-3", "anim", "shot-2", "status-2", "type-1", "priority-2", 0.0, None),
        ("task-4", "ANIM%", "shot-3", "status-3", None, None, None, "2023-02-28T23:59:59"),
        ("task-5", "édit _ 100%", "project-demo", "status-1", "type-2", "priority-3", 10.5, "2024-05-01T23:59:59"),
        ("task-6", "Édit \\ two\nlines", "build", None, None, "priority-1", -1.0, None),
        ("task-7", None, "build-old", "status-1", "type-1", None, 7200.0, "2024-02-29T12:00:00"),
        ("task-8", "", "shot-1", "status-1", "type-1", "priority-1", 1.0, None),
    ]
    for number, (key, name, parent, status, kind, priority, bid, start) in enumerate(tasks):
        project = "project-old" if parent == "build-old" else "project-demo"
        w.add("Task", key, name=name, parent_id=parent, project_id=project, status_id=status, type_id=kind, bid=bid,
              priority_id=priority, start_date=start, sort=float(number // 3), description=name)  # fmt: skip
    w.add("Timelog", "log-1", context_id="task-1", user_id="user-ada", duration=1800.0, comment="first pass",
          start="2024-05-01T09:00:00")  # fmt: skip
    w.add("Timelog", "log-2", context_id="task-1", user_id="user-bob", duration=600.0, comment=None, start=None)
    w.add("Timelog", "log-3", context_id="task-3", user_id="user-ada", duration=None, comment="Überarbeitet")
    w.add("Timelog", "log-4", context_id="shot-1", user_id=None, duration=60.5, comment="%")
    w.add("Timelog", "log-5", context_id=None, user_id="user-zoe", duration=5.0, comment="where a is b")
    w.add("Appointment", "appointment-1", context_id="task-1", resource_id="user-ada", type="assignment")
    w.add("Appointment", "appointment-2", context_id="task-1", resource_id="group-fx", type="assignment")
    w.add("Appointment", "appointment-3", context_id="task-2", resource_id="user-bob", type="allocation")
    w.add("Appointment", "appointment-4", context_id="shot-3", resource_id="user-zoe", type="assignment")
    w.add("Appointment", "appointment-5", context_id="project-demo", resource_id="group-sub", type="allocation")


def _publications(w: World) -> None:
    w.add("Asset", "asset-1", name="comp", context_id="shot-1", project_id="project-demo")
    w.add("Asset", "asset-2", name="Rig", context_id="build", project_id="project-demo")
    w.add("Asset", "asset-3", name=None, context_id="project-old", project_id="project-old")
    w.add("AssetVersion", "version-1", asset_id="asset-1", task_id="task-1", status_id="status-1", version=1,
          is_published=True, is_latest_version=False, comment="old", date="2024-05-01T00:00:00")  # fmt: skip
    w.add("AssetVersion", "version-2", asset_id="asset-1", task_id=None, status_id="status-2", version=10,
          is_published=False, is_latest_version=True, comment=None, date="2024-05-02T10:00:00")  # fmt: skip
    w.add("AssetVersion", "version-3", asset_id="asset-2", task_id="task-6", status_id=None, version=2,
          is_published=None, is_latest_version=True, comment="NEW\ttab", date=None)  # fmt: skip
    w.add("TypedContextList", "list-1", name="Dailies", is_open=True, project_id="project-demo", user_id="user-ada")
    w.add("TypedContextList", "list-2", name="empty", is_open=False, project_id="project-demo", user_id=None)
    w.add("AssetVersionList", "list-3", name="dailies", is_open=None, project_id="project-old", user_id="user-bob")
    for number, (key, item) in enumerate([("list-1", "task-1"), ("list-1", "task-4"), ("list-3", "version-2")]):
        w.add("ListObject", f"pair-{number}", list_id=key, entity_id=item)


def _details(w: World) -> None:
    for key, owner, name, value in [
        ("task", "task-1", "reel", "A"),
        ("task", "task-1", "Frames", "1001-1100"),
        ("task", "task-4", "reel", "b"),
        ("show", "project-demo", "reel", None),
        ("task", "shot-2", "ключ", "ЗНАЧЕНИЕ"),
        ("assetversion", "version-1", "frames", "100%"),
    ]:
        w.add("Metadata", parent_id=owner, parent_type=key, key=name, value=value)
    w.add("Note", "note-1", content="Looks good", parent_id="task-1", parent_type="task", user_id="user-ada",
          is_todo=False, date="2024-05-01T10:00:00")  # fmt: skip
    w.add("Note", "note-2", content="LIMIT 10%", parent_id="task-1", parent_type="task", user_id="user-bob",
          in_reply_to_id="note-1", is_todo=True, frame_number=1001)  # fmt: skip
    w.add("Note", "note-3", content=None, parent_id="project-demo", parent_type="show", user_id=None, is_todo=None)
    day = {"__type__": "datetime", "value": "2024-05-01T12:30:15"}
    values: list[tuple[str, str, str, Any]] = [
        ("c-fps", "shot-1", "fps", 24),
        ("c-fps", "shot-2", "fps", 23.976),
        ("c-fps", "project-demo", "fps", 24.0),
        ("c-look", "task-1", "look", "Wärm"),
        ("c-look", "task-2", "look", "24"),
        ("c-look", "task-3", "look", None),
        ("c-done", "shot-1", "done", True),
        ("c-done", "shot-3", "done", False),
        ("c-due", "shot-1", "due", day),
        ("c-due", "task-5", "due", None),
    ]
    for configuration, owner, key, stored in values:
        w.add("ContextCustomAttributeValue", configuration_id=configuration, entity_id=owner, key=key, value=stored)
