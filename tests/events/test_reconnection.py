"""Cuts, and servers that misbehave: the hub goes on, logs once, loses nothing."""

from __future__ import annotations

import json
import logging
import uuid
from collections.abc import Iterator
from http import HTTPStatus
from typing import Any

import pytest

from ftrack_orm.errors import AuthenticationError, EventHubClosedError, EventHubUnreachableError
from ftrack_orm.events import Event, EventHub
from ftrack_orm.events.receiver import Receiver
from ftrack_orm.settings import Settings
from ftrack_orm.transport import Connection, RetryPolicy
from tests.events.crooked_server import CrookedServer
from tests.events.hubs import SECONDS, Collector, until

QUICK = RetryPolicy(attempts=1000, first=0.01, most=0.05)


@pytest.fixture
def crooked() -> Iterator[CrookedServer]:
    with CrookedServer().running() as server:
        yield server


@pytest.fixture
def lonely(crooked: CrookedServer) -> Iterator[EventHub]:
    """A hub on the crooked server."""
    with EventHub(Settings(crooked.url, "ada", "key"), retry=QUICK) as hub:
        yield hub
        hub._outbox._lasting.clear()


def wire(topic: str, **fields: Any) -> str:
    payload = {"id": "1", "topic": topic, "data": {}, "source": {"id": "s"}, "target": "", "inReplyToEvent": None}
    return "5:::" + json.dumps({"name": "ftrack.event", "args": [payload | fields]})


def sent(crooked: CrookedServer, topic: str) -> dict[str, Any]:
    """Wait for an event of this topic; return it with the packet's id."""
    while True:
        _, id, _, body = crooked.received.get(timeout=SECONDS).split(":", 3)
        event: dict[str, Any] = json.loads(body)["args"][0]
        if event["topic"] == topic:
            return event | {"packet": id}


def test_nonsense_is_logged_once_and_the_hub_goes_on(
    crooked: CrookedServer, lonely: EventHub, caplog: pytest.LogCaptureFixture
) -> None:
    got: Collector[Event] = Collector()
    lonely.subscribe("topic=good", got)
    connection = crooked.connections.get(timeout=SECONDS)
    nonsense = [
        "", "9::", "hello", "5:::", "5:::{", "5:::[]", '5:::{"name":"ftrack.event"}', "5:::null",
        '5:::{"name":"ftrack.event","args":[3]}', '5:::{"name":"other","args":[{}]}', "6:::x", "6:::999+{", "6:::12",
        '5:::{"name":"ftrack.event","args":[{"topic":7}]}', "7:::kaputt", "3:::text", "4:::{}", "8::", "5", "6", "1::",
        "5:::" + "[" * 100_000, "\ud7ff:",
    ]  # fmt: skip
    with caplog.at_level(logging.WARNING):
        for packet in nonsense:
            connection.send(packet)
        connection.send(b"\xff\xfe")
        connection.send(wire("good", source=None, target=None, data=None))
        (event,) = got.wait()
    assert event.source == {}
    assert len(caplog.records) == 1, caplog.text
    assert "a packet was ignored" in caplog.text
    assert lonely.connected


def test_text_that_is_no_utf_8_is_nonsense_too(crooked: CrookedServer, lonely: EventHub) -> None:
    got: Collector[Event] = Collector()
    lonely.subscribe("topic=good", got)
    connection = crooked.connections.get(timeout=SECONDS)
    connection.send(b"\xff", text=True)
    connection.send(wire("good"))
    got.wait()


def test_packet_may_come_in_pieces(crooked: CrookedServer, lonely: EventHub) -> None:
    got: Collector[Event] = Collector()
    lonely.subscribe("topic=good", got)
    whole = wire("good", data={"text": "\u00fc" * 100})
    crooked.connections.get(timeout=SECONDS).send([whole[:40], whole[40:41], whole[41:]])
    assert got.wait()[0].data == {"text": "\u00fc" * 100}


