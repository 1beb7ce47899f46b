"""Updates with entities: who is called with what, old and new values, and how many requests it takes."""

from __future__ import annotations

import logging
import uuid
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

import ftrack_stock
from ftrack_orm import Session, select
from ftrack_orm.errors import EventError, QueryCheckError
from ftrack_orm.events import Event
from ftrack_orm.events.typed import UpdateEvent
from ftrack_orm.sandbox import Sandbox
from ftrack_orm.session.events import EntityChange, SessionEvents
from ftrack_orm.settings import Settings
from ftrack_orm.transport import HttpTransport, RecordingTransport
from ftrack_stock import Context, Project, Shot, Status, Task, TypedContext
from tests.events.hubs import Collector

Changes = Collector[EntityChange[Any]]


@pytest.fixture
def sent(server: Sandbox) -> Iterator[RecordingTransport]:
    transport = RecordingTransport(HttpTransport(Settings(server.url, server.api_user, server.api_key)))
    yield transport
    transport.close()


@pytest.fixture
def session(server: Sandbox, sent: RecordingTransport) -> Iterator[Session]:
    """The one who listens; what it sends is seen."""
    with Session(server.url, server.api_user, server.api_key, models=ftrack_stock, transport=sent) as session:
        yield session


@pytest.fixture
def editor(server: Sandbox) -> Iterator[Session]:
    """Somebody else."""
    with Session(server.url, server.api_user, server.api_key, models=ftrack_stock) as session:
        yield session


@contextmanager
def listening(session: Session) -> Iterator[SessionEvents]:
    events = session.events
    yield events
    for subscriber in events._dispatch.all():
        events.unsubscribe(subscriber.id)


def wait_for(session: Session, editor: Session) -> None:
    """Wait until all was handled that was told before."""
    done: Collector[Event] = Collector()
    name = f"done.{uuid.uuid4().hex}"
    with session.events.subscription(f"topic={name}", done):
        session.events.flush()
        session.events.publish(name)
        done.wait()


def a_task(session: Session) -> Task:
    task = session.query(select(Task)).first()
    assert task is not None
    return task


def other_status(session: Session, task: Task) -> Status:
    status = session.query(select(Status).where(Status.id != task.status_id)).first()
    assert status is not None
    return status


def told(**fields: Any) -> Event:
    entity = {"entityId": "1", "entityType": "task", "entity_type": "Task", "action": "update", "changes": {}} | fields
    return Event("ftrack.update", {"entities": [entity]})


def test_handler_gets_old_and_new_values_and_the_entity(session: Session, editor: Session) -> None:
    got: Changes = Collector()

    @session.events.on_update(Task, Task.status_id)
    def changed(change: EntityChange[Task]) -> None:
        got(change)

    session.events.flush()
    task = a_task(editor)
    before, status = task.status, other_status(editor, task)
    task.status = status
    editor.commit()
    (change,) = got.wait()
    assert (change.entity_type, change.entity_id, change.action, change.username) == ("Task", task.id, "update", "ada")
    assert (change.old(Task.status_id), change.new(Task.status_id)) == (before.id, status.id)
    new = change.new(Task.status)
    assert new is not None
    assert new.name == status.name
    entity = change.entity
    assert entity is not None
    assert (entity.name, entity.status_id) == (task.name, status.id)
    assert "status_id" in change.names
    assert change.changed(Task.status)
    assert not change.changed(Task.name, Task.bid)
    assert change.old(Task.name) is None


def test_values_have_the_types_of_their_attributes(session: Session, editor: Session) -> None:
    got: Changes = Collector()
    session.events.on_update(Task, Task.end_date, Task.bid)(got)
    session.events.flush()
    task = a_task(editor)
    task.bid = 7200.0
    task.end_date = datetime(2031, 2, 3)
    editor.commit()
    (change,) = got.wait()
    assert change.new(Task.bid) == 7200.0
    assert change.new(Task.end_date) == datetime(2031, 2, 3)


