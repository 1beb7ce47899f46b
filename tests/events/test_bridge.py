"""Handing events to executors: side by side, but in order for each entity."""

from __future__ import annotations

import logging
import os
import pickle
import random
import threading
import time
from collections import defaultdict
from concurrent.futures import Executor, Future, ProcessPoolExecutor, ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from ftrack_orm.events import Event, EventHub
from ftrack_orm.events.bridge import ExecutorBridge, entity_ids, partition, per_entity
from tests.events.conftest import OpenHub


def update(n: int, *ids: str) -> Event:
    entities = [{"entityId": id, "entityType": "task", "changes": {}} for id in ids]
    return Event("ftrack.update", {"n": n, "entities": entities})


def note_in_file(folder: str, event: Event) -> None:
    """Work for another process."""
    time.sleep(random.random() / 500)
    with Path(folder, event.data["entities"][0]["entityId"]).open("a") as file:
        file.write(f"{event.data['n']}\n")


class InFolder:
    """Work that can be pickled."""

    def __init__(self, folder: str) -> None:
        self.folder = folder

    def __call__(self, event: Event) -> None:
        note_in_file(self.folder, event)


def test_events_of_one_entity_keep_their_order_and_others_run_side_by_side() -> None:
    seen: dict[str, list[int]] = defaultdict(list)
    lock, together = threading.Lock(), threading.Barrier(4, timeout=10)

    def work(event: Event) -> None:
        if event.data["n"] < 4:
            together.wait()  # four entities at once, or never
        time.sleep(random.random() / 1000)
        with lock:
            for id in entity_ids(event):
                seen[id].append(event.data["n"])

    with ThreadPoolExecutor(8) as pool:
        bridge = ExecutorBridge(pool, work)
        for n in range(200):
            bridge(update(n, f"e{n % 4}"))
        assert bridge.wait(20)
    assert dict(seen) == {f"e{k}": list(range(k, 200, 4)) for k in range(4)}
    assert len(bridge) == 0


def test_event_on_several_entities_waits_for_all_of_them() -> None:
    done: list[int] = []
    gate = threading.Event()

    def work(event: Event) -> None:
        if event.data["n"] == 0:
            assert gate.wait(10)
        done.append(event.data["n"])

    with ThreadPoolExecutor(8) as pool:
        bridge = ExecutorBridge(pool, work)
        bridge(update(0, "a"))
        bridge(update(1, "b"))
        bridge(update(2, "a", "b"))
        bridge(update(3, "b", "c"))
        bridge(update(4, "d"))
        while 4 not in done or 1 not in done:
            time.sleep(0.001)
        assert set(done) == {1, 4}
        gate.set()
        assert bridge.wait(10)
    assert [n for n in done if n not in (1, 4)] == [0, 2, 3]


def test_what_fails_is_logged_and_the_next_runs(caplog: pytest.LogCaptureFixture) -> None:
    done: list[int] = []

    def work(event: Event) -> None:
        if event.data["n"] == 0:
            raise ZeroDivisionError("no luck")
        done.append(event.data["n"])

    with ThreadPoolExecutor(2) as pool, caplog.at_level(logging.ERROR):
        bridge = ExecutorBridge(pool, work)
        bridge(update(0, "a"))
        bridge(update(1, "a"))
        assert bridge.wait(10)
    assert done == [1]
    assert caplog.text.count("ZeroDivisionError: no luck") == 1


def test_executor_that_was_shut_down_is_told_to_the_hub() -> None:
    pool = ThreadPoolExecutor(1)
    bridge = ExecutorBridge(pool, print)
    pool.shutdown()
    with pytest.raises(RuntimeError):
        bridge(update(0, "a"))
    assert bridge.wait(0)


