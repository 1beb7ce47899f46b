"""The hub between two clients: publish, subscribe, reply, target, and what handlers may do."""

from __future__ import annotations

import logging
import os
import subprocess
import sys
import threading
import uuid
from typing import Any

import pytest

from ftrack_orm.errors import (
    AuthenticationError,
    EventError,
    EventHubClosedError,
    EventQueueFullError,
    EventTimeoutError,
    SubscriptionSyntaxError,
    UnknownSubscriberError,
)
from ftrack_orm.events import Event, EventHub, source, topic
from ftrack_orm.sandbox import Sandbox
from ftrack_orm.settings import Settings
from ftrack_orm.transport import RetryPolicy
from tests.events.conftest import OpenHub
from tests.events.hubs import Collector, topics, until


@pytest.fixture
def name() -> str:
    """A topic of this test alone."""
    return f"test.{uuid.uuid4().hex}"


def test_event_reaches_a_subscriber_of_another_hub(hub: EventHub, other: EventHub, name: str) -> None:
    got: Collector[Event] = Collector()
    other.subscribe(f"topic={name} and data.kind=shot", got)
    other.flush()
    hub.publish(name, {"kind": "task"})
    hub.publish(name, {"kind": "shot", "text": "ü\n:+"})
    (event,) = got.wait()
    assert event.data == {"kind": "shot", "text": "ü\n:+"}
    assert event.source["id"] == hub.id
    assert event.source["user"] == {"username": "ada"}
    assert isinstance(event.sent, str)
    assert event.target == ""
    assert event["topic"] == event.topic == name


def test_publisher_gets_its_own_event_once(hub: EventHub, name: str) -> None:
    got: Collector[str] = Collector()
    hub.subscribe(f"topic={name}", lambda event: got("first"))
    hub.subscribe(topic(name) & (source.user.username == "ada"), lambda event: got("second"))
    hub.flush()
    hub.publish(name)
    hub.publish(name)
    assert got.wait(4) == ["first", "second"] * 2


def test_events_come_in_the_order_in_which_they_were_published(hub: EventHub, other: EventHub, name: str) -> None:
    got: Collector[int] = Collector()
    other.subscribe(f"topic={name}", lambda event: got(event.data["n"]) and None)
    other.flush()
    for n in range(200):
        hub.publish(name, {"n": n})
    assert got.wait(200) == list(range(200))


def test_what_a_handler_returns_is_the_reply(hub: EventHub, other: EventHub, name: str) -> None:
    other.subscribe(f"topic={name}", lambda event: {"twice": event.data["n"] * 2}, subscriber={"id": "doubler"})
    other.flush()
    reply = hub.publish(name, {"n": 21}, wait_for_reply=10)
    assert reply.data == {"twice": 42}
    assert reply.topic == "ftrack.meta.reply"
    assert reply.source["id"] == "doubler"


def test_every_reply_is_called_back(hub: EventHub, other: EventHub, name: str) -> None:
    other.subscribe(f"topic={name}", lambda event: "one")
    other.subscribe(f"topic={name}", lambda event: "two")
    other.flush()
    replies: Collector[Event] = Collector()
    hub.publish(name, on_reply=replies)
    assert sorted(reply.data for reply in replies.wait(2)) == ["one", "two"]


def test_handler_may_reply_itself_and_wait_for_replies(hub: EventHub, other: EventHub, name: str) -> None:
    def ask_back(event: Event) -> None:
        answer = other.publish(f"{name}.back", wait_for_reply=10)
        other.publish_reply(event, {"back": answer.data})

    other.subscribe(f"topic={name}", ask_back)
    hub.subscribe(f"topic={name}.back", lambda event: "yes")
    other.flush()
    hub.flush()
    assert hub.publish(name, wait_for_reply=10).data == {"back": "yes"}


def test_missing_reply_is_a_timeout(hub: EventHub, name: str) -> None:
    with pytest.raises(EventTimeoutError, match=f"no reply to event .* \\({name}\\)") as caught:
        hub.publish(name, wait_for_reply=0.01)
    assert isinstance(caught.value, TimeoutError)


