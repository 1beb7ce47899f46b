"""What the demo's crew said to each other: notes on versions and tasks, their replies and recipients."""

from __future__ import annotations

from datetime import datetime, timedelta

from ftrack_orm.sandbox.seeds.demo_film.breakdown import PROJECT_ID
from ftrack_orm.sandbox.seeds.demo_film.people import user_id
from ftrack_orm.sandbox.seeds.demo_film.publication import PublishedVersion, published_versions
from ftrack_orm.sandbox.seeds.demo_film.schedule import PlannedTask, planned_tasks
from ftrack_orm.sandbox.seeds.identity import seed_id
from ftrack_orm.sandbox.seeds.row import Row, Rows

__all__ = ["conversation"]

_ON_VERSIONS = (
    "Lovely. Let the pause breathe two frames longer before she moves.",
    "The lantern should be the brightest thing in frame; everything else may fall off.",
    "The heron is a machine that wants to be a bird, not the other way round. Less feather, more spring.",
    "I can see the horizon through her hat at frame 41.",
    "This is the one. Nothing to add but thank you.",
    "Her weight is on the wrong foot when she turns the boat.",
    "Warmer in the windows, colder on the water.",
)
_REPLIES = (
    "On it, new version this evening.",
    "Fixed, was a stale cache.",
    "Agreed. I also softened the contact.",
    "Could we look at it together tomorrow?",
)
_ON_TASKS = (
    "Please pick this up after the storm shots; lighting waits for it.",
    "The client asked for this one in the next delivery.",
    "Rig update landed, reload before you go on.",
)


def conversation() -> Rows:
    """Yield the notes and who they are for."""
    reviewed = [version for version in published_versions() if version.is_latest and version.task.number % 4 == 0]
    planned = [task for task in planned_tasks() if task.status == "In progress" and task.number % 3 == 0]
    yield (
        "Note",
        [
            *(_review(index, version) for index, version in enumerate(reviewed)),
            *(_reply(index, version) for index, version in enumerate(reviewed) if index % 2),
            *(_request(index, task) for index, task in enumerate(planned)),
        ],
    )
    yield (
        "Recipient",
        [
            *(_recipient(_review_id(version), version.task.artist) for version in reviewed),
            *(_recipient(_request_id(task), task.artist) for task in planned),
        ],
    )


def _review_id(version: PublishedVersion) -> str:
    return seed_id("Note", version.id)


def _request_id(task: PlannedTask) -> str:
    return seed_id("Note", task.id)


def _review(index: int, version: PublishedVersion) -> Row:
    answered = index % 2 == 1
    date = version.date + timedelta(hours=1)
    note = _note(_review_id(version), "ines", date, _ON_VERSIONS[index % len(_ON_VERSIONS)], "Director")
    activity = date + timedelta(minutes=50) if answered else date
    return note | {"parent_id": version.id, "parent_type": "asset_version", "thread_activity": activity}


def _reply(index: int, version: PublishedVersion) -> Row:
    date = version.date + timedelta(hours=1, minutes=50)
    content = _REPLIES[index % len(_REPLIES)]
    note = _note(seed_id("Note", "reply", version.id), version.task.artist, date, content, "Internal")
    about = {"parent_id": version.id, "parent_type": "asset_version"}
    return note | about | {"in_reply_to_id": _review_id(version)}


def _request(index: int, task: PlannedTask) -> Row:
    note = _note(_request_id(task), "marcus", task.start, _ON_TASKS[index % len(_ON_TASKS)], "Internal")
    return note | {"parent_id": task.id, "parent_type": "task", "is_todo": index % 2 == 0}


def _note(id: str, author: str, date: datetime, content: str, category: str) -> Row:
    return {
        "id": id,
        "user_id": user_id(author),
        "content": content,
        "date": date,
        "thread_activity": date,
        "category_id": seed_id("NoteCategory", category),
        "project_id": PROJECT_ID,
        "in_reply_to_id": None,
        "is_todo": False,
    }


def _recipient(note_id: str, username: str) -> Row:
    return {"note_id": note_id, "resource_id": user_id(username)}