def test_heartbeats_and_events_with_an_id_are_answered(crooked: CrookedServer, lonely: EventHub) -> None:
    lonely.connect()
    sent(crooked, "ftrack.meta.subscribe")
    connection = crooked.connections.get(timeout=SECONDS)
    connection.send("2::")
    assert crooked.received.get(timeout=SECONDS) == "2::"
    connection.send(wire("x").replace("5:::", "5:7::", 1))
    assert crooked.received.get(timeout=SECONDS) == "6:::7"
    connection.send(wire("x").replace("5:::", "5:8+::", 1))
    assert crooked.received.get(timeout=SECONDS) == "6:::8+[]"


def test_silence_longer_than_the_servers_heartbeats_is_a_cut(crooked: CrookedServer, lonely: EventHub) -> None:
    crooked.handshake = "abc:0:60:websocket"
    lonely.connect()
    crooked.connections.get(timeout=SECONDS)
    crooked.connections.get(timeout=SECONDS)


def test_first_packet_of_a_connection_is_the_hubs_own_subscription(crooked: CrookedServer, lonely: EventHub) -> None:
    lonely.subscribe("topic=a", print, subscriber={"id": "me", "role": "x"})
    first, second = sent(crooked, "ftrack.meta.subscribe"), sent(crooked, "ftrack.meta.subscribe")
    assert first["data"] == {"subscriber": {"id": lonely.id}, "subscription": "topic=ftrack.meta.reply"}
    assert second["data"] == {"subscriber": {"id": "me", "role": "x"}, "subscription": "topic=a"}
    assert first["packet"].endswith("+")


def test_what_was_not_acknowledged_is_sent_again_in_order(crooked: CrookedServer, lonely: EventHub) -> None:
    lonely.connect()
    connection = crooked.connections.get(timeout=SECONDS)
    events = [Event("a", {"n": n}) for n in range(3)]
    for event in events:
        lonely.publish(event)
    packets = [sent(crooked, "a")["packet"].removesuffix("+") for _ in events]
    connection.send(f'6:::{packets[0]}+[{{"success":true}}]')
    until(lambda: packets[0] not in map(str, lonely._outbox._lasting))
    connection.close()
    lonely.publish(Event("a", {"n": 3}))
    assert [sent(crooked, "a")["data"]["n"] for _ in range(3)] == [1, 2, 3]


def test_disconnect_of_the_server_is_a_cut(crooked: CrookedServer, lonely: EventHub) -> None:
    lonely.connect()
    crooked.connections.get(timeout=SECONDS).send("0::")
    crooked.connections.get(timeout=SECONDS)


def test_subscribers_are_told_anew_after_a_cut_and_those_that_left_are_not(
    crooked: CrookedServer, lonely: EventHub
) -> None:
    stays = lonely.subscribe("topic=a", print)
    leaves = lonely.subscribe("topic=b", print)
    until(lambda: lonely.connected)
    lonely.unsubscribe(leaves)
    sent(crooked, "ftrack.meta.unsubscribe")
    crooked.connections.get(timeout=SECONDS).close()
    told = [sent(crooked, "ftrack.meta.subscribe")["data"]["subscriber"]["id"] for _ in range(2)]
    assert told == [lonely.id, stays]


@pytest.mark.parametrize(
    ("status", "text", "message"),
    [
        (HTTPStatus.OK, "<html>Welcome</html>", "none of Socket.IO 0.9: '<html>Welcome</html>'"),
        (HTTPStatus.OK, "a b:60:60:websocket", "none of Socket.IO 0.9"),
        (HTTPStatus.OK, "../../x:60:60:websocket", "none of Socket.IO 0.9"),
        (HTTPStatus.OK, "abc:60:60:xhr-polling", "offers no WebSocket"),
        (HTTPStatus.BAD_GATEWAY, "<html>", "answers HTTP 502"),
        (HTTPStatus.FOUND, "", "answers HTTP 302"),
    ],
)
def test_wrong_handshake_is_told_and_tried_again(
    crooked: CrookedServer, status: HTTPStatus, text: str, message: str, caplog: pytest.LogCaptureFixture
) -> None:
    crooked.status, crooked.handshake = status, text
    with EventHub(Settings(crooked.url, "ada", "key"), retry=QUICK) as hub:
        with caplog.at_level(logging.WARNING), pytest.raises(EventHubUnreachableError, match=message):
            hub.connect(0.2)
        assert len(caplog.records) == 1
        crooked.status, crooked.handshake = HTTPStatus.OK, "abc:60:60:websocket"
        hub.connect()


