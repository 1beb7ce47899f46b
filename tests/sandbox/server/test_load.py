"""Sixteen clients at once, reading and writing: nothing is refused, and nothing that was answered is lost.

`FTRACK_ORM_LOAD_SECONDS=120` lets them work for two minutes; the figures are printed.
"""

from __future__ import annotations

import os
import random
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from statistics import quantiles
from typing import Any

import pytest
import requests

from ftrack_orm.sandbox.seeds.conformance import PROJECT_ID
from tests.sandbox.server.process import WireClient, sandbox_process

_CLIENTS = 16
_SECONDS = float(os.environ.get("FTRACK_ORM_LOAD_SECONDS", "5"))
_SHARED_SHOT = "10ad0000-5407-4000-8000-000000000000"
_SHARED_ASSET = "10ad0000-a55e-4000-8000-000000000000"


class _Client:
    """One client: it remembers what the server said yes to, and compares it with what it reads."""

    def __init__(self, number: int, url: str, http: requests.Session) -> None:
        self.number = number
        self.wire = WireClient(url, http)
        self.chance = random.Random(number)
        self.shot = f"10ad0000-5407-4000-8000-{number + 1:012x}"
        self.value = 0
        self.tasks: dict[str, float] = {}
        self.versions: list[int] = []
        self.seconds: dict[str, list[float]] = {}

    def work(self, until: float) -> None:
        """Do one thing after another, as often as their weights say."""
        self.wire.call(
            _create("Shot", id=self.shot, name=f"load {self.number}", parent_id=PROJECT_ID),
            _create("Metadata", parent_id=_SHARED_SHOT, parent_type="Shot", key=self._key, value="0"),
        )
        actions: Mapping[Callable[[], None], int] = {
            self.read_page: 30, self.read_own: 20, self.update_shared: 20, self.create_task: 12, self.update_task: 10,
            self.publish: 4, self.delete_task: 4,
        }  # fmt: skip
        while (started := time.monotonic()) < until:
            [action] = self.chance.choices(list(actions), list(actions.values()))
            action()
            self.seconds.setdefault(action.__name__, []).append(time.monotonic() - started)

    def read_page(self) -> None:
        names = "name, bid, status.name, type.name, project.name, parent.name"
        rows = self.wire.query(f"select {names} from Task where project_id is {PROJECT_ID} order by name limit 100")
        assert rows

    def read_own(self) -> None:
        """Read what this client wrote last: on its own shot, and beside the others on the shared one."""
        rows = self.wire.query(f'select value from Metadata where parent_id is {_SHARED_SHOT} and key is "{self._key}"')
        assert [row["value"] for row in rows] == [str(self.value)]
        rows = self.wire.query(f"select id, bid from Task where parent_id is {self.shot}")
        assert {row["id"]: row["bid"] for row in rows} == self.tasks

    def update_shared(self) -> None:
        data = {"__entity_type__": "Metadata", "value": str(self.value + 1)}
        key = [_SHARED_SHOT, self._key]
        self.wire.call({"action": "update", "entity_type": "Metadata", "entity_key": key, "entity_data": data})
        self.value += 1

    def create_task(self) -> None:
        bids = {f"10ad{self.number:04x}-7a5c-4000-8000-{self.chance.getrandbits(48):012x}": 0.0 for _ in range(5)}
        self.wire.call(*(_create("Task", id=key, name=key, parent_id=self.shot, bid=bid) for key, bid in bids.items()))
        self.tasks |= bids

    def update_task(self) -> None:
        """Count up one bid by what the server says it is: an update that was lost would show as a gap."""
        if self.tasks:
            key = self.chance.choice(list(self.tasks))
            [row] = self.wire.query(f"select bid from Task where id is {key}")
            data = {"__entity_type__": "Task", "bid": row["bid"] + 1}
            self.wire.call({"action": "update", "entity_type": "Task", "entity_key": [key], "entity_data": data})
            self.tasks[key] += 1

    def publish(self) -> None:
        [created] = self.wire.call(_create("AssetVersion", asset_id=_SHARED_ASSET))
        [row] = self.wire.query(f"select version from AssetVersion where id is {created['data']['id']}")
        self.versions.append(row["version"])

    def delete_task(self) -> None:
        if self.tasks:
            key = self.chance.choice(list(self.tasks))
            self.wire.call({"action": "delete", "entity_type": "Task", "entity_key": [key]})
            del self.tasks[key]

    @property
    def _key(self) -> str:
        return f"client {self.number}"


def _create(entity_type: str, **values: Any) -> dict[str, Any]:
    data = {"__entity_type__": entity_type, **values}
    return {"action": "create", "entity_type": entity_type, "entity_data": data}


@pytest.fixture
def clients(tmp_path: Path) -> Iterator[list[_Client]]:
    """Clients on a workspace with a shot and an asset that all of them write on."""
    with sandbox_process(tmp_path / "workspace.db") as running:
        made = [_Client(number, running.url, requests.Session()) for number in range(_CLIENTS)]
        made[0].wire.call(
            _create("Shot", id=_SHARED_SHOT, name="load shared", parent_id=PROJECT_ID),
            _create("Asset", id=_SHARED_ASSET, name="load shared", context_id=_SHARED_SHOT),
        )
        yield made
        for client in made:
            client.wire.http.close()


def test_sixteen_clients_at_once_get_no_error_and_lose_nothing(
    clients: list[_Client], capsys: pytest.CaptureFixture[str]
) -> None:
    problems: list[BaseException] = []
    started = time.monotonic()

    def work(client: _Client) -> None:
        try:
            client.work(started + _SECONDS)
        except BaseException as error:
            problems.append(error)

    threads = [threading.Thread(target=work, args=(client,)) for client in clients]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert problems == []
    seconds = time.monotonic() - started
    for client in clients:
        client.read_own()
    numbers = sorted(number for client in clients for number in client.versions)
    assert numbers == list(range(1, len(numbers) + 1))
    with capsys.disabled():
        print(_figures(clients, seconds))


def _figures(clients: list[_Client], seconds: float) -> str:
    kinds = sorted({kind for client in clients for kind in client.seconds})
    lines = [f"\n{len(clients)} clients, {seconds:.0f} s"]
    for kind in kinds:
        times = sorted(one for client in clients for one in client.seconds.get(kind, ()))
        middle = quantiles(times, n=100) if len(times) > 1 else times * 99
        shown = ", ".join(f"{name} {middle[place - 1] * 1000:.0f} ms" for name, place in (("p50", 50), ("p99", 99)))
        lines.append(f"{kind}: {len(times)} ({len(times) / seconds:.0f}/s), {shown}, most {times[-1] * 1000:.0f} ms")
    return "\n".join(lines)
