"""The Celery recipe: events become tasks on Redis, and two workers keep the order of each entity."""

from __future__ import annotations

import os
import subprocess
import sys
from collections import defaultdict
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest

from ftrack_orm.events import EventHub
from tests.events.conftest import OpenHub
from tests.events.hubs import until

ROOT = Path(__file__).parents[2]


@contextmanager
def worker(queue: int, environment: dict[str, str]) -> Iterator[None]:
    command = [
        sys.executable, "-m", "celery", "-A", "tests.events.celery_app", "worker", "-Q", f"events.{queue}",
        "--pool", "solo", "--without-gossip", "--without-mingle", "--without-heartbeat", "-n", f"w{queue}@%h",
        "-l", "info",
    ]  # fmt: skip
    pipe = subprocess.PIPE
    process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL, stderr=pipe, text=True)
    try:
        assert process.stderr is not None
        assert any(" ready" in line for line in process.stderr), "the worker ended before it was ready"
        yield
    finally:
        process.kill()
        process.communicate()


def test_workers_keep_the_order_of_each_entity(
    redis_url: str,
    hub: EventHub,
    open_: OpenHub,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    output = tmp_path / "output"
    output.mkdir()
    environment = os.environ | {"STUDIO_BROKER": redis_url, "STUDIO_OUTPUT": str(output)}
    monkeypatch.setenv("STUDIO_BROKER", redis_url)
    from tests.events.celery_app import app, enqueue

    reader = open_()
    reader.subscribe("topic=test.celery", enqueue, durable="celery", store=tmp_path / "durable.sqlite")
    with ExitStack() as workers:
        for queue in range(2):
            workers.enter_context(worker(queue, environment))
        for n in range(60):
            hub.publish("test.celery", {"n": n, "entities": [{"entityId": f"e{n % 4}"}, {"entityId": f"x{n % 2}"}]})
        hub.flush()
        until(lambda: sum(len(path.read_text().splitlines()) for path in output.iterdir()) == 120)
    app.close()
    seen: dict[str, list[int]] = defaultdict(list)
    pids: set[str] = set()
    for path in output.iterdir():
        for line in path.read_text().splitlines():
            number, pid = line.split()
            seen[path.name].append(int(number))
            pids.add(pid)
    whole = {f"e{k}": list(range(k, 60, 4)) for k in range(4)} | {f"x{k}": list(range(k, 60, 2)) for k in range(2)}
    assert dict(seen) == whole
    assert len(pids) == 2