def test_connecting_may_be_given_up(crooked: CrookedServer) -> None:
    crooked.status = HTTPStatus.BAD_GATEWAY
    hub = EventHub(Settings(crooked.url, "ada", "key"), retry=RetryPolicy(attempts=3, first=0.01))
    with hub, pytest.raises(EventHubUnreachableError, match="502"):
        hub.run()


def test_forbidden_is_no_reason_to_try_again(crooked: CrookedServer) -> None:
    crooked.status = HTTPStatus.FORBIDDEN
    with EventHub(Settings(crooked.url, "ada", "key"), retry=QUICK) as hub, pytest.raises(AuthenticationError):
        hub.run()


def test_headers_and_cookies_of_the_session_go_along(crooked: CrookedServer) -> None:
    connection = Connection(headers={"X-Studio": "one"}, cookies={"gate": "open"}, client_token="me")
    with EventHub(Settings(crooked.url, "ada", "key"), connection, retry=QUICK) as hub:
        hub.connect()
        request = crooked.connections.get(timeout=SECONDS).request
    assert request is not None
    assert request.headers["X-Studio"] == "one"
    assert request.headers["Cookie"] == "gate=open"
    assert "ftrack-api-key" not in request.headers
    assert "key" not in request.path


def test_events_published_while_cut_arrive_when_it_is_back(hub: EventHub, other: EventHub) -> None:
    topic = f"test.{uuid.uuid4().hex}"
    got: Collector[int] = Collector()
    other.subscribe(f"topic={topic}", lambda event: got(event.data["n"]) and None)
    other.flush()
    for n in range(300):
        if n % 100 == 50:
            hub.reconnect()
        hub.publish(topic, {"n": n})
    hub.flush()
    got.wait(300)
    until(lambda: set(got.items) == set(range(300)))
    firsts = list(dict.fromkeys(got.items))
    assert firsts == sorted(firsts)


def test_server_that_cuts_each_connection_is_asked_ever_more_rarely(crooked: CrookedServer) -> None:
    retry = RetryPolicy(attempts=4, first=0.01, most=0.05)
    with EventHub(Settings(crooked.url, "ada", "key"), retry=retry) as hub:
        hub.subscribe("topic=a", print)
        for _ in range(4):
            crooked.connections.get(timeout=SECONDS).send("0::")
        with pytest.raises(EventHubUnreachableError, match="cuts each connection"):
            hub.run()


def test_who_waits_for_a_hub_that_gave_up_before_is_told_why(crooked: CrookedServer) -> None:
    with EventHub(Settings(crooked.url, "ada", "key"), Connection(cookies={"bad": "line\nbreak"})) as hub:
        hub.subscribe("topic=a", print)
        assert hub._receiver is not None
        hub._receiver._thread.join(SECONDS)
        for wait in (hub.connect, hub.run, hub.flush):
            with pytest.raises(EventHubUnreachableError, match="cannot be asked"):
                wait()
        with pytest.raises(EventHubClosedError, match="gave up"):
            hub.publish("a")


def test_what_cannot_be_asked_is_told_at_once(crooked: CrookedServer) -> None:
    connection = Connection(cookies={"bad": "line\nbreak"})
    with EventHub(Settings(crooked.url, "ada", "key"), connection) as hub, pytest.raises(EventHubUnreachableError):
        hub.connect()


def test_a_failure_that_comes_before_anybody_waits_is_told_as_it_is(
    crooked: CrookedServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    def failed_already(*arguments: Any) -> Receiver:
        receiver = Receiver(*arguments)
        receiver._thread.join(SECONDS)
        return receiver

    monkeypatch.setattr("ftrack_orm.events.hub.Receiver", failed_already)
    connection = Connection(cookies={"bad": "line\nbreak"})
    with EventHub(Settings(crooked.url, "ada", "key"), connection) as hub, pytest.raises(EventHubUnreachableError):
        hub.connect()