def test_no_more_than_the_limit_is_under_way() -> None:
    gate = threading.Event()
    with ThreadPoolExecutor(4) as pool:
        bridge = ExecutorBridge(pool, lambda event: gate.wait(10), limit=2)
        bridge(update(0, "a"))
        bridge(update(1, "b"))
        third = threading.Thread(target=bridge, args=(update(2, "c"),))
        third.start()
        third.join(0.05)
        assert third.is_alive()
        gate.set()
        third.join(10)
        assert bridge.wait(10)


class Immediate(Executor):
    """Runs what it is given at once."""

    def submit(self, fn: Any, /, *args: Any, **kwargs: Any) -> Future[Any]:
        future: Future[Any] = Future()
        try:
            future.set_result(fn(*args, **kwargs))
        except Exception as error:
            future.set_exception(error)
        return future


def test_any_executor_will_do() -> None:
    done: list[int] = []
    bridge = ExecutorBridge(Immediate(), lambda event: done.append(event.data["n"]))
    for n in range(2000):
        bridge(update(n, "a"))
    assert done == list(range(2000))


def test_long_chains_do_not_nest() -> None:
    done: list[int] = []
    gate = threading.Event()

    def work(event: Event) -> None:
        assert gate.wait(10)
        done.append(event.data["n"])

    with ThreadPoolExecutor(1) as pool:
        bridge = ExecutorBridge(pool, work, limit=5000)
        for n in range(3000):
            bridge(update(n, "a"))
        gate.set()
        assert bridge.wait(20)
    assert done == list(range(3000))


def test_processes_work_on_events_of_the_hub(hub: EventHub, open_: OpenHub, tmp_path: Path) -> None:
    reader = open_()
    with ProcessPoolExecutor(2) as pool:
        pool.submit(os.getpid).result()
        bridge = ExecutorBridge(pool, InFolder(str(tmp_path)), keys=entity_ids)
        reader.subscribe("topic=ftrack.update and data.n=*", bridge)
        reader.subscribe("topic=test.bridge", bridge)
        reader.flush()
        for n in range(60):
            event = update(n, f"e{n % 3}")
            hub.publish(Event("test.bridge", event.data))
        hub.flush()
        while sum(len(path.read_text().split()) for path in tmp_path.iterdir()) < 60:
            time.sleep(0.01)
        assert bridge.wait(10)
    for k in range(3):
        assert [int(n) for n in (tmp_path / f"e{k}").read_text().split()] == list(range(k, 60, 3))


def test_update_is_split_by_its_entities() -> None:
    event = update(1, "a", "b")
    first, second = per_entity(event)
    assert (first.id, entity_ids(first), entity_ids(second)) == (f"{event.id}-a", ["a"], ["b"])
    assert first.data["n"] == 1
    other = Event("other", ["x"])
    assert per_entity(other) == [other]
    assert entity_ids(other) == []


def test_events_can_be_pickled_and_partitions_are_those_of_every_process() -> None:
    event = update(1, "a")
    again = pickle.loads(pickle.dumps(event))
    assert again.to_wire() == event.to_wire()
    assert {partition(f"entity-{n}", 4) for n in range(100)} == {0, 1, 2, 3}
    assert partition("entity-1", 4) == 3


@pytest.mark.filterwarnings("ignore")  # what a cluster warns of is its own
def test_dask_is_such_an_executor(tmp_path: Path) -> None:
    from distributed import Client, LocalCluster

    options: Any = {"n_workers": 1, "threads_per_worker": 4, "processes": False, "dashboard_address": ":0"}
    with LocalCluster(**options) as cluster, Client(cluster) as client:  # type: ignore[no-untyped-call]  # it has no types
        bridge = ExecutorBridge(client.get_executor(pure=False), InFolder(str(tmp_path)))
        for n in range(30):
            bridge(update(n, f"e{n % 3}"))
        assert bridge.wait(20)
    for k in range(3):
        assert [int(n) for n in (tmp_path / f"e{k}").read_text().split()] == list(range(k, 30, 3))
