"""Rows of the demo's tasks, their assignments, dependencies and logged time."""

from __future__ import annotations

from itertools import groupby, pairwise

from ftrack_orm.sandbox.seeds.demo_film.breakdown import PROJECT_ID, typed_context
from ftrack_orm.sandbox.seeds.demo_film.calendar import workday
from ftrack_orm.sandbox.seeds.demo_film.people import user_id
from ftrack_orm.sandbox.seeds.demo_film.schedule import PlannedTask, planned_tasks
from ftrack_orm.sandbox.seeds.identity import seed_id
from ftrack_orm.sandbox.seeds.row import Row, Rows
from ftrack_orm.sandbox.seeds.vocabulary import NO_PRIORITY_ID

__all__ = ["work"]

_PRIORITIES = {0: "Urgent", 5: "High", 9: "High", 13: "Medium", 17: "Low"}
_HOURS = (6.0, 7.5, 4.0, 8.0, 5.5)
_COMMENTS = ("", "First pass", "Notes from dailies", "", "Polish", "Waiting for a render, cleaned up the scene")


def work(task_object_type_id: str) -> Rows:
    """Yield the tasks and what belongs to each."""
    tasks = planned_tasks()
    yield "Task", [_task(task_object_type_id, task) for task in tasks]
    yield "Appointment", [_assignment(task, task.assignee) for task in tasks if task.assignee]
    yield "TypedContextLink", _dependencies(tasks)
    yield "Timelog", [row for task in tasks for row in _timelogs(task)]


def _task(object_type_id: str, task: PlannedTask) -> Row:
    priority = _PRIORITIES.get(task.number % 23)
    return typed_context(
        object_type_id,
        task.id,
        task.name,
        task.parent_id,
        type_id=seed_id("Type", task.type),
        status_id=seed_id("Status", task.status),
        priority_id=seed_id("Priority", priority) if priority else NO_PRIORITY_ID,
        start_date=task.start,
        end_date=task.end,
        bid=task.bid,
        sort=float(task.number),
    )


def _assignment(task: PlannedTask, username: str) -> Row:
    return {
        "id": seed_id("Appointment", task.id),
        "type": "assignment",
        "context_id": task.id,
        "resource_id": user_id(username),
    }


def _dependencies(tasks: tuple[PlannedTask, ...]) -> list[Row]:
    """Return a link from each task to the next one of the same shot or asset build."""
    rows: list[Row] = []
    for parent_id, group in groupby(tasks, key=lambda task: task.parent_id):
        if parent_id != PROJECT_ID:
            rows.extend(_dependency(before.id, after.id) for before, after in pairwise(group))
    return rows


def _dependency(before: str, after: str) -> Row:
    return {"id": seed_id("TypedContextLink", before), "from_id": before, "to_id": after, "type": "end_to_start"}


def _timelogs(task: PlannedTask) -> list[Row]:
    return [
        {
            "id": seed_id("Timelog", task.id, day),
            "context_id": task.id,
            "user_id": user_id(task.artist),
            "start": workday(task.first_day + day, 9, 30 * ((task.number + day) % 3)),
            "duration": _HOURS[(task.number + day) % len(_HOURS)] * 3600,
            "comment": _COMMENTS[(task.number + day) % len(_COMMENTS)],
        }
        for day in range(min(task.days_worked, 20))
    ]
