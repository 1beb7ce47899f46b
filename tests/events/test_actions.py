"""Actions and components in locations, over the wire."""

from __future__ import annotations

import logging
import uuid
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest

import ftrack_stock
from ftrack_orm import Session, select
from ftrack_orm.errors import EventError, FormValueError
from ftrack_orm.events import Event, EventHub
from ftrack_orm.events.form import Boolean, Date, Enumerator, Form, Hidden, Label, Number, Text, TextArea, Values
from ftrack_orm.sandbox import Sandbox
from ftrack_orm.session.events import Action, ComponentChange, Message, Selection
from ftrack_stock import AssetVersion, Context, FileComponent, Location, Shot, Task
from tests.events.hubs import Collector


@pytest.fixture
def session(server: Sandbox) -> Iterator[Session]:
    with Session(server.url, server.api_user, server.api_key, models=ftrack_stock) as session:
        yield session


class Retime(Action):
    label = "Retime"
    variant = "quick"
    icon = "timer"

    frames = Number("frames", label="Frames", value=24)
    kind = Enumerator("kind", choices={"exr": "OpenEXR", "dpx": "DPX"}, value="exr")

    def __init__(self) -> None:
        self.identifier = uuid.uuid4().hex
        self.launched: list[tuple[list[str], float, str]] = []

    def discover(self, selection: Selection) -> bool:
        return selection.only(Task)

    def form(self, selection: Selection) -> Form | None:
        return Form(self.frames, self.kind, title=f"Retime {len(selection)}")

    def launch(self, selection: Selection, values: Values) -> str:
        names = [task.name for task in selection.of(Task)]
        self.launched.append((names, values[self.frames], values[self.kind]))
        return f"{len(names)} retimed"


def task_selection(session: Session, count: int = 2) -> tuple[list[Task], list[dict[str, str]]]:
    tasks = list(session.query(select(Task).limit(count)))
    return tasks, [{"entityId": task.id, "entityType": "task"} for task in tasks]


def ask(hub: EventHub, action: Action, **data: Any) -> Any:
    told = {"actionIdentifier": action.identifier, **data}
    return hub.publish("ftrack.action.launch", told, wait_for_reply=10).data


def test_action_is_offered_where_it_wants_to_be(session: Session, hub: EventHub) -> None:
    action = Retime()
    session.events.add_action(action)
    session.events.flush()
    _, selection = task_selection(session)
    reply = hub.publish("ftrack.action.discover", {"selection": selection}, wait_for_reply=10)
    entry = {"actionIdentifier": action.identifier, "label": "Retime", "variant": "quick", "icon": "timer"}
    assert reply.data == {"items": [entry]}
    shot = session.query(select(Shot)).first()
    assert shot is not None
    for other in ([], [{"entityId": shot.id, "entityType": "task"}], [{"entityId": "1", "entityType": "show"}]):
        assert session.events.publish("ftrack.action.discover", {"selection": other}, synchronous=True) == [None]


def test_launch_asks_then_does_it_with_typed_values(session: Session, hub: EventHub) -> None:
    action = Retime()
    session.events.add_action(action)
    session.events.flush()
    tasks, selection = task_selection(session)
    form = ask(hub, action, selection=selection)
    assert (form["type"], form["title"]) == ("form", "Retime 2")
    assert form["items"] == [
        {"type": "number", "name": "frames", "label": "Frames", "value": 24},
        {
            "type": "enumerator", "name": "kind", "label": "kind", "value": "exr",
            "data": [{"value": "exr", "label": "OpenEXR"}, {"value": "dpx", "label": "DPX"}],
        },
    ]  # fmt: skip
    again = ask(hub, action, selection=selection, values={"frames": "many", "kind": "dpx"})
    assert [item["value"] for item in again["items"]] == ["Frames: 'many' is not a number", "many", "dpx"]
    assert action.launched == []
    reply = ask(hub, action, selection=selection, values={"frames": "12", "kind": "dpx"})
    assert reply == {"success": True, "message": "2 retimed"}
    assert action.launched == [([task.name for task in tasks], 12.0, "dpx")]


class Says(Action):
    label = "Says"

    def __init__(self, answer: Any) -> None:
        self.identifier = uuid.uuid4().hex
        self._answer = answer

    def launch(self, selection: Selection, values: Values) -> Any:
        if isinstance(self._answer, Exception):
            raise self._answer
        return self._answer


@pytest.mark.parametrize(
    ("answer", "reply"),
    [
        (None, {"success": True}),
        (True, {"success": True}),
        (False, {"success": False}),
        ("done", {"success": True, "message": "done"}),
        (Message("no", success=False), {"success": False, "message": "no"}),
        (ZeroDivisionError("secret"), {"success": False, "message": "Says failed; the log of where it ran says why."}),
    ],
)
def test_launch_ends_with_what_the_person_is_told(
    session: Session, hub: EventHub, answer: Any, reply: Any, caplog: pytest.LogCaptureFixture
) -> None:
    action = Says(answer)
    session.events.add_action(action)
    session.events.flush()
    with caplog.at_level(logging.ERROR):
        assert ask(hub, action) == reply
    assert ("ZeroDivisionError" in caplog.text) == isinstance(answer, Exception)


