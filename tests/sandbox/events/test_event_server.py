"""The event server on the wire: handshake, acknowledgements, delivery, rows, cross-origin requests."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Iterator
from contextlib import ExitStack
from typing import Any

import pytest
import requests
from websockets.exceptions import ConnectionClosed, InvalidStatus
from websockets.sync.client import connect

from ftrack_orm.sandbox import Sandbox
from ftrack_orm.sandbox.events.consumer import Consumer
from tests.sandbox.events.raw_client import SECONDS, RawClient, raw_client, shake_hands


@pytest.fixture(scope="module")
def sandbox() -> Iterator[Sandbox]:
    with Sandbox() as running:
        yield running


@pytest.fixture
def client(sandbox: Sandbox) -> Iterator[RawClient]:
    with raw_client(sandbox) as opened:
        yield opened


def call(sandbox: Sandbox, *operations: dict[str, Any], **headers: str) -> list[Any]:
    sent = {"ftrack-user": sandbox.api_user, "ftrack-api-key": sandbox.api_key, **headers}
    answer = requests.post(f"{sandbox.url}/api", json=operations, headers=sent, timeout=SECONDS).json()
    assert isinstance(answer, list), answer
    return answer


def query(sandbox: Sandbox, expression: str) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = call(sandbox, {"action": "query", "expression": expression})[0]["data"]
    return rows


def test_handshake_tells_id_timeouts_and_transport(sandbox: Sandbox) -> None:
    sid, heartbeat, close, transports = shake_hands(sandbox)
    assert sid.isalnum()
    assert (heartbeat, close, transports) == ("60", "60", "websocket")


def test_credentials_may_stand_in_the_query_as_browsers_send_them(sandbox: Sandbox) -> None:
    given = {"api_user": sandbox.api_user, "api_key": sandbox.api_key}
    assert requests.get(f"{sandbox.url}/socket.io/1/", params=given, timeout=SECONDS).status_code == 200


@pytest.mark.parametrize("given", [{}, {"api_user": "ada"}, {"api_user": "ada", "api_key": "wrong"}])
def test_wrong_credentials_are_refused(sandbox: Sandbox, given: dict[str, str]) -> None:
    response = requests.get(f"{sandbox.url}/socket.io/1/", params=given, timeout=SECONDS)
    assert response.status_code == 401
    assert response.json()["exception"] == "InvalidCredentialsError"


def test_id_is_good_for_one_connection(sandbox: Sandbox) -> None:
    url = f"{sandbox.url.replace('http', 'ws', 1)}/socket.io/1/websocket"
    sid = shake_hands(sandbox)[0]
    with connect(f"{url}/{sid}", proxy=None):
        for used in (sid, "made-up"):
            with pytest.raises(InvalidStatus), connect(f"{url}/{used}", proxy=None):
                pass


def test_subscription_is_acknowledged_and_a_wrong_one_says_why(client: RawClient) -> None:
    assert client.subscribe("topic=a") == [{"success": True}]
    ((taken,), (wrong,)) = client.subscribe("topic=b"), client.subscribe("topic==b", id="other")
    assert (taken["success"], wrong["success"]) == (False, False)
    assert "exists already" in taken["message"]
    assert "use a single '='" in wrong["message"]
    client.publish("ftrack.meta.subscribe", {"subscription": "topic=a"})
    assert client.answer()[0]["success"] is False


def test_event_is_delivered_once_to_a_connection_of_many_subscribers(sandbox: Sandbox, client: RawClient) -> None:
    for id in ("a", "b"):
        client.subscribe("topic=once", id=id)
    client.publish("once", {"n": 1}, extra="dropped")
    client.publish("once", {"n": 2})
    packets = [client.receive() for _ in range(4)]
    events = [json.loads(packet[4:])["args"][0] for packet in packets if packet.startswith("5:::")]
    assert [event["data"]["n"] for event in events] == [1, 2]
    assert set(events[0]) == {"id", "topic", "data", "sent", "source", "target", "inReplyToEvent"}
    assert packets.count('6:::1+[{"success":true}]') == 2


def test_packet_that_asks_for_no_acknowledgement_gets_none(client: RawClient) -> None:
    client.subscribe("topic=quiet")
    client.publish("quiet", {}, "")
    assert client.event()["topic"] == "quiet"
    client.publish("quiet", {}, "7")
    assert {client.receive()[:4] for _ in range(2)} == {"6:::", "5:::"}


def test_target_is_matched_with_what_subscribers_told_of_themselves(sandbox: Sandbox, client: RawClient) -> None:
    with raw_client(sandbox) as other:
        client.subscribe("topic=aimed", role="x", deep={"er": "1"})
        other.subscribe("topic=aimed", role="y")
        for number, target in enumerate(("role=y", "deep.er=1", "role=x or role=y")):
            client.publish("aimed", number, "", target=target)
        assert [client.event()["data"], client.event()["data"]] == [1, 2]
        assert [other.event()["data"], other.event()["data"]] == [0, 2]


def test_nonsense_is_answered_by_an_error_and_the_connection_stays(client: RawClient) -> None:
    for packet in (
        "",
        "hello",
        '5:::{"name":"ftrack.event","args":[{"topic":"x","data":NaN}]}',
        "5:::{",
        "5:::[]",
        "99::",
        "5:1+::" + "[" * 50_000,
    ):
        client.send(packet)
        assert client.receive().startswith("7:::")
    client.send('5:1+::{"name":"ftrack.event","args":[{"topic":null}]}')
    assert client.answer()[0]["success"] is False
    assert client.subscribe("topic=a") == [{"success": True}]


def test_disconnect_packet_ends_the_connection(client: RawClient) -> None:
    client.send("0::")
    with pytest.raises(ConnectionClosed):
        client.receive()


def test_published_event_becomes_a_row_before_it_is_acknowledged(sandbox: Sandbox, client: RawClient) -> None:
    for n in range(3):
        client.publish("kept", {"n": n}, f"{n + 1}+", id=f"kept-{n}")
    for _ in range(3):
        client.receive()
    rows = query(sandbox, 'select id, data, insert, user.username from Event where action is "kept" order by id')
    assert [json.loads(row["data"])["n"] for row in rows] == [0, 1, 2]
    assert [row["insert"] for row in rows] == ["kept-0", "kept-1", "kept-2"]
    assert query(sandbox, 'Event where action like "ftrack.meta.%"') == []


def test_commit_is_told_with_old_and_new_values_and_kept(sandbox: Sandbox, client: RawClient) -> None:
    client.subscribe("topic=ftrack.update")
    task = query(sandbox, "select id, status_id, parent.id, project.id, object_type_id from Task limit 1")[0]
    status = query(sandbox, f'Status where id is_not "{task["status_id"]}" limit 1')[0]["id"]
    change = {"action": "update", "entity_type": "Task", "entity_key": [task["id"]]}
    call(sandbox, change | {"entity_data": {"status_id": status}}, **{"ftrack-pushtoken": "push"})
    event = client.event()
    assert event["data"]["pushToken"] == "push"
    assert event["data"]["user"]["name"] == sandbox.api_user
    assert event["source"]["user"]["username"] == sandbox.api_user
    (entity,) = event["data"]["entities"]
    expected = {"old": task["status_id"], "new": status}
    assert entity["changes"] == {"statusid": expected, "status_id": expected}
    assert (entity["entityType"], entity["entity_type"]) == ("task", "Task")
    assert entity["objectTypeId"] == task["object_type_id"]
    assert entity["parentId"] == task["parent"]["id"]
    assert [above["entityId"] for above in entity["parents"]][:2] == [task["id"], task["parent"]["id"]]
    top = {"entityId": task["project"]["id"], "entityType": "show", "entity_type": "Project", "parentId": None}
    assert entity["parents"][-1] == top
    (row,) = query(sandbox, f'select data, parent_id, project_id from Event where insert is "{event["id"]}"')
    assert json.loads(row["data"]) == event["data"]
    assert (row["parent_id"], row["project_id"]) == (task["id"], task["project"]["id"])


def test_creation_and_deletion_are_told(sandbox: Sandbox, client: RawClient) -> None:
    client.subscribe("topic=ftrack.update")
    asset = query(sandbox, "select id, parent.id from Asset limit 1")[0]
    data = {"__entity_type__": "AssetVersion", "id": "version", "asset_id": asset["id"], "comment": "new"}
    call(sandbox, {"action": "create", "entity_type": "AssetVersion", "entity_data": data})
    added = next(each for each in client.event()["data"]["entities"] if each["entityId"] == "version")
    assert (added["action"], added["entityType"], added["parentId"]) == ("add", "assetversion", asset["id"])
    assert added["changes"]["comment"] == {"old": None, "new": "new"}
    assert [above["entityType"] for above in added["parents"]][:3] == ["assetversion", "asset", "task"]
    call(sandbox, {"action": "delete", "entity_type": "AssetVersion", "entity_key": ["version"]})
    removed = next(each for each in client.event()["data"]["entities"] if each["entityId"] == "version")
    assert (removed["action"], removed["parents"][1]["entityId"]) == ("remove", asset["id"])


def test_refused_batch_is_told_nobody(sandbox: Sandbox, client: RawClient) -> None:
    client.subscribe("topic=ftrack.update or topic=after")
    before = len(query(sandbox, "Event"))
    user = query(sandbox, "User limit 1")[0]["id"]
    change = {"action": "update", "entity_type": "User", "entity_key": [user], "entity_data": {"first_name": "x"}}
    with pytest.raises(AssertionError, match="ValidationError"):
        call(sandbox, change, {"action": "delete", "entity_type": "Task", "entity_key": ["nope"]})
    assert len(query(sandbox, "Event")) == before
    client.publish("after", {}, "")
    assert client.event()["topic"] == "after"


def test_large_batch_is_told_in_several_events(sandbox: Sandbox, client: RawClient) -> None:
    client.subscribe("topic=ftrack.update")
    user = query(sandbox, "User limit 1")[0]["id"]
    notes = [
        {"action": "create", "entity_type": "Note", "entity_data": {"__entity_type__": "Note", "user_id": user}}
        for _ in range(501)
    ]
    call(sandbox, *notes)
    told = [each["entityId"] for _ in range(2) for each in client.event()["data"]["entities"]]
    assert len(told) == len(set(told)) == 501


def test_browser_of_another_origin_may_ask(sandbox: Sandbox) -> None:
    origin = {"Origin": "https://studio.example"}
    asked = {"Access-Control-Request-Method": "POST", "Access-Control-Request-Headers": "ftrack-user,content-type"}
    preflight = requests.options(f"{sandbox.url}/api", headers=origin | asked, timeout=SECONDS)
    assert preflight.status_code == 200
    assert "ftrack-user" in preflight.headers["Access-Control-Allow-Headers"]
    for path in ("/socket.io/1/", "/api"):
        headers = requests.get(f"{sandbox.url}{path}", headers=origin, timeout=SECONDS).headers
        assert headers["Access-Control-Allow-Origin"] == "https://studio.example"
        assert headers["Access-Control-Allow-Credentials"] == "true"


def test_consumer_that_takes_nothing_is_cut_off() -> None:
    async def fill() -> bool:
        consumer = Consumer("sid", "user")
        for _ in range(20_001):
            consumer.send("x")
        return consumer.cut.is_set()

    assert asyncio.run(fill())


def test_dead_consumer_holds_up_nobody(sandbox: Sandbox) -> None:
    with ExitStack() as opened:
        dead, living = (opened.enter_context(raw_client(sandbox)) for _ in range(2))
        for client in (dead, living):
            client.subscribe("topic=flood")
        for _ in range(40):
            living.publish("flood", "x" * 1_000_000, "")
        assert [len(living.event()["data"]) for _ in range(40)] == [1_000_000] * 40


def test_event_that_cannot_be_kept_is_refused_alone(client: RawClient) -> None:
    client.subscribe("topic=fine")
    for number, topic in enumerate(("fine", "\ud800", "fine"), 1):
        client.publish(topic, {"n": number}, f"{number}+")
    packets = [client.receive() for _ in range(5)]
    answers = sorted(packet for packet in packets if packet.startswith("6:::"))
    assert ['"success":true' in answer for answer in answers] == [True, False, True]
    assert sum(packet.startswith("5:::") for packet in packets) == 2