def test_only_what_is_asked_for_comes(session: Session, editor: Session) -> None:
    got: Collector[str] = Collector()
    with ExitStack() as stack:
        events = stack.enter_context(listening(session))
        events.on_update(Task, Task.description)(lambda change: got(f"description of {change.entity_type}"))
        events.on_update(Shot)(lambda change: got(f"{change.action} {change.entity_type}"))
        events.on_update(Context, actions=["remove"])(lambda change: got(f"gone {change.entity_type}"))
        events.on_update(Project)(lambda change: got(f"project {change.action}"))
        events.flush()
        task = a_task(editor)
        shot = editor.create(Shot, name=uuid.uuid4().hex, parent=task.project)
        editor.commit()
        task.description = uuid.uuid4().hex
        editor.commit()
        task.bid = (task.bid or 0) + 1
        editor.commit()
        editor.delete(shot)
        editor.commit()
        task.project.color = "#123456"
        editor.commit()
        wait_for(session, editor)
    assert got.items == [
        "add Shot",
        "description of Task",
        "remove Shot",
        "gone Shot",
        "project update",
    ]


def test_entities_of_one_event_are_loaded_in_one_request(
    session: Session, editor: Session, sent: RecordingTransport
) -> None:
    got: Collector[str] = Collector()
    with listening(session) as events:
        events.on_update(Task, Task.description)(lambda change: got(change.entity.name))  # type: ignore[union-attr]  # it is there
        events.on_update(Shot, Shot.description)(lambda change: got(change.entity.description))  # type: ignore[union-attr,arg-type]  # it is there
        events.flush()
        text = uuid.uuid4().hex
        tasks = list(editor.query(select(Task).limit(20)))
        shots = list(editor.query(select(Shot).limit(3)))
        sent.requests.clear()
        for entity in (*tasks, *shots):
            entity.description = text
        editor.commit()
        names = got.wait(23)
    assert sorted(names[:20]) == sorted(task.name for task in tasks)
    assert names[20:] == [text] * 3
    assert len(sent.requests) == 1


def test_entity_is_as_the_server_has_it_and_pending_changes_stay(session: Session, editor: Session) -> None:
    got: Changes = Collector()
    session.events.on_update(Task, Task.description)(got)
    session.events.flush()
    mine, theirs = a_task(session), a_task(editor)
    mine.bid = 1234.0
    theirs.description = text = uuid.uuid4().hex
    theirs.bid = 99.0
    editor.commit()
    (change,) = got.wait()
    assert change.entity is mine
    assert (mine.description, mine.bid) == (text, 1234.0)
    session.rollback()
    assert mine.bid == 99.0


def test_entity_that_is_gone_is_none(session: Session, editor: Session) -> None:
    got: Changes = Collector()
    session.events.on_update(Task, actions=("add", "remove"))(got)
    session.events.flush()
    task = editor.create(Task, name=uuid.uuid4().hex, parent=a_task(editor).parent)
    editor.commit()
    editor.delete(task)
    editor.commit()
    added, removed = got.wait(2)
    assert (added.action, added.entity, removed.entity) == ("add", None, None)
    assert added.new(Task.name) == task.name


@pytest.mark.parametrize(
    ("fields", "wanted", "called"),
    [
        ({"entity_type": None, "entityType": "show"}, Project, True),
        ({"entity_type": None, "entityType": "show"}, Context, True),
        ({"entity_type": None, "entityType": "show"}, Task, False),
        ({"entity_type": None, "entityType": "assetversion"}, ftrack_stock.AssetVersion, True),
        ({"entity_type": None, "entityType": "task"}, TypedContext, True),
        ({"entity_type": "Shot"}, Task, False),
        ({"entity_type": "Shot"}, TypedContext, True),
        ({"entity_type": "Unheard", "entityType": "unheard"}, Context, False),
        ({"entity_type": 7, "entityType": []}, Context, False),
    ],
)
def test_words_of_the_server_are_understood(session: Session, fields: Any, wanted: Any, called: bool) -> None:
    got: Changes = Collector()
    with listening(session) as events:
        events.on_update(wanted)(got)
        events.publish(told(**fields), synchronous=True)
    assert bool(got.items) == called


