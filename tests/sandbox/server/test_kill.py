"""A sandbox that is killed while it writes has every batch whole or not at all, and every batch that it answered.

`FTRACK_ORM_KILL_BATCHES=500` writes as many batches; about every fifteen the process is killed and started anew.
"""

from __future__ import annotations

import os
import random
import sqlite3
import threading
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import requests

from ftrack_orm.sandbox.seeds.conformance import PROJECT_ID
from tests.sandbox.server.process import SandboxProcess, WireClient, sandbox_process

_BATCHES = int(os.environ.get("FTRACK_ORM_KILL_BATCHES", "45"))
_BATCHES_PER_LIFE = 15
_WRITERS = 4
_TASKS = 30


@dataclass
class _Writing:
    """What writers have sent, and what was answered, over all lives of the process."""

    sent: set[int] = field(default_factory=set)
    answered: set[int] = field(default_factory=set)
    problems: list[BaseException] = field(default_factory=list)
    lock: threading.Lock = field(default_factory=threading.Lock)
    enough: threading.Event = field(default_factory=threading.Event)

    def next_batch(self) -> int:
        with self.lock:
            number = len(self.sent)
            self.sent.add(number)
            return number

    def note(self, number: int, goal: int) -> None:
        with self.lock:
            self.answered.add(number)
            if len(self.answered) >= goal:
                self.enough.set()


def test_killed_sandbox_has_every_answered_batch_and_no_part_of_any(tmp_path: Path) -> None:
    database = tmp_path / "workspace.db"
    chance = random.Random(20_000)
    writing = _Writing()
    lives = 0
    while len(writing.answered) < _BATCHES:
        with sandbox_process(database) as running:
            _check(running, writing)
            _write_until_killed(running, writing, chance)
        assert writing.problems == []
        lives += 1
    assert len(writing.sent) > len(writing.answered), "no kill ever met a batch that was under way"
    with closing(sqlite3.connect(database)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    with sandbox_process(database) as running:
        there = _check(running, writing)
    print(f"{lives} kills, {len(writing.sent)} batches sent, {len(writing.answered)} answered, {len(there)} there")


def _write_until_killed(running: SandboxProcess, writing: _Writing, chance: random.Random) -> None:
    """Let all writers write, and kill the process at some moment after enough batches were answered."""
    writing.enough.clear()
    goal = min(len(writing.answered) + _BATCHES_PER_LIFE, _BATCHES)
    writers = [threading.Thread(target=_write, args=(running, writing, goal)) for _ in range(_WRITERS)]
    for writer in writers:
        writer.start()
    assert writing.enough.wait(timeout=60), "the sandbox answers no more"
    threading.Event().wait(chance.uniform(0, 0.03))  # so that kills meet all stages of a batch
    running.kill()
    for writer in writers:
        writer.join()


def _write(running: SandboxProcess, writing: _Writing, goal: int) -> None:
    with requests.Session() as http:
        client = WireClient(running.url, http)
        try:
            while True:
                number = writing.next_batch()
                client.call(*_batch(number))
                writing.note(number, goal)
        except requests.RequestException:
            return  # killed
        except BaseException as error:
            writing.problems.append(error)
            writing.enough.set()


def _batch(number: int) -> list[dict[str, Any]]:
    """Return a shot, its tasks and its metadata; then each task gets a bid."""
    shot = f"0b57ac1e-0000-4000-8000-{number:012x}"
    tasks = [f"0b57ac1e-{place + 1:04x}-4000-8000-{number:012x}" for place in range(_TASKS)]
    return [
        _create("Shot", id=shot, name=f"killed {number}", parent_id=PROJECT_ID),
        *(_create("Task", id=task, name=f"task {place}", parent_id=shot) for place, task in enumerate(tasks)),
        _create("Metadata", parent_id=shot, parent_type="Shot", key="batch", value=str(number)),
        *(
            {"action": "update", "entity_type": "Task", "entity_key": [task]}
            | {"entity_data": {"__entity_type__": "Task", "bid": float(number + 1)}}
            for task in tasks
        ),
    ]


def _create(entity_type: str, **values: Any) -> dict[str, Any]:
    data = {"__entity_type__": entity_type, **values}
    return {"action": "create", "entity_type": entity_type, "entity_data": data}


def _check(running: SandboxProcess, writing: _Writing) -> set[int]:
    """Return the batches that are there, each of which must be whole; those that were answered must be among them."""
    with requests.Session() as http:
        client = WireClient(running.url, http)
        shots = client.query('select name, metadata from Shot where name like "killed %"')
        tasks = client.query('select bid, parent_id from Task where parent.name like "killed %"')
        events = client.query('select parent_id from Event where action is "ftrack.update"')
    bids: dict[str, list[float]] = {}
    for task in tasks:
        bids.setdefault(task["parent_id"], []).append(task["bid"])
    told = {event["parent_id"] for event in events}
    there: set[int] = set()
    for shot in shots:
        number = int(shot["name"].removeprefix("killed "))
        assert [each["value"] for each in shot["metadata"]] == [str(number)]
        assert bids.pop(shot["id"]) == [float(number + 1)] * _TASKS
        assert shot["id"] in told
        there.add(number)
    assert not bids, "tasks without their shot"
    assert writing.answered <= there <= writing.sent
    return there
