"""Each fault as a client meets it, and what the server did meanwhile."""

from __future__ import annotations

import time
import uuid
from collections.abc import Iterator
from typing import Any

import pytest
import requests

from ftrack_orm.sandbox import Sandbox
from ftrack_orm.sandbox.faults import Answer, Cut, Delay, Faults
from tests.sandbox.wire import Wire


@pytest.fixture(scope="module")
def running() -> Iterator[Sandbox]:
    with Sandbox(seed="empty") as sandbox:
        yield sandbox


@pytest.fixture
def wire(running: Sandbox) -> Iterator[Wire]:
    with requests.Session() as http:
        yield Wire(running, http)
    assert running.faults.pending == 0


@pytest.fixture
def faults(running: Sandbox) -> Faults:
    return running.faults


def _create(name: str) -> dict[str, Any]:
    data = {"__entity_type__": "NoteCategory", "name": name}
    return {"action": "create", "entity_type": "NoteCategory", "entity_data": data}


def _is_there(wire: Wire, name: str) -> bool:
    return bool(wire.query(f'NoteCategory where name is "{name}"'))


@pytest.fixture
def name() -> str:
    return str(uuid.uuid4())


def test_gateway_fails_before_the_server_saw_the_request(wire: Wire, faults: Faults, name: str) -> None:
    faults.next(status=502)
    response = wire.post(_create(name))
    assert response.status_code == 502
    assert "<html>" in response.text
    assert not _is_there(wire, name)


def test_gateway_fails_after_the_server_did_what_was_asked(wire: Wire, faults: Faults, name: str) -> None:
    faults.next(status=504, when="after", body="timed out")
    response = wire.post(_create(name))
    assert (response.status_code, response.text) == (504, "timed out")
    assert _is_there(wire, name)


def test_page_of_a_portal_may_stand_for_the_answer(wire: Wire, faults: Faults) -> None:
    faults.next(status=200, when="after", body=b"<html>Please log in to the network</html>")
    assert wire.post().text.startswith("<html>Please")


def test_connection_is_cut_before_the_server_saw_the_request(wire: Wire, faults: Faults, name: str) -> None:
    faults.cut("before")
    with pytest.raises(requests.ConnectionError):
        wire.post(_create(name))
    assert not _is_there(wire, name)


def test_connection_is_cut_after_the_server_did_what_was_asked(wire: Wire, faults: Faults, name: str) -> None:
    faults.cut("after")
    with pytest.raises(requests.ConnectionError):
        wire.post(_create(name))
    assert _is_there(wire, name)


def test_half_of_the_answer_arrives(wire: Wire, faults: Faults, name: str) -> None:
    whole = len(wire.post(_create(str(uuid.uuid4()))).content)
    faults.cut("inside")
    response = requests.post(
        f"{wire.sandbox.url}/api", json=[_create(name)], headers=wire.credentials, stream=True, timeout=30
    )
    got: list[bytes] = []
    with pytest.raises(requests.exceptions.ChunkedEncodingError):
        got.extend(response.iter_content(1))
    assert len(got) == whole // 2
    assert _is_there(wire, name)


def test_answer_comes_late(wire: Wire, faults: Faults, name: str) -> None:
    faults.delay(0.2)
    with pytest.raises(requests.Timeout):
        requests.post(f"{wire.sandbox.url}/api", json=[_create(name)], headers=wire.credentials, timeout=0.05)
    assert _is_there(wire, name)


def test_server_works_on_after_each_fault(wire: Wire, faults: Faults) -> None:
    faults.cut("before", times=3)
    for _ in range(3):
        with pytest.raises(requests.ConnectionError):
            wire.post()
    assert wire.post().json() == []


def test_faults_come_in_the_order_of_the_script(wire: Wire, faults: Faults) -> None:
    faults.next(status=500)
    faults.next(status=503, times=2)
    assert [wire.post().status_code for _ in range(4)] == [500, 503, 503, 200]
    assert faults.met[-3:] == (Answer(500), Answer(503), Answer(503))