def test_type_that_the_event_does_not_tell_is_asked_for(session: Session, editor: Session) -> None:
    task = a_task(editor)
    shot = editor.query(select(Shot)).first()
    assert shot is not None
    got: Changes = Collector()
    with listening(session) as events:
        events.on_update(Task)(got)
        for entity in (task, shot):
            events.publish(told(entity_type=None, entityId=entity.id), synchronous=True)
    assert [change.entity_id for change in got.items] == [task.id]


def test_columns_of_the_server_stand_for_attributes(session: Session) -> None:
    got: Changes = Collector()
    changes = {"statusid": {"old": "a", "new": "b"}, "fps": {"old": 24, "new": 25}, "odd": 3}
    with listening(session) as events:
        events.on_update(Task, Task.status)(got)
        events.publish(told(changes=changes, keys=None), synchronous=True)
    (change,) = got.items
    assert (change.old(Task.status_id), change.new(Task.status_id)) == ("a", "b")
    assert change.new("fps") == 25
    assert set(change.changes) == {"status_id", "fps"}


@pytest.mark.parametrize(
    "data",
    [
        None,
        [],
        "text",
        {"entities": None},
        {"entities": [None, 3, {}, {"entityId": None}]},
        {"entities": {}, "user": 3},
    ],
)
def test_nonsense_calls_nobody(session: Session, data: Any, caplog: pytest.LogCaptureFixture) -> None:
    got: Changes = Collector()
    with listening(session) as events:
        events.on_update(Context)(got)
        events.publish(Event("ftrack.update", data), synchronous=True)
    assert got.items == []
    assert caplog.records == []


def test_update_is_read_as_a_model() -> None:
    event = told(parents=[{"entityId": "1", "entityType": "task"}, {"entityId": "2", "entityType": "show"}, 3])
    event.data["user"] = {"userid": "u", "name": "ada"}
    event.data["clientToken"] = "me"
    update = UpdateEvent.read(event)
    (entity,) = update.entities
    assert [each.word for each in entity.parents] == ["task", "show"]
    assert (update.user.id, update.user.name, update.client_token) == ("u", "ada", "me")
    with pytest.raises(EventError, match="is no ftrack"):
        UpdateEvent.read(Event("other", {}))


def test_handler_that_fails_on_one_change_gets_the_others(session: Session, caplog: pytest.LogCaptureFixture) -> None:
    got: Collector[str] = Collector()

    def fails(change: EntityChange[Context]) -> None:
        got(change.entity_id)
        if change.entity_id == "1":
            raise ZeroDivisionError("no luck")

    event = told()
    event.data["entities"].append(event.data["entities"][0] | {"entityId": "2"})
    with listening(session) as events, caplog.at_level(logging.ERROR):
        events.on_update(Context)(fails)
        events.publish(event, synchronous=True)
    assert got.items == ["1", "2"]
    assert caplog.text.count("1 changes of event") == 1


def test_wrong_choices_are_refused(session: Session) -> None:
    with pytest.raises(EventError, match="add, update and remove, got changed"):
        session.events.on_update(Task, actions=["changed"])
    with pytest.raises(QueryCheckError, match="unknown attribute 'statuss'"):
        session.events.on_update(Task, "statuss")


def test_durable_handler_gets_what_happened_while_it_was_away(server: Sandbox, editor: Session, tmp_path: Path) -> None:
    got: Changes = Collector()
    text = uuid.uuid4().hex
    for _ in range(2):
        with Session(server.url, server.api_user, server.api_key, models=ftrack_stock) as session:
            session.events.on_update(Task, Task.description, durable="descriptions", store=tmp_path / "store")(got)
            session.events.durable_subscription("descriptions").wait()
        if not got.items:
            a_task(editor).description = text
            editor.commit()
    (change,) = got.items
    assert change.new(Task.description) == text