def test_targeted_event_reaches_those_alone_who_are_meant(hub: EventHub, other: EventHub, name: str) -> None:
    got: Collector[str] = Collector()
    for who, role in ((f"{name}-a", "render"), (f"{name}-b", "review")):
        other.subscribe(f"topic={name}", got.noting(who), subscriber={"id": who, "role": role})
    other.flush()
    hub.publish(name, target=f"id={name}-a")
    hub.publish(name, target="role=review")
    hub.publish(name, target="role=nobody")
    hub.publish(name)
    assert got.wait(4) == [f"{name}-a", f"{name}-b", f"{name}-a", f"{name}-b"]


def test_priority_decides_the_order_and_stop_ends_it(hub: EventHub, name: str) -> None:
    called: list[str] = []

    def stops(event: Event) -> None:
        called.append("stops")
        event.stop()

    hub.subscribe(f"topic={name}", lambda event: called.append("never"), priority=200)
    hub.subscribe("topic=test.*", lambda event: called.append("wildcard"), priority=10)
    hub.subscribe(f"topic={name}", stops)
    hub.subscribe(f"topic={name}", lambda event: called.append("first"), priority=-1)
    assert hub.publish(name, synchronous=True) == [None, None, None]
    assert called == ["first", "wildcard", "stops"]


def test_synchronous_publishing_needs_no_server(name: str) -> None:
    hub = EventHub(Settings("http://127.0.0.1:9", "ada", "key"), background=False)
    hub.subscribe(f"topic={name}", lambda event: event.data["n"] + 1)
    hub.subscribe(f"topic={name}", lambda event: None)
    assert hub.publish(name, {"n": 1}, synchronous=True) == [2, None]
    assert not hub.connected
    hub.close()


def test_handler_that_raises_is_logged_once_and_the_others_go_on(
    hub: EventHub, name: str, caplog: pytest.LogCaptureFixture
) -> None:
    got: Collector[Event] = Collector()

    def fails(event: Event) -> None:
        raise ZeroDivisionError("no luck")

    hub.subscribe(f"topic={name}", fails, priority=1, subscriber={"id": f"{name}-fails"})
    hub.subscribe(f"topic={name}", got)
    hub.flush()
    with caplog.at_level(logging.ERROR):
        hub.publish(name)
        (event,) = got.wait()
    (record,) = [record for record in caplog.records if record.levelno >= logging.ERROR]
    assert record.getMessage() == f"subscriber {name}-fails failed on event {event.id} ({name})"


def test_handler_that_ends_its_thread_does_not(hub: EventHub, name: str, caplog: pytest.LogCaptureFixture) -> None:
    got: Collector[Event] = Collector()

    def leaves(event: Event) -> None:
        got(event)
        raise SystemExit

    hub.subscribe(f"topic={name}", leaves)
    hub.flush()
    hub.publish(name)
    hub.publish(name)
    assert len(got.wait(2)) == 2


def test_subscriber_with_wrong_types_neither_matches_nor_disturbs(hub: EventHub, name: str) -> None:
    got: Collector[Event] = Collector()
    for text in ("data.n>three", "data.n.deeper=1", "data>x", "source=*", "target.x=1", "not data.n>=3 and data.x=*"):
        hub.subscribe(f"topic={name} and {text}", lambda event: pytest.fail("no"), priority=1)
    hub.subscribe(f"topic={name}", got)
    hub.flush()
    several: list[Any] = [7, [], "text", {"n": 7}, {"n": {"deeper": []}}]
    for data in several:
        hub.publish(name, data)
    assert [event.data for event in got.wait(5)] == several


def test_handler_that_unsubscribes_itself_is_called_once(hub: EventHub, name: str) -> None:
    got: Collector[Event] = Collector()
    after: Collector[Event] = Collector()

    def once(event: Event) -> None:
        got(event)
        hub.unsubscribe(identifier)

    identifier = hub.subscribe(f"topic={name}", once)
    hub.subscribe(f"topic={name}", after)
    hub.flush()
    for _ in range(3):
        hub.publish(name)
    after.wait(3)
    assert len(got.items) == 1


def test_handler_may_unsubscribe_one_that_comes_later(hub: EventHub, name: str) -> None:
    called: list[str] = []
    hub.subscribe(f"topic={name}", lambda event: hub.unsubscribe(later), priority=1)
    later = hub.subscribe(f"topic={name}", lambda event: called.append("later"))
    hub.publish(name, synchronous=True)
    assert called == []


