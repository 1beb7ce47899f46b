"""The official client's hub and ours understand each other, through the sandbox, both ways."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from typing import Any

import pytest

from ftrack_orm.events import Event, EventHub
from ftrack_orm.sandbox import Sandbox
from tests.events.hubs import Collector, OfficialEvent, acknowledged, official_hub, until

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning")


@pytest.fixture
def official(server: Sandbox) -> Iterator[Any]:
    with official_hub(server) as hub:
        yield hub


@pytest.fixture
def second(server: Sandbox) -> Iterator[Any]:
    with official_hub(server) as hub:
        yield hub


@pytest.fixture
def name() -> str:
    return f"test.{uuid.uuid4().hex}"


def test_official_to_official(official: Any, second: Any, name: str) -> None:
    replies: Collector[Any] = Collector()
    second.subscribe(f"topic={name} and source.user.username=ada", lambda event: {"got": event["data"]})
    acknowledged(second)
    official.publish(OfficialEvent(name, data={"n": 1}), on_reply=replies)
    assert replies.wait()[0]["data"] == {"got": {"n": 1}}


def test_official_to_ours(official: Any, hub: EventHub, name: str) -> None:
    got: Collector[Event] = Collector({"from": "ours"})
    replies: Collector[Any] = Collector()
    hub.subscribe(f"topic={name}", got)
    hub.flush()
    official.publish(OfficialEvent(name, data={"n": 1}), on_reply=replies)
    (event,) = got.wait()
    assert (event.data, event.source["user"]) == ({"n": 1}, {"username": "ada"})
    assert replies.wait()[0]["data"] == {"from": "ours"}


def test_ours_to_official(official: Any, hub: EventHub, name: str) -> None:
    official.subscribe(f"topic={name}", lambda event: {"n": event["data"]["n"] + 1})
    acknowledged(official)
    assert hub.publish(name, {"n": 1}, wait_for_reply=10).data == {"n": 2}


def test_publisher_gets_its_own_event(official: Any, name: str) -> None:
    got: Collector[Any] = Collector()
    official.subscribe(f"topic={name}", got)
    acknowledged(official)
    official.publish(OfficialEvent(name))
    assert got.wait()[0]["topic"] == name


def test_targets_reach_across(official: Any, hub: EventHub, name: str) -> None:
    got: Collector[str] = Collector()
    for role in ("a", "b"):
        hub.subscribe(f"topic={name}", got.noting(f"ours {role}"), subscriber={"role": role})
        official.subscribe(f"topic={name}", got.noting(f"official {role}"), subscriber={"role": role})
    hub.flush()
    acknowledged(official)
    official.publish(OfficialEvent(name, target="role=b"))
    hub.publish(name, target="role=a")
    assert sorted(got.wait(4)) == ["official a", "official b", "ours a", "ours b"]


def test_subscription_of_a_taken_id_is_refused_and_unsubscribed_gets_nothing(official: Any, name: str) -> None:
    got: Collector[Any] = Collector()
    id = official.subscribe(f"topic={name}", got)
    last: Collector[Any] = Collector()
    official.subscribe(f"topic={name}.last", last)
    official.unsubscribe(id)
    acknowledged(official)
    official.publish(OfficialEvent(name))
    official.publish(OfficialEvent(f"{name}.last"))
    last.wait()
    assert got.items == []


def test_official_hub_reconnects_and_is_subscribed_again(official: Any, hub: EventHub, name: str) -> None:
    got: Collector[Any] = Collector()
    official.subscribe(f"topic={name}", lambda event: got(event["data"]["n"]) and None)
    acknowledged(official)
    hub.publish(name, {"n": 1})
    got.wait(1)
    sent = official._unique_packet_id
    official._connection.sock.shutdown(2)
    until(lambda: official._unique_packet_id == sent + 2)  # it has told the server of replies and of this subscriber
    acknowledged(official)
    hub.publish(name, {"n": 2})
    assert got.wait(2) == [1, 2]


def test_update_of_a_commit_reaches_both(official: Any, hub: EventHub, server: Sandbox) -> None:
    from ftrack_orm import Session, select
    from ftrack_stock import Task

    ours: Collector[Event] = Collector()
    theirs: Collector[Any] = Collector()
    hub.subscribe("topic=ftrack.update", ours)
    official.subscribe("topic=ftrack.update", theirs)
    hub.flush()
    acknowledged(official)
    with Session(server.url, server.api_user, server.api_key, client_token="me") as session:
        task = session.query(select(Task)).first()
        assert task is not None
        task.description = text = uuid.uuid4().hex
        session.commit()
    (event,) = ours.wait()
    assert event.data == theirs.wait()[0]["data"]
    assert event.data["clientToken"] == "me"
    (entity,) = event.data["entities"]
    assert (entity["entityId"], entity["action"], entity["keys"]) == (task.id, "update", ["description"])
    assert entity["changes"]["description"]["new"] == text