def test_launch_may_ask_further(session: Session) -> None:
    action = Says(Form(Hidden("step", value="2"), Text("why"), title="Sure?", submit="Yes"))
    session.events.add_action(action)
    (reply,) = session.events.publish(
        "ftrack.action.launch", {"actionIdentifier": action.identifier, "values": {}}, synchronous=True
    )
    assert (reply["title"], reply["submit_button_label"]) == ("Sure?", "Yes")
    assert [item["type"] for item in reply["items"]] == ["hidden", "text"]


def test_action_may_be_for_one_user_alone_and_be_removed(session: Session) -> None:
    action = Says("yes")
    identifier = session.events.add_action(action, username="grace")
    launch = Event("ftrack.action.launch", {"actionIdentifier": identifier}, source={"user": {"username": "ada"}})
    assert session.events.publish(launch, synchronous=True) == []
    launch.source["user"] = {"username": "grace"}
    assert session.events.publish(launch, synchronous=True) == [{"success": True, "message": "yes"}]
    with pytest.raises(EventError, match="was added already"):
        session.events.add_action(action)
    session.events.remove_action(identifier)
    assert session.events.publish(launch, synchronous=True) == []
    with pytest.raises(EventError, match="there is no action"):
        session.events.remove_action(identifier)


def test_action_without_a_label_is_refused(session: Session) -> None:
    class Nameless(Says):
        label = ""

    with pytest.raises(EventError, match="Nameless needs a label"):
        session.events.add_action(Nameless("x"))


def test_selection_is_loaded_in_one_request_and_typed(session: Session, server: Sandbox) -> None:
    task, shot = session.query(select(Task)).first(), session.query(select(Shot)).first()
    version = session.query(select(AssetVersion)).first()
    assert task is not None
    assert shot is not None
    assert version is not None
    told = [
        {"entityId": task.id, "entityType": "task"},
        {"entityId": shot.id, "entityType": "task"},
        {"entityId": version.id, "entityType": "assetversion"},
        {"entityId": "gone", "entityType": "assetversion"},
        {"entityId": "x", "entityType": "unheard"},
        {"entityId": 7},
        None,
    ]
    selection = Selection(
        session._gateway, Task.__mapper__.registry, Event("ftrack.action.discover", {"selection": told})
    )
    assert len(selection) == 5
    before = session._gateway.requests
    assert selection.of(Context) == [task, shot]
    assert list(selection) == [task, shot, version]
    assert session._gateway.requests == before + 1
    assert not selection.only(Context, AssetVersion)


def test_items_read_their_answers() -> None:
    values = Values({"n": "2.5", "b": "true", "d": "2026-11-21T00:00:00", "t": None, "e": "b", "a": 3})
    assert values[Number("n")] == 2.5
    assert values[Number("missing", value=3)] == 3
    assert values[Boolean("b")] is True
    assert values[Boolean("missing")] is False
    assert values[Date("d")] == date(2026, 11, 21)
    assert values[Text("t")] == ""
    assert values[TextArea("a")] == "3"
    assert values[Enumerator("e", choices=["a", "b"])] == "b"
    assert values[Label("l", text="hello")] is None
    assert dict(values)["n"] == "2.5"
    for item in (Number("e"), Number("missing"), Boolean("e"), Date("e"), Enumerator("e", choices=["x"])):
        with pytest.raises(FormValueError) as caught:
            values[item]
        assert caught.value.name == item.name


def test_form_shows_what_it_was_given() -> None:
    form = Form(
        Label("hello", text="**Hi**"), Date("day", value=date(2026, 1, 2)), Boolean("sure", value=True), title="T"
    )
    assert [item["value"] for item in form.to_wire()["items"]] == ["**Hi**", "2026-01-02", True]
    with pytest.raises(EventError, match="names of their own"):
        Form(Text("a"), Number("a"))


def test_components_in_locations_come_with_their_entities(session: Session, hub: EventHub) -> None:
    component = session.query(select(FileComponent)).first()
    location = session.query(select(Location)).first()
    assert component is not None
    assert location is not None
    got: Collector[ComponentChange] = Collector()
    session.events.on_component_added(got)
    session.events.on_component_removed(got)
    session.events.flush()
    told = {"component_id": component.id, "location_id": location.id}
    hub.publish("ftrack.location.component-added", {"component_id": 3})
    hub.publish("ftrack.location.component-added", told)
    hub.publish("ftrack.location.component-removed", told)
    added, removed = got.wait(2)
    assert (added.action, removed.action) == ("add", "remove")
    before = session._gateway.requests
    assert (added.component, added.location) == (component, location)
    assert session._gateway.requests == before + 1