def test_late_handler_holds_up_neither_heartbeats_nor_replies(hub: EventHub, other: EventHub, name: str) -> None:
    started, finish = threading.Event(), threading.Event()

    def slow(event: Event) -> str:
        started.set()
        assert finish.wait(10)
        return "late"

    other.subscribe(f"topic={name}", slow)
    other.subscribe(f"topic={name}.quick", lambda event: "quick")
    other.flush()
    replies: Collector[Event] = Collector()
    hub.publish(name, on_reply=replies)
    assert started.wait(10)
    other.publish(f"{name}.unheard")
    other.flush()
    assert other.connected
    finish.set()
    assert replies.wait()[0].data == "late"


def test_subscription_lasts_as_long_as_its_block(hub: EventHub, name: str) -> None:
    with hub.subscription(f"topic={name}", lambda event: "in") as identifier:
        found = hub.get_subscriber_by_identifier(identifier)
        assert found is not None
        assert str(found.expression) == f"topic={name}"
        assert hub.publish(name, synchronous=True) == ["in"]
    assert hub.get_subscriber_by_identifier(identifier) is None
    assert hub.publish(name, synchronous=True) == []


def test_decorator_subscribes(hub: EventHub, name: str) -> None:
    @hub.on(f"topic={name}", priority=5)
    def handler(event: Event) -> str:
        return event.topic

    assert hub.publish(name, synchronous=True) == [name]


def test_what_cannot_be_right_is_refused(hub: EventHub, name: str) -> None:
    with pytest.raises(SubscriptionSyntaxError):
        hub.subscribe("topic==x", print)
    with pytest.raises(UnknownSubscriberError, match="subscribe\\(\\) returns it"):
        hub.unsubscribe("nobody")
    with pytest.raises(EventError, match="no JSON"):
        hub.publish(name, {"x": object()})
    with pytest.raises(EventError, match="no JSON"):
        hub.publish(name, {"x": float("nan")})
    with pytest.raises(EventError, match="needs a topic"):
        hub.publish("")
    hub.subscribe(f"topic={name}", print, subscriber={"id": name})
    with pytest.raises(EventError, match="exists already"):
        hub.subscribe(f"topic={name}", print, subscriber={"id": name})
    hub.publish(name, synchronous=True)


def test_refusal_of_the_server_is_logged_with_the_event(
    hub: EventHub, name: str, caplog: pytest.LogCaptureFixture
) -> None:
    event = Event(name, target="id=a b")
    with caplog.at_level(logging.ERROR):
        hub.publish(event)
        hub.flush()
    (record,) = caplog.records
    assert f"the server refused event {event.id} ({name}): unexpected 'b'" in record.getMessage()


def test_event_of_five_megabytes_goes_and_comes_back(hub: EventHub, other: EventHub, name: str) -> None:
    other.subscribe(f"topic={name}", lambda event: event.data)
    other.flush()
    data = {"text": "ü" * 1_000_000, "bytes": "x" * 4_000_000}
    assert hub.publish(name, data, wait_for_reply=30).data == data


def test_caller_handles_events_itself(open_: OpenHub, other: EventHub, name: str) -> None:
    hub = open_(background=False)
    threads: list[threading.Thread] = []
    hub.subscribe(f"topic={name}", lambda event: threads.append(threading.current_thread()))
    hub.flush()
    other.publish(name)
    other.flush()
    until(lambda: len(hub._inbox))
    assert threads == []
    hub.run(0.05)
    assert threads == [threading.current_thread()]


def test_run_takes_over_from_the_thread_of_the_hub_and_ends_when_it_is_closed(
    hub: EventHub, other: EventHub, name: str
) -> None:
    threads: Collector[threading.Thread] = Collector()
    hub.subscribe(f"topic={name}", lambda event: threads(threading.current_thread()))
    hub.subscribe(f"topic={name}.end", lambda event: threading.Thread(target=hub.close).start())
    hub.flush()
    other.publish(name)
    (background,) = threads.wait()
    other.publish(name)
    other.publish(f"{name}.end")
    hub.run()
    assert threads.items[0] is background is not threading.current_thread()
    assert hub.closed


