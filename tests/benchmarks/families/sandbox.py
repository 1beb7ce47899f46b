"""The sandbox as a server, with 100,000 tasks on SQLite; the clients are the floor."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
import uuid
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from typing import Any

from tests.benchmarks.probe import Probe, timings
from tests.benchmarks.row import Row, at_most
from tests.benchmarks.scenario import Scenario

__all__ = ["SCENARIOS", "running_sandbox"]

_ROOT = Path(__file__).parents[3]
_BATCH = 2_000
_REPEATS = 20
_CLIENTS = 4
"""Clients at once, where requests a second are counted."""

_PAGE = (
    "select id, name, bid, status.name, type.name, project.name, parent.name from Task "
    'where project.name is "bench" order by id offset {} limit 500'
)
_FIVE = (
    'select name from Task where project.name is "bench" and status.name is "Approved" and type.name is "Animation" '
    'and parent.parent.name is "sq0007" and priority.name is_not "Urgent" limit 500'
)


@contextmanager
def running_sandbox(tasks: int) -> Iterator[str]:
    """Run a sandbox with a file database in another process; gives its address."""
    with tempfile.TemporaryDirectory(prefix="ftrack-orm-bench-") as folder:
        command = [sys.executable, "-m", "ftrack_orm.cli", "sandbox", "--port", "0", "--seed", f"bench:{tasks}"]
        command += ["--database", str(Path(folder) / "bench.db"), "--api-user", "bench"]
        environment = {**os.environ, "FTRACK_API_KEY": "key"}
        process = subprocess.Popen(
            [*command, "--api-key", "key"], cwd=_ROOT, env=environment, stdout=subprocess.PIPE, text=True
        )
        assert process.stdout is not None
        try:
            yield process.stdout.readline().split()[0]
        finally:
            process.terminate()
            process.communicate()


def _ours(probe: Probe) -> None:
    from tests.benchmarks.clients.floor import Floor

    with running_sandbox(probe.size) as url:
        floor = Floor(url)

        def query(expression: str) -> list[dict[str, Any]]:
            (answer,) = floor.call([{"action": "query", "expression": expression}])
            rows: list[dict[str, Any]] = answer["data"]
            return rows

        if len(query(_PAGE.format(0))) != 500 or not query(_FIVE):
            raise RuntimeError("the sandbox's tasks are not those that the queries were written for")
        pages = max(probe.size // 500, 1)
        _record(probe, "sandbox page", lambda number: query(_PAGE.format(number * 7 % pages * 500)), _REPEATS)
        _record(probe, "sandbox one", lambda number: query("select id from Task limit 1"), _REPEATS)
        _record(probe, "sandbox five", lambda number: query(_FIVE), _REPEATS)
        sample = query(_PAGE.format(0))[0]
        _write(probe, floor, sample)
        _rates(probe, [Floor(url) for _ in range(_CLIENTS)], sample)


def _record(probe: Probe, row: str, action: Callable[[int], object], times: int) -> None:
    seconds = timings(action, times)
    probe.record(row, median(seconds), min(seconds))


def _write(probe: Probe, floor: Any, sample: dict[str, Any]) -> None:
    creates, updates = _batches(sample)
    _record(probe, "sandbox create", lambda _: floor.call(creates), 1)
    _record(probe, "sandbox update", lambda _: floor.call(updates), 1)


def _rates(probe: Probe, clients: Sequence[Any], sample: dict[str, Any]) -> None:
    """Record how many requests a second several clients get answered, who all send at once."""
    pages = [{"action": "query", "expression": _PAGE.format(number * 500)} for number in range(_REPEATS)]
    batches = [_batches(sample) for _ in clients]
    _rate(probe, "sandbox page rate", clients, [[[page] for page in pages]] * len(clients))
    _rate(probe, "sandbox create rate", clients, [[creates] for creates, _ in batches])
    _rate(probe, "sandbox update rate", clients, [[updates] for _, updates in batches])


def _rate(probe: Probe, row: str, clients: Sequence[Any], requests: Sequence[Sequence[Any]]) -> None:
    def send(client: Any, own: Sequence[Any]) -> None:
        for operations in own:
            client.call(operations)

    with ThreadPoolExecutor(len(clients)) as pool:
        started = time.perf_counter()
        list(pool.map(send, clients, requests))
        probe.record(row, sum(map(len, requests)) / (time.perf_counter() - started))


def _batches(sample: dict[str, Any]) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Return a batch that creates tasks beside a given one, and a batch that changes each of them."""
    keys = [str(uuid.uuid4()) for _ in range(_BATCH)]
    parent = {name: sample["parent"][name] for name in ("__entity_type__", "id")}
    created = {"__entity_type__": "Task", "name": "new", "parent": parent, "project_id": sample["project"]["id"]}
    creates = [
        {
            "action": "create",
            "entity_type": "Task",
            "entity_key": [key],
            "entity_data": created | {"id": key, "name": f"new {number}"},
        }
        for number, key in enumerate(keys)
    ]
    data = {"__entity_type__": "Task", "bid": 7200.0, "description": "changed by the benchmark"}
    updates = [{"action": "update", "entity_type": "Task", "entity_key": [key], "entity_data": data} for key in keys]
    return creates, updates


SCENARIOS = (
    Scenario(
        name="sandbox",
        rows=(
            Row(
                "sandbox page",
                "sandbox: a page of 500 of 100,000 tasks, with four nested names",
                "ms",
                goals=(at_most("sandbox page", 0.060, "under 60 ms"),),
            ),
            Row(
                "sandbox one",
                "sandbox: a query for one id, of 100,000 tasks",
                "ms",
                note="What a request costs whatever it asks for; the row below holds it too.",
            ),
            Row(
                "sandbox five",
                "sandbox: a query over five relations, of 100,000 tasks",
                "ms",
                goals=(at_most("sandbox five", 0.050, "under 50 ms"),),
            ),
            Row(
                "sandbox create",
                "sandbox: create 2,000 tasks in one batch",
                "ms",
                goals=(at_most("sandbox create", 1.0, "under 1 s"),),
            ),
            Row(
                "sandbox update",
                "sandbox: update 2,000 tasks in one batch",
                "ms",
                goals=(at_most("sandbox update", 1.0, "under 1 s"),),
            ),
            Row(
                "sandbox page rate",
                "sandbox: such pages, asked for by four clients at once",
                "requests/s",
                ratios=False,
            ),
            Row(
                "sandbox create rate", "sandbox: such creates, sent by four clients at once", "requests/s", ratios=False
            ),
            Row(
                "sandbox update rate", "sandbox: such updates, sent by four clients at once", "requests/s", ratios=False
            ),
        ),
        sides={"ours": _ours},
        size=100_000,
        most_rounds={"ours": 1},
    ),
)
