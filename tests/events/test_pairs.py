"""Our hub, the official Python hub and the official JavaScript hub: each with each, through the sandbox."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from itertools import product
from typing import Any, Protocol

import pytest

from ftrack_orm.events import EventHub
from ftrack_orm.sandbox import Sandbox
from tests.events.hubs import Collector, OfficialEvent, acknowledged, official_hub, open_hub
from tests.events.javascript_hub import JavaScriptHub

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning")

KINDS = ("ours", "python", "javascript")
PAIRS = list(product(KINDS, KINDS))


class Party(Protocol):
    """What the tests ask of each hub."""

    def subscribe(
        self, topic: str, callback: Callable[[Any], object], answer: Any = None, metadata: Any = None
    ) -> None: ...
    def publish(self, topic: str, data: Any, target: str = "") -> None: ...
    def ask(self, topic: str, data: Any) -> Any: ...


class Ours:
    def __init__(self, hub: EventHub) -> None:
        self._hub = hub

    def subscribe(
        self, topic: str, callback: Callable[[Any], object], answer: Any = None, metadata: Any = None
    ) -> None:
        def handle(event: Any) -> Any:
            callback(event)
            return answer

        self._hub.subscribe(f"topic={topic}", handle, subscriber=metadata)
        self._hub.flush()

    def publish(self, topic: str, data: Any, target: str = "") -> None:
        self._hub.publish(topic, data, target=target)

    def ask(self, topic: str, data: Any) -> Any:
        return self._hub.publish(topic, data, wait_for_reply=20).data


class OfficialPython:
    def __init__(self, hub: Any) -> None:
        self._hub = hub

    def subscribe(
        self, topic: str, callback: Callable[[Any], object], answer: Any = None, metadata: Any = None
    ) -> None:
        def handle(event: Any) -> Any:
            callback(event)
            return answer

        self._hub.subscribe(f"topic={topic}", handle, subscriber=dict(metadata) if metadata else None)
        acknowledged(self._hub)

    def publish(self, topic: str, data: Any, target: str = "") -> None:
        self._hub.publish(OfficialEvent(topic, data=data, target=target))

    def ask(self, topic: str, data: Any) -> Any:
        replies: Collector[Any] = Collector()
        self._hub.publish(OfficialEvent(topic, data=data), on_reply=replies)
        return replies.wait()[0]["data"]


@pytest.fixture(scope="module")
def parties(server: Sandbox) -> Iterator[dict[str, tuple[Party, Party]]]:
    """Two of each kind."""
    with ExitStack() as stack:
        yield {
            "ours": (Ours(stack.enter_context(open_hub(server))), Ours(stack.enter_context(open_hub(server)))),
            "python": (
                OfficialPython(stack.enter_context(official_hub(server))),
                OfficialPython(stack.enter_context(official_hub(server))),
            ),
            "javascript": (
                stack.enter_context(JavaScriptHub.running(server)),
                stack.enter_context(JavaScriptHub.running(server)),
            ),
        }


@pytest.fixture
def name() -> str:
    return f"test.{uuid.uuid4().hex}"


@pytest.mark.parametrize(("here", "there"), PAIRS)
def test_event_reaches_the_subscriber(
    parties: dict[str, tuple[Party, Party]], here: str, there: str, name: str
) -> None:
    got: Collector[Any] = Collector()
    parties[there][1].subscribe(name, got)
    told = {"text": "ü\n:+", "list": [1, 2.5, None, True], "deep": {"a": {"b": []}}}
    parties[here][0].publish(name, told)
    (event,) = got.wait()
    assert event["data"] == told
    assert event["source"]["user"]["username"] == "ada"


@pytest.mark.parametrize(("here", "there"), PAIRS)
def test_what_the_handler_returns_is_the_reply(
    parties: dict[str, tuple[Party, Party]], here: str, there: str, name: str
) -> None:
    parties[there][1].subscribe(name, lambda event: None, answer={"answer": 42})
    assert parties[here][0].ask(name, {"question": 6}) == {"answer": 42}


@pytest.mark.parametrize(("here", "there"), PAIRS)
def test_target_chooses_the_subscriber(
    parties: dict[str, tuple[Party, Party]], here: str, there: str, name: str
) -> None:
    comp: Collector[Any] = Collector()
    light: Collector[Any] = Collector()
    for party, role, got in zip(parties[there], ("comp", "light"), (comp, light), strict=True):
        party.subscribe(name, got, metadata={"id": f"{name}-{role}", "role": role})
    parties[here][0].publish(name, {"n": 1}, target="role=light")
    parties[here][0].publish(name, {"n": 2}, target=f"id={name}-comp")
    parties[here][0].publish(name, {"n": 3})
    assert [event["data"]["n"] for event in light.wait(2)] == [1, 3]
    assert [event["data"]["n"] for event in comp.wait(2)] == [2, 3]


@pytest.mark.parametrize(("here", "there"), PAIRS)
def test_event_of_5_mb_arrives_whole(parties: dict[str, tuple[Party, Party]], here: str, there: str, name: str) -> None:
    got: Collector[Any] = Collector()
    parties[there][1].subscribe(name, got)
    parties[here][0].publish(name, {"text": "0123456789" * 524_288})
    (event,) = got.wait()
    assert event["data"]["text"] == "0123456789" * 524_288