def test_wrong_key_is_refused_and_stays_out_of_everything(
    server: Sandbox, open_: OpenHub, caplog: pytest.LogCaptureFixture
) -> None:
    hub = EventHub(Settings(server.url, server.api_user, "SECRET-KEY"))
    with caplog.at_level(logging.DEBUG), pytest.raises(AuthenticationError) as caught:
        hub.connect()
    assert "SECRET" not in f"{caught.value}{hub!r}{caplog.text}"
    with pytest.raises(EventHubClosedError, match="gave up"):
        hub.publish("x")
    hub.close()


def test_key_is_in_no_log_of_a_whole_conversation(
    server: Sandbox, open_: OpenHub, name: str, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.DEBUG):
        hub = open_()
        hub.subscribe(f"topic={name}", print)
        hub.flush()
        hub.reconnect()
        hub.flush()
        hub.close()
    assert server.api_key not in caplog.text


def test_queue_without_connection_has_a_bound(name: str) -> None:
    hub = EventHub(Settings("http://127.0.0.1:9", "ada", "key"), queue_limit=3, retry=RetryPolicy(1000, 0.01, 1, 0.01))
    for _ in range(3):
        hub.publish(name)
    with pytest.raises(EventQueueFullError, match="3 events wait"):
        hub.publish(name)
    with pytest.raises(EventTimeoutError):
        hub.flush(0.01)
    hub.close()


def test_closed_hub_says_so(open_: OpenHub, name: str) -> None:
    hub = open_()
    hub.publish(name)
    hub.close()
    hub.close()
    assert repr(hub).endswith("closed, 0 subscribers>")
    for act in (lambda: hub.publish(name), lambda: hub.subscribe("a=b", print), hub.connect, hub.run, hub.flush):
        with pytest.raises(EventHubClosedError):
            act()


def test_closing_sends_what_waits(open_: OpenHub, other: EventHub, name: str) -> None:
    got: Collector[Event] = Collector()
    other.subscribe(f"topic={name}", got)
    other.flush()
    hub = open_()
    hub.connect()
    for _ in range(50):
        hub.publish(name)
    hub.close()
    assert len(got.wait(50)) == 50


def test_own_handlers_hear_of_connection_and_cut(open_: OpenHub) -> None:
    hub = open_()
    got: Collector[Event] = Collector()
    hub.subscribe("topic=ftrack.meta.connected or topic=ftrack.meta.disconnected", got)
    got.wait(1)
    hub.reconnect()
    assert topics(got.wait(3)) == ["ftrack.meta.connected", "ftrack.meta.disconnected", "ftrack.meta.connected"]


def test_session_has_a_hub_and_closes_it(server: Sandbox, monkeypatch: pytest.MonkeyPatch) -> None:
    from ftrack_orm import Session
    from ftrack_orm.errors import SessionClosedError, SessionError

    with Session(server.url, server.api_user, server.api_key) as session:
        hub = session.events
        assert session.events is hub
        hub.connect()
    assert hub.closed
    with Session(server.url, server.api_user, server.api_key) as unused:
        pass
    with pytest.raises(SessionClosedError):
        unused.events.connect()
    transport: Any = object()
    with pytest.raises(SessionError, match="pass server_url"):
        Session(transport=transport).events  # noqa: B018  # the property raises


def test_script_that_ends_without_closing_has_sent_what_it_published(server: Sandbox, hub: EventHub, name: str) -> None:
    got: Collector[Event] = Collector()
    hub.subscribe(f"topic={name}", got)
    hub.flush()
    code = (
        "from ftrack_orm.events import EventHub\nfrom ftrack_orm.settings import Settings\n"
        "hub = EventHub(Settings.resolve())\nhub.connect()\n"
        f"for n in range(100): hub.publish({name!r}, {{'n': n}})\n"
    )
    environment = {"FTRACK_SERVER": server.url, "FTRACK_API_USER": server.api_user, "FTRACK_API_KEY": server.api_key}
    subprocess.run([sys.executable, "-c", code], check=True, env=os.environ | environment, timeout=60)
    assert [event.data["n"] for event in got.wait(100)] == list(range(100))
