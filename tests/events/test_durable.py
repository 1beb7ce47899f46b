"""Durable subscriptions: nothing is lost in cuts, restarts and failures, and nothing is handled twice."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
import time
import uuid
from collections.abc import Iterator
from contextlib import closing, contextmanager
from functools import partial
from pathlib import Path
from typing import IO

import pytest

from ftrack_orm.errors import EventError, ServerUnreachableError, UnknownSubscriberError
from ftrack_orm.events import Event, EventHub
from ftrack_orm.events.durable import DurableSubscription, SqliteStore
from ftrack_orm.events.durable.sqlite_store import usual_place
from ftrack_orm.events.durable.store import Progress
from ftrack_orm.sandbox import Sandbox
from ftrack_orm.settings import Settings
from ftrack_orm.transport import HttpTransport, RetryPolicy
from tests.events.conftest import OpenHub
from tests.events.hubs import Collector, until

ROOT = Path(__file__).parents[2]
EVENTS = int(os.environ.get("FTRACK_ORM_DURABLE_EVENTS", "600"))
"""10,000 shows what is promised, and takes half a minute."""
CUT_SECONDS = 1.0 if EVENTS >= 10_000 else 0.1
QUICK = RetryPolicy(attempts=3, first=0.001, most=0.002)


@pytest.fixture
def name() -> str:
    """A topic of this test alone."""
    return f"test.{uuid.uuid4().hex}"


@pytest.fixture
def store(tmp_path: Path) -> Path:
    return tmp_path / "durable.sqlite"


def numbers(got: Collector[Event]) -> list[int]:
    return [event.data["n"] for event in got.items]


def caught_up(hub: EventHub, name: str = "one") -> DurableSubscription:
    subscription = hub.durable_subscription(name)
    subscription.wait()
    return subscription


def progress(store: Path, key: str) -> Progress | None:
    """Return what a store holds, as another process sees it."""
    with closing(SqliteStore(store)) as kept:
        return kept.load(key)


def publish(hub: EventHub, name: str, *numbers: int) -> None:
    for n in numbers:
        hub.publish(name, {"n": n})
    hub.flush()


def test_first_time_it_begins_with_what_comes_after(hub: EventHub, open_: OpenHub, name: str, store: Path) -> None:
    publish(hub, name, 1, 2)
    reader = open_()
    got: Collector[Event] = Collector()
    reader.subscribe(f"topic={name}", got, durable="one", store=store)
    publish(hub, name, 3, 4)
    got.wait(2)
    caught_up(reader)
    assert numbers(got) == [3, 4]
    event = got.items[0]
    assert event.source["user"]["username"] == "ada"
    assert event.topic == name
    assert event.sent is not None


def test_what_came_while_it_was_away_is_handled_first_and_in_order(
    hub: EventHub, open_: OpenHub, name: str, store: Path
) -> None:
    got: Collector[Event] = Collector()
    reader = open_()
    reader.subscribe(f"topic={name}", got, durable="one", store=store)
    publish(hub, name, *range(5))
    got.wait(5)
    reader.close()
    publish(hub, name, *range(5, 305))
    reader = open_()
    reader.subscribe(f"topic={name}", got, durable="one", store=store)
    publish(hub, name, 305)
    got.wait(306)
    caught_up(reader)
    assert numbers(got) == list(range(306))


def test_a_cut_is_caught_up_even_if_nothing_comes_afterwards(
    hub: EventHub, open_: OpenHub, name: str, store: Path
) -> None:
    reader = open_()
    got: Collector[Event] = Collector()
    reader.subscribe(f"topic={name}", got, durable="one", store=store)
    reader.flush()
    with reader._outbox.still:  # no new connection begins
        reader.reconnect()
        until(lambda: not reader.connected)
        publish(hub, name, 1, 2)
    got.wait(2)
    assert numbers(got) == [1, 2]


def test_event_that_was_sent_twice_is_handled_once(hub: EventHub, open_: OpenHub, name: str, store: Path) -> None:
    got: Collector[Event] = Collector()
    event = Event(name, {"n": 1})
    first = open_()
    first.subscribe(f"topic={name}", got, durable="one", store=store)
    hub.publish(event)
    hub.publish(event)
    publish(hub, name, 2)
    got.wait(2)
    first.close()
    hub.publish(event)
    publish(hub, name, 3)
    second = open_()
    second.subscribe(f"topic={name}", got, durable="one", store=store)
    got.wait(3)
    caught_up(second)
    assert numbers(got) == [1, 2, 3]


def test_expression_decides_in_the_log_as_it_does_live(hub: EventHub, open_: OpenHub, name: str, store: Path) -> None:
    got: Collector[Event] = Collector()
    reader = open_()
    wanted = f"topic={name}.* and data.kind=shot and source.user.username=ada"
    reader.subscribe(wanted, got, durable="one", store=store)
    reader.close()
    hub.publish(f"{name}.a", {"n": 1, "kind": "shot"})
    hub.publish(f"{name}.a", {"n": 2, "kind": "task"})
    hub.publish("other", {"n": 3, "kind": "shot"})
    hub.publish(f"{name}.b", {"n": 4, "kind": "shot"})
    hub.flush()
    reader = open_()
    reader.subscribe(wanted, got, durable="one", store=store)
    got.wait(2)
    assert numbers(got) == [1, 4]
    position = caught_up(reader).position
    kept = progress(store, f"{reader._settings.server_url} one")
    assert kept is not None
    assert kept.position == position


def test_failing_handler_is_called_again_and_later_events_wait(
    hub: EventHub, open_: OpenHub, name: str, store: Path, caplog: pytest.LogCaptureFixture
) -> None:
    got: Collector[Event] = Collector()
    reader = open_()

    def fails_twice(event: Event) -> None:
        got(event)
        if len(got.items) < 3:
            raise ZeroDivisionError("no luck")

    reader.subscribe(f"topic={name}", fails_twice, durable="one", store=store, retry=QUICK)
    publish(hub, name, 1, 2)
    got.wait(4)
    assert numbers(got) == [1, 1, 1, 2]
    assert caught_up(reader).dead_letters() == []
    assert caplog.text.count("ZeroDivisionError: no luck") == 2


def test_event_that_fails_too_often_is_a_dead_letter(
    hub: EventHub, open_: OpenHub, name: str, store: Path, caplog: pytest.LogCaptureFixture
) -> None:
    got: Collector[Event] = Collector()
    reader = open_()
    broken = True

    def fails_on_one(event: Event) -> None:
        if event.data["n"] == 1 and broken:
            raise ZeroDivisionError("no luck")
        got(event)

    reader.subscribe(f"topic={name}", fails_on_one, durable="one", store=store, retry=QUICK)
    publish(hub, name, 1, 2)
    got.wait(1)
    subscription = caught_up(reader)
    (letter,) = subscription.dead_letters()
    assert (letter.event.data, letter.event.topic, letter.failures) == ({"n": 1}, name, 3)
    assert "ZeroDivisionError: no luck" in letter.error
    assert "is a dead letter" in caplog.text
    assert [again.failures for again in subscription.retry_dead_letters()] == [4]
    broken = False
    assert subscription.retry_dead_letters() == []
    assert numbers(got) == [2, 1]


def has_failed(store: Path, key: str, times: int) -> bool:
    kept = progress(store, key)
    return kept is not None and kept.failures == times


def test_failures_are_counted_over_restarts(hub: EventHub, open_: OpenHub, name: str, store: Path) -> None:
    calls: Collector[Event] = Collector()

    def fails(event: Event) -> None:
        calls(event)
        raise ZeroDivisionError

    for _ in range(2):
        reader = open_()
        slow = RetryPolicy(attempts=3, first=60)
        reader.subscribe(f"topic={name}", fails, durable="one", store=store, retry=slow)
        before = len(calls.items)
        if before == 0:
            publish(hub, name, 1)
        calls.wait(before + 1)
        key = f"{reader._settings.server_url} one"
        until(partial(has_failed, store, key, before + 1))
        reader.close()
    reader = open_()
    reader.subscribe(f"topic={name}", fails, durable="one", store=store, retry=RetryPolicy(attempts=3, first=60))
    assert len(caught_up(reader).dead_letters()) == 1
    assert len(calls.items) == 3


def test_unsubscribed_one_stays_where_it_was(hub: EventHub, open_: OpenHub, name: str, store: Path) -> None:
    got: Collector[Event] = Collector()
    reader = open_()
    id = reader.subscribe(f"topic={name}", got, durable="one", store=store)
    publish(hub, name, 1)
    got.wait(1)
    reader.unsubscribe(id)
    with pytest.raises(UnknownSubscriberError):
        reader.durable_subscription("one")
    publish(hub, name, 2)
    reader.subscribe(f"topic={name}", got, durable="one", store=store)
    got.wait(2)
    assert numbers(got) == [1, 2]


def test_one_that_is_subscribed_anew_begins_after_what_the_old_one_is_handling(
    hub: EventHub, open_: OpenHub, name: str, store: Path
) -> None:
    got: Collector[Event] = Collector()
    busy, go_on = threading.Event(), threading.Event()

    def slow(event: Event) -> None:
        busy.set()
        assert go_on.wait(10)
        got(event)

    reader = open_()
    id = reader.subscribe(f"topic={name}", slow, durable="one", store=store)
    publish(hub, name, 1, 2)
    assert busy.wait(10)
    reader.unsubscribe(id)
    reader.subscribe(f"topic={name}", slow, durable="one", store=store)
    go_on.set()
    caught_up(reader)
    assert numbers(got) == [1, 2]


def test_second_reader_of_a_name_is_told_and_leaves_what_the_first_handled(
    hub: EventHub, open_: OpenHub, name: str, store: Path, caplog: pytest.LogCaptureFixture
) -> None:
    got: Collector[Event] = Collector()
    first, second = open_(), open_()
    other: Collector[Event] = Collector()
    second.subscribe(f"topic={name}", other, durable="one", store=store)
    subscription = caught_up(second)
    first.subscribe(f"topic={name}", got, durable="one", store=store)
    with second._inbox._handling:  # the second one is busy
        publish(hub, name, *range(20))
        caught_up(first)
    subscription.wait()
    assert numbers(got) == list(range(20))
    assert len(other.items) <= 1
    assert "handled by another process too" in caplog.text


def test_handler_may_close_the_hub(hub: EventHub, open_: OpenHub, name: str, store: Path) -> None:
    reader = open_()
    closed = threading.Event()

    def closes(event: Event) -> None:
        reader.close()
        closed.set()

    reader.subscribe(f"topic={name}", closes, durable="one", store=store)
    publish(hub, name, 1)
    assert closed.wait(10)


def test_handlers_run_where_the_hub_runs(hub: EventHub, open_: OpenHub, name: str, store: Path) -> None:
    reader = open_(background=False)
    threads: list[threading.Thread] = []
    reader.subscribe(
        f"topic={name}", lambda event: threads.append(threading.current_thread()), durable="one", store=store
    )
    publish(hub, name, 1)
    while not threads:
        reader.run(0.02)
    assert threads == [threading.current_thread()]


def test_live_event_that_the_log_lacks_is_handled_all_the_same(
    open_: OpenHub, name: str, store: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr("ftrack_orm.events.durable.subscription._LATE_SECONDS", 0.05)
    reader = open_()
    got: Collector[Event] = Collector()
    reader.subscribe(f"topic={name}", got, durable="one", store=store)
    reader._received(Event(name, {"n": 7}))
    assert got.wait()[0].data == {"n": 7}
    caught_up(reader)
    assert "is not in the server's log" in caplog.text


@pytest.mark.parametrize("text", ["source.host=a", "topic=x and not target=y", "source.user.id=1", "sent>2020"])
def test_what_the_log_does_not_keep_cannot_be_asked_for(hub: EventHub, text: str, store: Path) -> None:
    with pytest.raises(EventError, match="the server's log keeps topic, id, data and"):
        hub.subscribe(text, print, durable="one", store=store)


def test_names_are_needed_and_taken_once(hub: EventHub, store: Path) -> None:
    with pytest.raises(EventError, match="needs a name"):
        hub.subscribe("topic=x", print, durable=" ", store=store)
    with pytest.raises(EventError, match="give durable"):
        hub.subscribe("topic=x", print, store=store)
    hub.subscribe("topic=x", print, durable="one", store=store)
    with pytest.raises(EventError, match="has a durable subscription 'one' already"):
        hub.subscribe("topic=y", print, durable="one", store=store)


def test_new_one_needs_the_server(store: Path) -> None:
    settings = Settings("http://127.0.0.1:9", "ada", "key")
    transport = HttpTransport(settings, retry=RetryPolicy(attempts=1))
    with (
        EventHub(settings, background=False, transport=transport) as refused,
        pytest.raises(ServerUnreachableError),
    ):
        refused.subscribe("topic=x", print, durable="one", store=store)
    transport.close()


def test_store_is_private_and_forgets_old_events(store: Path) -> None:
    kept = SqliteStore(store)
    kept.begin("a", 1)
    kept.begin("a", 5)
    for n in range(1, 1300):
        assert kept.advance("a", n, n + 1, f"event-{n}")
    progress = kept.load("a")
    assert progress is not None
    assert progress.position == 1300
    assert progress.recent[-1] == "event-1299"
    assert 1000 <= len(progress.recent) < 1100
    assert not kept.advance("a", 7, 8, None)
    assert kept.load("b") is None
    kept.close()
    assert store.stat().st_mode & 0o077 == 0


def test_store_that_a_handler_needs_once_more_after_it_was_closed_stays_closed(store: Path) -> None:
    kept = SqliteStore(store)
    kept.begin("a", 1)
    kept.close()
    assert kept.advance("a", 1, 2, "event")
    assert kept._connection is None
    saved = progress(store, "a")
    assert saved is not None
    assert saved.position == 2


def test_store_has_a_usual_place(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))
    assert usual_place() == tmp_path / "ftrack-orm" / "durable.sqlite"


@contextmanager
def subscriber(server: Sandbox, *arguments: str) -> Iterator[subprocess.Popen[str]]:
    environment = os.environ | {
        "FTRACK_SERVER": server.url,
        "FTRACK_API_USER": server.api_user,
        "FTRACK_API_KEY": server.api_key,
    }
    command = [sys.executable, "-m", "tests.events.durable_subscriber", *arguments]
    process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True)
    try:
        assert isinstance(process.stdout, IO) or process.stdout is not None
        assert process.stdout.readline() == "ready\n"
        yield process
    finally:
        process.kill()
        process.wait()
        if process.stdout is not None:
            process.stdout.close()


def handled(output: Path) -> list[int]:
    return [int(line) for line in output.read_text(encoding="utf-8").split()] if output.exists() else []


def has_handled(output: Path, count: int) -> bool:
    return len(handled(output)) >= count


def test_each_event_is_handled_once_and_in_order_through_cuts_and_restarts(
    server: Sandbox, hub: EventHub, name: str, store: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    output = tmp_path / "handled.txt"
    cuts, began = 0, time.monotonic()
    pace = CUT_SECONDS * 20 / EVENTS
    published = threading.Event()

    def publish_all() -> None:
        for n in range(EVENTS):
            hub.publish(name, {"n": n})
            if n % 20 == 0:
                time.sleep(pace * 20)
        hub.flush(60)
        published.set()

    publisher = threading.Thread(target=publish_all)
    for lifetime in range(6):
        with subscriber(server, name, str(store), str(output), str(CUT_SECONDS)) as process:
            if lifetime == 0:
                publisher.start()
            aim = EVENTS if lifetime == 5 else (lifetime + 1) * EVENTS // 6
            deadline = time.monotonic() + 60
            while len(handled(output)) < aim and time.monotonic() < deadline:
                time.sleep(0.05)
            process.terminate()
            assert process.stdout is not None
            cuts += int(process.stdout.readline())
            assert process.wait(20) == 0
    publisher.join()
    assert handled(output) == list(range(EVENTS))
    with capsys.disabled():
        seconds = time.monotonic() - began
        print(f"\n{EVENTS} events, {cuts} cuts, 5 restarts: each handled once, in order, in {seconds:.1f} s")


def test_killed_process_handles_nothing_less_than_once(
    server: Sandbox, hub: EventHub, name: str, store: Path, tmp_path: Path
) -> None:
    output = tmp_path / "handled.txt"
    for lifetime in range(2):
        with subscriber(server, name, str(store), str(output), "60"):
            publish(hub, name, *range(lifetime * 50, lifetime * 50 + 50))
            until(partial(has_handled, output, 50 * lifetime + 10))
    with subscriber(server, name, str(store), str(output), "60"):
        until(lambda: handled(output)[-1:] == [99])
    found = handled(output)
    assert list(dict.fromkeys(found)) == list(range(100))
    assert len(found) <= 102
