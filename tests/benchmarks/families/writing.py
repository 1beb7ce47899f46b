"""Writing batches: creating, changing, and creating with metadata."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING, Any

from tests.benchmarks.canned import EXPRESSION, link, task_id
from tests.benchmarks.measurement import Results
from tests.benchmarks.probe import Probe
from tests.benchmarks.row import Goal, Row, beside, faster
from tests.benchmarks.scenario import Scenario

if TYPE_CHECKING:
    from ftrack_orm import Session
    from ftrack_stock import Task
    from tests.benchmarks.clients.floor import Floor

__all__ = ["CHANGED", "METADATA", "SCENARIOS"]

CHANGED = {"bid": 7200.0, "description": "changed by the benchmark"}
"""What every side sets on every task."""

METADATA = {"camera": "A", "lens": "50 mm", "take": "3"}
"""What every side gives every new task."""


def _created(shared: dict[str, Any]) -> dict[str, Any]:
    return {"name": "new", "description": "made by the benchmark", "bid": 7200.0, **shared}


def _create_floor(probe: Probe) -> None:
    from tests.benchmarks.clients.floor import Floor

    _create_raw(probe, Floor(probe.workspace(500)))


def _create_orjson(probe: Probe) -> None:
    from tests.benchmarks.clients.floor import orjson_floor

    _create_raw(probe, orjson_floor(probe.workspace(500)))


def _create_raw(probe: Probe, floor: Floor) -> None:
    linked = {name: link(0, name) for name in ("parent", "project", "status", "type")}
    shared = {name: {key: entity[key] for key in ("__entity_type__", "id")} for name, entity in linked.items()}
    floor.call([{"action": "query_server_information"}])  # opens the connection, as a query does for the others
    with probe.measure("create"):
        operations = []
        for _ in range(probe.size):
            key = str(uuid.uuid4())
            data = {"__entity_type__": "Task", "id": key, **_created(shared)}
            operations.append({"action": "create", "entity_type": "Task", "entity_key": [key], "entity_data": data})
        floor.call(operations)


def _create_ours(probe: Probe) -> None:
    from ftrack_stock import Task
    from tests.benchmarks.clients.ours import open_session, task_query

    with open_session(probe.workspace(500)) as session:
        first = session.query(task_query()).all()[0]
        with probe.measure("create"):
            for _ in range(probe.size):
                session.add(
                    Task(
                        name="new",
                        description="made by the benchmark",
                        bid=7200.0,
                        parent=first.parent,
                        project=first.project,
                        status=first.status,
                        type=first.type,
                    )
                )
            session.commit()


def _create_official(probe: Probe) -> None:
    from tests.benchmarks.clients.official import open_session

    session = open_session(probe.workspace(500))
    first = session.query(EXPRESSION).all()[0]
    shared = {name: first[name] for name in ("parent", "project", "status", "type")}
    with probe.measure("create"):
        for _ in range(probe.size):
            session.create("Task", _created(shared))
        session.commit()
    session.close()


def _modify_floor(probe: Probe) -> None:
    from tests.benchmarks.clients.floor import Floor

    _modify_raw(probe, Floor(probe.workspace(probe.size)))


def _modify_orjson(probe: Probe) -> None:
    from tests.benchmarks.clients.floor import orjson_floor

    _modify_raw(probe, orjson_floor(probe.workspace(probe.size)))


def _modify_raw(probe: Probe, floor: Floor) -> None:
    keys = [task_id(number) for number in range(probe.size)]
    floor.call([{"action": "query_server_information"}])
    with probe.measure("modify"):
        floor.call(
            [
                {
                    "action": "update",
                    "entity_type": "Task",
                    "entity_key": [key],
                    "entity_data": {"__entity_type__": "Task", **CHANGED},
                }
                for key in keys
            ]
        )


def _modify_ours(probe: Probe) -> None:
    from tests.benchmarks.clients.ours import open_session, task_query

    with open_session(probe.workspace(probe.size)) as session:
        tasks = session.query(task_query()).all()
        with probe.measure("modify"):
            for task in tasks:
                task.bid = 7200.0
                task.description = "changed by the benchmark"
            session.commit()


def _modify_official(probe: Probe) -> None:
    from tests.benchmarks.clients.official import open_session

    session = open_session(probe.workspace(probe.size))
    tasks = session.query(EXPRESSION).all()
    with probe.measure("modify"):
        for task in tasks:
            task["bid"] = 7200.0
            task["description"] = "changed by the benchmark"
        session.commit()
    session.close()


def _metadata_floor(probe: Probe) -> None:
    from tests.benchmarks.clients.floor import Floor

    floor = Floor(probe.workspace(500))
    parent = {key: link(0, "parent")[key] for key in ("__entity_type__", "id")}
    floor.call([{"action": "query_server_information"}])
    with probe.measure("metadata"):
        operations: list[dict[str, Any]] = []
        for _ in range(probe.size):
            key = str(uuid.uuid4())
            operations.append(_operation("Task", [key], {"id": key, "name": "new", "parent": parent}))
            for name, value in METADATA.items():
                data = {"parent_id": key, "parent_type": "Task", "key": name, "value": value}
                operations.append(_operation("Metadata", [key, name], data))
        floor.call(operations)


def _operation(entity_type: str, key: list[str], data: dict[str, Any]) -> dict[str, Any]:
    return {
        "action": "create",
        "entity_type": entity_type,
        "entity_key": key,
        "entity_data": {"__entity_type__": entity_type, **data},
    }


def _metadata_ours(probe: Probe) -> None:
    from ftrack_stock import Task
    from tests.benchmarks.clients.ours import open_session, task_query

    with open_session(probe.workspace(500)) as session:
        first = session.query(task_query()).all()[0]
        if not hasattr(Task(name="new").metadata, "__setitem__"):
            probe.absent("metadata", "not there yet: metadata cannot be assigned")
            return
        with probe.measure("metadata"):
            for _ in range(probe.size):
                _add_with_metadata(session, first)
            session.commit()


def _add_with_metadata(session: Session, first: Task) -> None:
    from ftrack_stock import Task

    task = Task(name="new", parent=first.parent)
    session.add(task)
    metadata: Any = task.metadata
    for name, value in METADATA.items():
        metadata[name] = value


def _metadata_official(probe: Probe) -> None:
    from tests.benchmarks.clients.official import open_session

    session = open_session(probe.workspace(500))
    parent = session.query(EXPRESSION).all()[0]["parent"]
    with probe.measure("metadata"):
        for _ in range(probe.size):
            task = session.create("Task", {"name": "new", "parent": parent})
            for name, value in METADATA.items():
                task["metadata"][name] = value
        session.commit()
    session.close()


def _no_more_bytes(results: Results) -> bool | None:
    ours, official = results.summary("modify", "ours"), results.summary("modify", "official")
    if ours is None or official is None or ours.sent is None or official.sent is None:
        return None
    return ours.sent <= official.sent


SCENARIOS = (
    Scenario(
        name="create",
        rows=(
            Row(
                "create",
                "create and commit 2,000 tasks",
                "ms",
                goals=(faster("create", 12), beside("create", 2.5, "at most 2.5x the floor")),
                note="Three scalars and four links each.",
            ),
        ),
        sides={"floor": _create_floor, "orjson": _create_orjson, "ours": _create_ours, "official": _create_official},
        size=2_000,
        most_rounds={"official": 2},
    ),
    Scenario(
        name="modify",
        rows=(
            Row(
                "modify",
                "modify two fields of 2,000 tasks and commit",
                "ms",
                goals=(
                    faster("modify", 12),
                    beside("modify", 2.5, "at most 2.5x the floor"),
                    Goal("no more bytes than the official client", _no_more_bytes),
                ),
            ),
        ),
        sides={"floor": _modify_floor, "orjson": _modify_orjson, "ours": _modify_ours, "official": _modify_official},
        size=2_000,
        most_rounds={"official": 2},
    ),
    Scenario(
        name="metadata",
        rows=(
            Row(
                "metadata",
                "create 1,200 tasks with 3 metadata keys each and commit",
                "ms",
                goals=(faster("metadata", 100),),
            ),
        ),
        sides={"floor": _metadata_floor, "ours": _metadata_ours, "official": _metadata_official},
        size=1_200,
        most_rounds={"official": 1},
    ),
)
