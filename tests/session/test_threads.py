"""One session, several threads."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor

import pytest

from ftrack_orm import Session, select
from ftrack_orm.errors import NotLoadedError, SessionError
from ftrack_orm.sandbox import Sandbox
from ftrack_orm.settings import Settings
from ftrack_orm.transport import JSON, HttpTransport, Operation
from ftrack_stock import Project, Task


class Gate:
    """A transport that holds writes until it is told to let them pass."""

    def __init__(self, sandbox: Sandbox) -> None:
        self._transport = HttpTransport(Settings(sandbox.url, sandbox.api_user, sandbox.api_key))
        self.reached = threading.Event()
        self.open = threading.Event()
        self.hold = False

    def send(self, operations: Sequence[Operation]) -> list[JSON]:
        answers = self._transport.send(operations)
        if self.hold and not operations[0].reads_only:
            self.reached.set()
            assert self.open.wait(20)
        return answers

    def close(self) -> None:
        self._transport.close()


@pytest.fixture
def gate(sandbox: Sandbox) -> Gate:
    return Gate(sandbox)


@pytest.fixture
def gated(gate: Gate) -> Iterator[Session]:
    with Session(transport=gate) as session:
        yield session


def in_flight(gate: Gate, session: Session, meanwhile: Callable[[], object]) -> None:
    """Commit, and do something in another thread while the commit is answered and not settled yet."""

    def when_reached() -> None:
        try:
            assert gate.reached.wait(20)
            gate.hold = False
            meanwhile()
        finally:
            gate.open.set()

    gate.hold = True
    with ThreadPoolExecutor(1) as pool:
        doing = pool.submit(when_reached)
        session.commit()
        doing.result(20)


def test_a_change_made_while_a_commit_is_in_flight_is_not_lost(gate: Gate, gated: Session, other: Session) -> None:
    task = gated.query(select(Task).load(Task.name, Task.bid).limit(1)).one()
    task.name = "first"

    def meanwhile() -> None:
        task.name = "second"
        task.bid = 81

    in_flight(gate, gated, meanwhile)
    assert (task.name, task.bid, gated.dirty) == ("second", 81, (task,))
    assert gated.inspect(task).changes["name"] == ("first", "second")
    assert gated.commit().updated == 1
    saved = other.get(Task, task.id)
    assert saved is not None
    assert (saved.name, saved.bid) == ("second", 81)


def test_a_change_of_what_is_being_created_is_not_lost(gate: Gate, gated: Session, other: Session) -> None:
    project = gated.query(select(Project).limit(1)).one()
    task = gated.create(Task, name="first", parent=project, project=project)

    def meanwhile() -> None:
        task.name = "second"
        task.description = "more"
        gated.add(Task(name="another", parent=project, project=project))

    in_flight(gate, gated, meanwhile)
    assert (len(gated.new), gated.dirty) == (1, (task,))
    gated.commit()
    saved = other.get(Task, task.id)
    assert saved is not None
    assert (saved.name, saved.description) == ("second", "more")
    assert other.query(select(Task).where(Task.name == "another")).one().project.id == project.id


def test_what_is_deleted_while_its_creation_is_in_flight_is_deleted(gate: Gate, gated: Session, other: Session) -> None:
    project = gated.query(select(Project).limit(1)).one()
    task = gated.create(Task, name="short life", parent=project, project=project)
    in_flight(gate, gated, lambda: gated.delete(task))
    assert gated.deleted == (task,)
    gated.commit()
    assert other.query(select(Task).where(Task.name == "short life")).all() == []


def test_nothing_is_lost_between_changes_and_commits_of_two_threads(session: Session, other: Session) -> None:
    tasks = session.query(select(Task).load(Task.bid).limit(5)).all()
    session.commit()
    done, refused = threading.Event(), 0

    def change() -> None:
        for number in range(3000):
            tasks[number % 5].bid = 1000.0 + number
            if number % 500 == 0:
                session.commit()
        done.set()

    with ThreadPoolExecutor(2) as pool:
        changing = pool.submit(change)
        while not done.is_set():
            try:
                session.commit()
            except SessionError:
                refused += 1
        changing.result()
    session.commit()
    assert refused > 0
    assert [task.bid for task in tasks] == [3995.0 + number for number in range(5)]
    for task in tasks:
        saved = other.get(Task, task.id)
        assert saved is not None
        assert saved.bid == task.bid


def test_answers_that_come_meanwhile_do_not_overwrite_changes(session: Session) -> None:
    tasks = session.query(select(Task).load(Task.bid).limit(200)).all()
    done = threading.Event()

    def load() -> None:
        while not done.is_set():
            session.query(select(Task).load(Task.bid).limit(200)).all()

    with ThreadPoolExecutor(1) as pool:
        loading = pool.submit(load)
        for number in range(40):
            for task in tasks:
                task.bid = 5000.0 + number
        done.set()
        loading.result()
    assert {task.bid for task in tasks} == {5039.0}
    assert len(session.dirty) == 200


def test_threads_that_load_side_by_side_get_the_same_objects(sandbox: Sandbox) -> None:
    with Session(sandbox.url, sandbox.api_user, sandbox.api_key) as session, ThreadPoolExecutor(8) as pool:
        found = list(pool.map(lambda _: session.query(select(Task).limit(100)).all(), range(16)))
        for tasks in found[1:]:
            assert all(one is two for one, two in zip(found[0], tasks, strict=True))
        names = list(pool.map(lambda task: (task.status.name, task.parent.name, task.bid), found[0]))
        assert len(names) == 100


def test_one_result_can_be_read_by_several_threads(session: Session) -> None:
    result = session.query(select(Task))
    with ThreadPoolExecutor(4) as pool:
        lengths = list(pool.map(lambda _: len(list(result)), range(8)))
    assert set(lengths) == {len({task.id for task in result})}


def test_commits_of_two_threads_come_one_after_the_other(gate: Gate, gated: Session) -> None:
    tasks = gated.query(select(Task).load(Task.name).limit(2)).all()
    tasks[0].name = "first"
    with ThreadPoolExecutor(1) as pool:
        waiting: list[bool] = []

        def change_and_commit() -> None:
            tasks[1].name = "second"
            gated.commit()

        def meanwhile() -> None:
            second = pool.submit(change_and_commit)
            threading.Event().wait(0.1)
            waiting.append(second.done())

        in_flight(gate, gated, meanwhile)
    assert waiting == [False]
    assert gated.dirty == ()


def test_what_one_thread_has_half_done_no_other_sends_or_takes_back(session: Session, other: Session) -> None:
    task = session.query(select(Task).load(Task.name).limit(1)).one()
    working, finish = threading.Event(), threading.Event()

    def work() -> None:
        task.name = "half done"
        working.set()
        assert finish.wait(20)

    thread = threading.Thread(target=work, name="artist")
    thread.start()
    assert working.wait(20)
    try:
        for attempt in (session.commit, session.rollback):
            with pytest.raises(SessionError, match=r"thread 'artist' has changes .*<Task .*commit there"):
                attempt()
        assert session.dirty == (task,)
    finally:
        finish.set()
        thread.join()
    assert session.commit().updated == 1
    saved = other.get(Task, task.id)
    assert saved is not None
    assert saved.name == "half done"


def test_a_begin_block_keeps_the_commits_of_other_threads_out(session: Session) -> None:
    task = session.query(select(Task).load(Task.name).limit(1)).one()
    with ThreadPoolExecutor(1) as pool, session.begin():
        task.name = "half done"
        for attempt in (session.commit, session.rollback):
            with pytest.raises(SessionError, match="another thread"):
                pool.submit(attempt).result()
        task.name = "done"
    assert session.dirty == ()


def test_switches_are_those_of_one_thread(session: Session) -> None:
    task = session.query(select(Task).limit(1)).one()
    with ThreadPoolExecutor(1) as pool, session.auto_populating(False), session.recording(False):
        with pytest.raises(NotLoadedError):
            _ = task.bid
        assert isinstance(pool.submit(lambda: task.bid).result(), float)
        pool.submit(setattr, task, "bid", 82).result()
        assert session.dirty == (task,)


def test_no_two_requests_share_an_http_session_and_the_next_one_uses_it_again(sandbox: Sandbox) -> None:
    transport = HttpTransport(Settings(sandbox.url, sandbox.api_user, sandbox.api_key))
    with transport._sessions.taken() as first, transport._sessions.taken() as second:
        assert first is not second
    with ThreadPoolExecutor(1) as pool:
        assert pool.submit(lambda: transport._sessions.taken().__enter__()).result() in (first, second)
    transport.close()


def test_requests_are_counted_for_the_thread_that_commits(gate: Gate, gated: Session) -> None:
    task, lazy = gated.query(select(Task).load(Task.name).limit(2)).all()
    task.name = "renamed"
    in_flight(gate, gated, lambda: lazy.description)
    lazy.name = "renamed"
    report = gated.commit()
    assert (report.requests, report.updated) == (1, 1)
