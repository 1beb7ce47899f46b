"""What the official Python client is known to do wrong, beside it on one workspace; and units of work by thread."""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from ftrack_orm import Session, select
from ftrack_orm.errors import SessionError
from ftrack_orm.sandbox import Sandbox
from ftrack_orm.settings import Settings
from ftrack_orm.transport import HttpTransport, RecordingTransport
from ftrack_stock import Project, Task
from tests.official_client import connect
from tests.session.test_threads import Gate, in_flight
from tests.session.written import written

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning")


@pytest.fixture
def official(sandbox: Sandbox) -> Iterator[Any]:
    with connect(sandbox) as session:
        yield session


def server_name(other: Session, key: str) -> str:
    return other.query(select(Task.name).where(Task.id == key)).one()


def test_a_change_made_while_a_commit_is_in_flight_is_lost_there_and_kept_here(
    sandbox: Sandbox, official: Any, other: Session
) -> None:
    theirs = official.query("select name from Task").first()
    call = official.call

    def slow(operations: Any) -> Any:
        answers = call(operations)
        if operations[0]["action"] == "update":
            theirs["name"] = "second"  # as another thread does
        return answers

    official.call = slow
    theirs["name"] = "first"
    official.commit()
    official.call = call
    official.commit()
    assert server_name(other, theirs["id"]) == "first"  # lost, silently

    gate = Gate(sandbox)
    with Session(transport=gate) as session:
        ours = session.query(select(Task).load(Task.name).limit(1)).one()
        ours.name = "third"
        in_flight(gate, session, lambda: setattr(ours, "name", "fourth"))
        session.commit()
        assert server_name(other, ours.id) == "fourth"


def test_create_and_delete_in_one_commit_is_nothing(
    session: Session, sent: RecordingTransport, official: Any, other: Session
) -> None:
    project = official.query("Project").first()
    official.delete(official.create("Task", {"name": "short life", "parent": project}))
    official.commit()
    assert list(official.recorded_operations)  # still pending, as after every further commit
    official.recorded_operations.clear()

    ours = session.query(select(Project).limit(1)).one()
    task = session.create(Task, name="short life", parent=ours, project=ours)
    session.delete(task)
    assert (session.commit().requests, written(sent)) == (0, [])
    assert other.query(select(Task).where(Task.name == "short life")).all() == []


def test_what_was_deleted_is_not_got_any_more(session: Session, official: Any) -> None:
    theirs = official.query("Task").first()
    key = theirs["id"]
    official.delete(theirs)
    assert official.get("Task", key) is theirs  # still there, as if nothing had happened

    task = session.query(select(Task).where(Task.id != key).limit(1)).one()
    session.delete(task)
    assert session.get(Task, task.id) is None
    session.commit()
    assert session.get(Task, task.id) is None
    assert session.get(Task, key) is not None  # theirs was not committed


def calls_of(what: Callable[[], object]) -> int:
    """How many functions something calls: what it costs, however busy the machine is."""
    count = 0

    def seen(frame: object, event: str, argument: object) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    sys.setprofile(seen)
    try:
        what()
    finally:
        sys.setprofile(None)
    return count


def test_metadata_of_many_new_entities_costs_what_it_is(sandbox: Sandbox) -> None:
    def cost(count: int) -> int:
        transport = HttpTransport(Settings(sandbox.url, sandbox.api_user, sandbox.api_key))
        with Session(transport=transport) as session:
            project = session.query(select(Project).limit(1)).one()

            def make() -> None:
                for number in range(count):
                    task = session.create(Task, name=f"task {number}", parent=project, project=project)
                    for key in ("one", "two", "three"):
                        task.metadata[key] = str(number)
                assert len(session.plan()) == 4 * count

            return calls_of(make)

    cost(10)  # what is worked out once
    assert cost(400) < 5 * cost(100)


def test_each_thread_has_its_own_unit_of_work_with_a_session_of_its_own(sandbox: Sandbox, session: Session) -> None:
    task = session.query(select(Task).load(Task.name, Task.bid).limit(1)).one()
    task.bid = 90
    done: list[str] = []

    def work() -> None:
        with Session(sandbox.url, sandbox.api_user, sandbox.api_key) as own:
            mine = own.get(Task, task.id)
            assert mine is not None
            mine.name = "by the thread"
            own.commit()
            done.append(mine.name)

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    assert done == ["by the thread"]
    assert session.dirty == (task,)
    assert session.inspect(task).changes == {"bid": (session.inspect(task).changes["bid"][0], 90)}


def test_changes_of_a_thread_that_ended_are_committed_by_another(session: Session, other: Session) -> None:
    task = session.query(select(Task).load(Task.name).limit(1)).one()
    thread = threading.Thread(target=setattr, args=(task, "name", "by the thread"))
    thread.start()
    thread.join()
    assert session.commit().updated == 1
    assert server_name(other, task.id) == "by the thread"


def test_what_another_thread_changes_meanwhile_is_done_in_a_begin_block(session: Session, other: Session) -> None:
    tasks = session.query(select(Task).load(Task.name).limit(2)).all()

    def elsewhere(name: str) -> None:
        thread = threading.Thread(target=setattr, args=(tasks[1], "name", name))
        thread.start()
        thread.join()

    with session.begin():
        tasks[0].name = "in the block"
        elsewhere("meanwhile")
    assert [server_name(other, task.id) for task in tasks] == ["in the block", "meanwhile"]

    def fail() -> None:
        with session.begin():
            elsewhere("dropped")
            raise SessionError("stop")

    with pytest.raises(SessionError, match="stop"):
        fail()
    assert tasks[1].name == "meanwhile"
