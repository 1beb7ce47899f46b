"""Any text may come over a WebSocket: the hub and the sandbox read what is a packet, and go on after what is none."""

from __future__ import annotations

import json
import uuid
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st
from websockets.exceptions import ConnectionClosed

from ftrack_orm.errors import EventError
from ftrack_orm.events import Event, EventHub
from ftrack_orm.events.packet import Packet, PacketKind, acknowledged, event_of
from ftrack_orm.sandbox import Sandbox
from ftrack_orm.settings import Settings
from tests.events.crooked_server import CrookedServer
from tests.events.hubs import SECONDS, Collector
from tests.hardening.noise import noisy
from tests.hardening.rounds import examples
from tests.sandbox.events.raw_client import raw_client

FRAMES = (
    '5:::{"name":"ftrack.event","args":[{"id":"1","topic":"x","data":{},"source":{"id":"s"},"target":""}]}',
    '5:1+::{"name":"ftrack.event","args":[{"id":"1","topic":"ftrack.meta.subscribe","data":{"subscriber":{"id":"me"},'
    '"subscription":"topic=ftrack.update"},"source":{"id":"me"},"target":"id=me","inReplyToEvent":null}]}',
    '5:2+::{"name":"ftrack.event","args":[{"id":"2","topic":"ftrack.meta.unsubscribe","data":{"subscriber":{}}}]}',
    '6:::1+[{"success":true}]',
    "2::",
    "1::",
    "7:::1+0",
    "3:1::text",
    '4:1::{"a":1}',
)
WORDS = (
    ":", "::", ":::", "+", "5", "6", "7", "9", "5:::", "6:::", "{", "}", "[", "]", '"', ",", "null", "true", "NaN",
    "1e999", "-1", "9" * 30, "\\ud800", "\0", "\u2028", "\u202e", "🦊", "ftrack.event",
    '"args"', '"name"', '"topic"', '"data"', "[" * 5000,
)  # fmt: skip


def frames() -> st.SearchStrategy[str]:
    """Give frames that a socket can carry and that do not end it."""
    sendable = noisy(FRAMES, WORDS).map(lambda text: text.encode("utf-8", "replace").decode())
    return sendable.filter(lambda text: text.split(":")[0] != "0")


@pytest.fixture(scope="module")
def sandbox() -> Iterator[Sandbox]:
    with Sandbox() as sandbox:
        yield sandbox


@pytest.fixture(scope="module")
def crooked() -> Iterator[CrookedServer]:
    with CrookedServer().running() as server:
        yield server


@examples(500)
@given(noisy(FRAMES, WORDS))
def test_a_frame_is_a_packet_or_an_event_error(text: str) -> None:
    said = ""
    try:
        packet = Packet.parse(text)
        assert Packet.parse(str(packet)) == packet
        event_of(packet)
    except EventError as error:
        said = str(error)
    assert len(said) < 400


@examples(500)
@given(noisy(FRAMES, WORDS))
def test_a_frame_is_an_acknowledgement_or_an_event_error(text: str) -> None:
    said = ""
    try:
        number, answer = acknowledged(Packet(PacketKind.ACKNOWLEDGEMENT, data=text))
        assert number >= 0
        assert isinstance(answer, dict)
    except EventError as error:
        said = str(error)
    assert len(said) < 400


@examples(40)
@given(told=st.lists(frames(), min_size=1, max_size=5))
def test_a_hub_hears_what_follows_any_frames(crooked: CrookedServer, told: list[str]) -> None:
    topic, got = f"good.{uuid.uuid4().hex}", Collector[Event]()
    event = {"id": "1", "topic": topic, "data": {}, "source": {"id": "s"}, "target": "", "inReplyToEvent": None}
    while not crooked.connections.empty():
        crooked.connections.get()
    with EventHub(Settings(crooked.url, "ada", "key")) as hub:
        hub._outbox._lasting.clear()  # the server acknowledges nothing
        hub.subscribe(f"topic={topic}", got)
        connection = crooked.connections.get(timeout=SECONDS)
        for frame in told:
            connection.send(frame)
        connection.send("5:::" + json.dumps({"name": "ftrack.event", "args": [event]}))
        got.wait()
        hub._outbox._lasting.clear()


@examples(60)
@given(told=st.lists(frames(), min_size=1, max_size=5))
def test_the_sandbox_serves_on_after_any_frames(sandbox: Sandbox, told: list[str]) -> None:
    with raw_client(sandbox) as client:
        try:
            for frame in told:
                client.send(frame)
        except ConnectionClosed:
            pass  # it may end a connection that makes no sense
    with raw_client(sandbox) as other:
        assert other.subscribe("topic=ftrack.update")[0]["success"]
