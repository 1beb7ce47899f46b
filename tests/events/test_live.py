"""Live sessions: what others change is forgotten here, and nothing that is pending is."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from typing import Any

import pytest

import ftrack_stock
from ftrack_orm import Session, select
from ftrack_orm.errors import NotLoadedError
from ftrack_orm.events import Event
from ftrack_orm.sandbox import Sandbox
from ftrack_orm.session.cache import ReferenceCache
from ftrack_stock import Shot, Status, Task
from tests.events.hubs import Collector, until

Open = Callable[..., Session]


@pytest.fixture
def open_session(server: Sandbox) -> Iterator[Open]:
    with ExitStack() as opened:

        def make(**options: Any) -> Session:
            session = Session(server.url, server.api_user, server.api_key, models=ftrack_stock, **options)
            return opened.enter_context(session)

        yield make


@pytest.fixture
def live(open_session: Open) -> Session:
    session = open_session(live=True)
    session.events.flush()
    return session


@pytest.fixture
def editor(open_session: Open) -> Session:
    return open_session()


def told(live: Session, editor: Session) -> None:
    """Wait until the live session has heard of all that was committed."""
    done: Collector[Event] = Collector()
    name = f"done.{uuid.uuid4().hex}"
    with live.events.subscription(f"topic={name}", done):
        live.events.flush()
        live.events.publish(name)
        done.wait()


def pair(live: Session, editor: Session, kind: Any = Task) -> tuple[Any, Any]:
    """Return the same entity here and there, new in this test."""
    parent = editor.query(select(Shot)).first()
    assert parent is not None
    theirs = editor.create(kind, name=uuid.uuid4().hex, parent=parent)
    editor.commit()
    mine = live.get(kind, theirs.id)
    assert mine is not None
    told(live, editor)
    assert mine.description == "" or mine.description is None
    return mine, theirs


def test_what_others_change_is_read_again(live: Session, editor: Session) -> None:
    mine, theirs = pair(live, editor)
    theirs.description = "new"
    theirs.status = other = other_status(editor, theirs)
    editor.commit()
    told(live, editor)
    assert mine.description == "new"
    assert mine.status.id == mine.status_id == other.id


def other_status(session: Session, task: Task) -> Status:
    found = session.query(select(Status).where(Status.id != task.status_id)).first()
    assert found is not None
    return found


def test_what_was_not_changed_needs_no_request(live: Session, editor: Session) -> None:
    mine, theirs = pair(live, editor)
    theirs.description = "new"
    editor.commit()
    told(live, editor)
    before = live._gateway.requests
    assert mine.name == theirs.name
    assert live._gateway.requests == before
    assert mine.description == "new"
    assert live._gateway.requests == before + 1


def test_pending_changes_are_never_touched(live: Session, editor: Session) -> None:
    mine, theirs = pair(live, editor)
    mine.description = "mine"
    mine.status = status = other_status(live, mine)
    theirs.description, theirs.bid = "theirs", 77.0
    theirs.status = other_status(editor, theirs)
    editor.commit()
    told(live, editor)
    assert (mine.description, mine.status, mine.status_id, mine.bid) == ("mine", status, status.id, 77.0)
    live.commit()
    editor.refresh(theirs)
    assert (theirs.description, theirs.status_id) == ("mine", status.id)


def test_after_a_rollback_what_others_changed_shows(live: Session, editor: Session) -> None:
    mine, theirs = pair(live, editor)
    mine.description = "mine"
    theirs.description = "theirs"
    editor.commit()
    told(live, editor)
    live.rollback()
    assert mine.description == "theirs"


def test_own_commits_forget_nothing(live: Session, editor: Session) -> None:
    mine, _ = pair(live, editor)
    mine.description = "mine"
    live.commit()
    told(live, editor)
    before = live._gateway.requests
    assert mine.description == "mine"
    assert live._gateway.requests == before


def test_collections_follow_those_who_come_and_go(live: Session, editor: Session) -> None:
    shot = live.query(select(Shot)).first()
    assert shot is not None
    before = set(shot.children)
    theirs = editor.create(Task, name=uuid.uuid4().hex, parent=editor.get(Shot, shot.id))
    editor.commit()
    told(live, editor)
    (added,) = set(shot.children) - before
    assert added.id == theirs.id
    editor.delete(theirs)
    editor.commit()
    told(live, editor)
    assert set(shot.children) == before
    assert live.get(Task, theirs.id) is None
    assert added.name == theirs.name
    assert live.inspect(added).state == "deleted"


def test_session_that_does_not_load_takes_the_values_over(open_session: Open, editor: Session) -> None:
    session = open_session(live=True, lazy="raise")
    session.events.flush()
    mine, theirs = pair(session, editor)
    theirs.description, theirs.bid = "new", 12.0
    editor.commit()
    told(session, editor)
    assert (mine.description, mine.bid) == ("new", 12.0)
    with pytest.raises(NotLoadedError):
        _ = mine.status.name


def test_cut_forgets_everything_but_pending_changes(live: Session, editor: Session) -> None:
    mine, theirs = pair(live, editor)
    mine.bid = 5.0
    hub = live.events
    with hub._outbox.still:
        hub.reconnect()
        until(lambda: not hub.connected)
        theirs.description = "during the cut"
        editor.commit()
    until(lambda: hub.connected)
    told(live, editor)
    assert (mine.description, mine.bid) == ("during the cut", 5.0)


def test_reference_cache_is_told(open_session: Open, editor: Session, tmp_path: Any) -> None:
    with ReferenceCache(tmp_path) as cache:
        session = open_session(live=True, cache=cache)
        session.events.flush()
        names = [status.name for status in session.query(select(Status).order_by(Status.sort, Status.id))]
        status = editor.query(select(Status).order_by(Status.sort, Status.id)).first()
        assert status is not None
        status.name = name = uuid.uuid4().hex
        editor.commit()
        told(session, editor)
        again = [status.name for status in session.query(select(Status).order_by(Status.sort, Status.id))]
        status.name = names[0]
        editor.commit()
    assert again == [name, *names[1:]]


def test_answer_that_was_on_its_way_is_asked_for_again(live: Session, editor: Session) -> None:
    mine, theirs = pair(live, editor)
    live.expire(mine, Task.description)
    gateway = live._gateway
    send = gateway.transport.send
    seen: list[int] = []

    def overtaken(operations: Any) -> Any:
        answers = send(operations)
        if not seen:
            seen.append(1)
            before = gateway.news
            theirs.description = "overtook"
            editor.commit()
            until(lambda: gateway.news > before)
        return answers

    gateway.transport.send = overtaken  # type: ignore[method-assign]  # the moment between question and answer
    try:
        assert mine.description == "overtook"
    finally:
        gateway.transport.send = send  # type: ignore[method-assign]  # as it was


def test_nonsense_changes_nothing(live: Session, editor: Session) -> None:
    mine, _ = pair(live, editor)
    before = dict(mine.__dict__)
    several: list[Any] = [None, [], {"entities": 3}, {"entities": [{"entityId": mine.id, "entityType": "unheard"}]}]
    for data in several:
        live.events.publish(Event("ftrack.update", data), synchronous=True)
    assert mine.__dict__ == before