def test_fault_waits_for_its_action(wire: Wire, faults: Faults, name: str) -> None:
    faults.next(status=502, when="after", action="create")
    assert wire.post({"action": "query_server_information"}).status_code == 200
    assert wire.post({"action": "query_server_information"}, _create(name)).status_code == 502
    assert _is_there(wire, name)


def test_fault_waits_for_its_path(wire: Wire, faults: Faults) -> None:
    faults.next(status=502, path="/component/get")
    assert wire.post().status_code == 200
    got = wire.http.get(f"{wire.sandbox.url}/component/get?id=x", headers=wire.credentials, timeout=30)
    assert got.status_code == 502


def test_upload_is_cut_and_nothing_is_kept(wire: Wire, faults: Faults) -> None:
    component = {"__entity_type__": "FileComponent", "id": str(uuid.uuid4())}
    answer = wire.post(
        {"action": "create", "entity_type": "FileComponent", "entity_data": component},
        {"action": "get_upload_metadata", "component_id": component["id"], "file_name": "x", "file_size": 100_000},
    ).json()
    faults.cut("before", path="/upload")
    with pytest.raises(requests.ConnectionError):
        requests.put(answer[1]["url"], data=bytes(100_000), timeout=30)
    got = f"{wire.sandbox.url}/component/get?id={component['id']}"
    assert wire.http.get(got, headers=wire.credentials, timeout=30).status_code == 404
    assert requests.put(answer[1]["url"], data=bytes(100_000), timeout=30).status_code == 200
    faults.cut("inside", path="/component/get")
    with pytest.raises(requests.exceptions.ChunkedEncodingError):
        requests.get(got, headers=wire.credentials, timeout=30)
    assert len(wire.http.get(got, headers=wire.credentials, timeout=30).content) == 100_000


def test_pages_for_people_meet_no_faults(wire: Wire, faults: Faults) -> None:
    faults.cut("before")
    assert requests.get(wire.sandbox.url, timeout=30).status_code == 200
    faults.clear()


def test_latency_delays_every_answer() -> None:
    with Sandbox(seed="empty", faults=Faults(latency=0.05, jitter=0.01, seed=1)) as sandbox, requests.Session() as http:
        begun = time.monotonic()
        for _ in range(3):
            assert Wire(sandbox, http).post().json() == []
        assert time.monotonic() - begun >= 3 * 0.04


def test_chance_is_met_as_often_as_it_was_asked_for() -> None:
    with Sandbox(seed="empty", faults=Faults(fail=0.2, cut=0.2, seed=7)) as sandbox, requests.Session() as http:
        outcomes = {"answered": 0, "failed": 0, "cut": 0}
        for _ in range(200):
            try:
                response = Wire(sandbox, http).post()
                outcomes["answered" if response.ok else "failed"] += 1
            except requests.RequestException:
                outcomes["cut"] += 1
        met = sandbox.faults.met
        assert outcomes["failed"] == sum(isinstance(fault, Answer) for fault in met)
        assert outcomes["cut"] == sum(isinstance(fault, Cut) for fault in met)
        assert 20 < outcomes["failed"] < 60
        assert 20 < outcomes["cut"] < 60


def test_delay_is_told_among_what_was_met(wire: Wire, faults: Faults) -> None:
    faults.delay(0)
    wire.post()
    assert faults.met[-1] == Delay(0)


def test_sandbox_that_holds_an_answer_back_closes_at_once() -> None:
    with Sandbox(seed="empty") as sandbox:
        sandbox.faults.delay(3600)
        headers = {"ftrack-user": sandbox.api_user, "ftrack-api-key": sandbox.api_key}
        with pytest.raises(requests.Timeout):
            requests.post(f"{sandbox.url}/api", json=[], headers=headers, timeout=0.05)
        begun = time.monotonic()
    assert time.monotonic() - begun < 60
