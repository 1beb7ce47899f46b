"""The live copy of an event that comes while the event is handled from the log is the same event, not another one."""

from __future__ import annotations

import uuid
from pathlib import Path

import pytest

from ftrack_orm.events import Event, EventHub
from ftrack_orm.events.durable import subscription as durable
from tests.events.conftest import OpenHub
from tests.events.hubs import Collector


def test_live_copy_that_comes_while_its_event_is_handled_is_not_handled_again(
    hub: EventHub, open_: OpenHub, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(durable, "_LATE_SECONDS", 0.0)
    name = f"test.{uuid.uuid4().hex}"
    reader = open_()
    got: Collector[Event] = Collector()

    def handle(event: Event) -> None:
        reader.durable_subscription("one").notice(event)  # as the hub does when the live copy comes just now
        got(event)

    reader.subscribe(f"topic={name}", handle, durable="one", store=tmp_path / "durable.sqlite")
    for number in (1, 2):
        hub.publish(name, {"n": number})
        hub.flush()
        got.wait(number)
        reader.durable_subscription("one").wait()
    reader.durable_subscription("one").wait()
    assert [event.data["n"] for event in got.items] == [1, 2]
    assert "is not in the server's log" not in caplog.text


def test_event_that_waits_behind_a_slow_handler_keeps_its_place(
    hub: EventHub, open_: OpenHub, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(durable, "_LATE_SECONDS", 0.0)
    name = f"test.{uuid.uuid4().hex}"
    reader = open_()
    got: Collector[Event] = Collector()

    second, third = Event(name, {"n": 2}), Event(name, {"n": 3})

    def handle(event: Event) -> None:
        if event.data["n"] == 1:  # the log was read before these came, and is read again only after this
            hub.publish(second)
            hub.publish(third)
            hub.flush()
            reader.durable_subscription("one").notice(third)
        got(event)

    reader.subscribe(f"topic={name}", handle, durable="one", store=tmp_path / "durable.sqlite")
    hub.publish(name, {"n": 1})
    got.wait(3)
    reader.durable_subscription("one").wait()
    assert [event.data["n"] for event in got.items] == [1, 2, 3]
    assert "is not in the server's log" not in caplog.text
