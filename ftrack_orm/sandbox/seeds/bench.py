"""Many tasks: a project of any size, for measuring."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from itertools import islice

from ftrack_orm.errors import ConfigurationError
from ftrack_orm.sandbox.seeds.demo_film.calendar import PRODUCTION_START
from ftrack_orm.sandbox.seeds.demo_film.people import user_id
from ftrack_orm.sandbox.seeds.identity import seed_id
from ftrack_orm.sandbox.seeds.object_type import kinds_of_task
from ftrack_orm.sandbox.seeds.project_schema import PROJECT_SCHEMA_ID
from ftrack_orm.sandbox.seeds.row import Row, Rows
from ftrack_orm.sandbox.seeds.vocabulary import NO_PRIORITY_ID
from ftrack_orm.schema import Schema

__all__ = ["TASKS_PER_SHOT", "bench"]

TASKS_PER_SHOT = 5
_SHOTS_PER_SEQUENCE = 100
_ROWS_AT_ONCE = 10_000

_PROJECT_ID = seed_id("Project", "bench")
_STEPS = ("Previz", "Animation", "FX", "Lighting", "Compositing")
_STATUSES = ("Not started", "In progress", "Awaiting approval", "Approved")


def bench(schema: Schema, username: str, tasks: int) -> Rows:
    """Yield a project with this many tasks, five below each shot; the same number makes the same rows.

    Raises:
        ConfigurationError: The schema has no sequences, shots or tasks.
    """
    ids = {kind.name: str(kind.object_type_id) for kind in kinds_of_task(schema)}
    if missing := [name for name in ("Sequence", "Shot", "Task") if name not in ids]:
        raise ConfigurationError(f"the schema has no {', '.join(missing)}, which the seed 'bench' needs: use 'empty'")
    yield "Project", [_project(username)]
    shots = -(-tasks // TASKS_PER_SHOT)
    sequences = -(-shots // _SHOTS_PER_SEQUENCE)
    shared = _shared(username)
    yield from _in_parts("Sequence", _sequences(sequences, shared | {"object_type_id": ids["Sequence"]}))
    yield from _in_parts("Shot", _shots(shots, shared | {"object_type_id": ids["Shot"]}))
    yield from _in_parts("Task", _tasks(tasks, shared | {"object_type_id": ids["Task"]}))


def _in_parts(entity_type: str, rows: Iterable[Row]) -> Rows:
    remaining = iter(rows)
    while part := list(islice(remaining, _ROWS_AT_ONCE)):
        yield entity_type, part


def _project(username: str) -> Row:
    return {
        "id": _PROJECT_ID,
        "name": "bench",
        "full_name": "Bench",
        "context_type": "show",
        "project_id": _PROJECT_ID,
        "project_schema_id": PROJECT_SCHEMA_ID,
        "status": "active",
        "is_global": False,
        "is_private": False,
        "start_date": PRODUCTION_START,
        "created_at": PRODUCTION_START,
        "created_by_id": user_id(username),
    }


def _shared(username: str) -> Row:
    return {
        "project_id": _PROJECT_ID,
        "context_type": "task",
        "type_id": seed_id("Type", "Generic"),
        "status_id": seed_id("Status", "Normal"),
        "priority_id": NO_PRIORITY_ID,
        "description": "",
        "bid": 0.0,
        "created_at": PRODUCTION_START,
        "created_by_id": user_id(username),
    }


def _sequences(count: int, shared: Row) -> Iterator[Row]:
    for number in range(count):
        yield shared | {
            "id": _id("sequence", number),
            "name": f"sq{number + 1:04}",
            "parent_id": _PROJECT_ID,
            "sort": float(number),
        }


def _shots(count: int, shared: Row) -> Iterator[Row]:
    for number in range(count):
        sequence, place = divmod(number, _SHOTS_PER_SEQUENCE)
        yield shared | {
            "id": _id("shot", number),
            "name": f"sq{sequence + 1:04}_sh{(place + 1) * 10:04}",
            "parent_id": _id("sequence", sequence),
            "sort": float(number),
        }


def _tasks(count: int, shared: Row) -> Iterator[Row]:
    steps = [(name.lower(), seed_id("Type", name)) for name in _STEPS]
    statuses = [seed_id("Status", name) for name in _STATUSES]
    days = [_days(day) for day in range(250)]
    for number in range(count):
        shot, step = divmod(number, TASKS_PER_SHOT)
        name, type_id = steps[step]
        start, end = days[(shot + step * 3) % len(days)]
        yield shared | {
            "id": _id("task", number),
            "name": name,
            "parent_id": _id("shot", shot),
            "type_id": type_id,
            "status_id": statuses[(shot * 7 + step) % len(statuses)],
            "bid": 28_800.0 * (1 + (shot + step) % 5),
            "start_date": start,
            "end_date": end,
            "sort": float(number),
        }


def _days(day: int) -> tuple[datetime, datetime]:
    start = PRODUCTION_START + timedelta(days=day)
    return start, start + timedelta(days=2)


_BLOCKS = {"sequence": "5e90", "shot": "5407", "task": "7a5c"}


def _id(kind: str, number: int) -> str:
    """Return an id in the form of a UUID; counting is five times faster than hashing and keeps the index in order."""
    return f"be9c0000-{_BLOCKS[kind]}-5000-8000-{number:012x}"
