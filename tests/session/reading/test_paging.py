"""Pages ahead: what is asked for, when, and what becomes of it."""

from __future__ import annotations

import gc
import threading
import weakref
from collections.abc import Iterator
from contextlib import suppress

import pytest

import ftrack_stock
from ftrack_orm import Session, select
from ftrack_orm.errors import AnswerLostError, SessionClosedError, SessionError
from ftrack_orm.query import count
from ftrack_orm.sandbox import Sandbox
from ftrack_orm.settings import Settings
from ftrack_orm.transport import HttpTransport, RecordingTransport
from ftrack_stock import Task
from tests.session.reading.page_server import PageServer


@pytest.fixture
def server() -> PageServer:
    return PageServer(2200)


@pytest.fixture
def paged(server: PageServer) -> Iterator[Session]:
    with Session(transport=server, models=ftrack_stock) as session:
        yield session
    wait_for_pages()


def page_threads() -> list[threading.Thread]:
    return [thread for thread in threading.enumerate() if thread.name == "ftrack-orm page"]


def wait_for_pages() -> None:
    for thread in page_threads():
        thread.join(20)
        assert not thread.is_alive()


def test_the_next_page_is_fetched_while_one_is_used(server: PageServer, paged: Session) -> None:
    asked = threading.Event()
    server.before = lambda offset: asked.set() if offset == 500 else None
    tasks = iter(paged.query(select(Task)))
    next(tasks)
    next(tasks)
    assert asked.wait(20)


def test_who_uses_one_task_pays_for_one_page(server: PageServer, paged: Session) -> None:
    assert next(iter(paged.query(select(Task)))).id == "00000000"
    assert next(paged.query(select(Task)).stream()).id == "00000000"
    wait_for_pages()
    assert server.offsets == [0, 0]


def test_no_more_than_one_page_is_fetched_ahead(server: PageServer, paged: Session) -> None:
    for result in (iter(paged.query(select(Task))), paged.query(select(Task)).stream()):
        server.offsets.clear()
        for _ in range(600):
            next(result)
        wait_for_pages()
        assert server.offsets == [0, 500, 1000]


@pytest.mark.parametrize("parallel", [1, 8])
@pytest.mark.parametrize("how", ["iterated", "streamed", "all"])
def test_every_task_comes_once_and_in_its_order(server: PageServer, paged: Session, parallel: int, how: str) -> None:
    result = paged.query(select(Task).load(Task.name), parallel=parallel)
    tasks = {"iterated": lambda: list(result), "streamed": lambda: list(result.stream()), "all": result.all}[how]()
    assert [task.name for task in tasks] == [f"task {number}" for number in range(2200)]
    wait_for_pages()
    assert set(server.offsets) >= {0, 500, 1000, 1500, 2000}
    assert len(server.offsets) == len(set(server.offsets)) <= 5 + parallel - 1


def test_serial_paging_asks_for_no_page_in_vain(server: PageServer, paged: Session) -> None:
    assert len(paged.query(select(Task))) == 2200
    wait_for_pages()
    assert server.offsets == [0, 500, 1000, 1500, 2000]


def test_a_limit_is_never_passed(server: PageServer, paged: Session) -> None:
    for parallel in (1, 8):
        server.offsets.clear()
        assert len(paged.query(select(Task).limit(1200).offset(100), parallel=parallel)) == 1200
        wait_for_pages()
        assert sorted(server.offsets) == [100, 600, 1100]


def test_pages_are_asked_for_side_by_side(server: PageServer, paged: Session) -> None:
    together = threading.Barrier(4)
    server.before = lambda offset: None if offset == 0 else _meet(together)
    assert len(paged.query(select(Task), parallel=4)) == 2200
    together.abort()
    wait_for_pages()
    assert server.most_at_once == 4
    assert server.offsets[0] == 0


def _meet(together: threading.Barrier) -> None:
    with suppress(threading.BrokenBarrierError):
        together.wait(20)


def test_one_page_is_one_request_whatever_may_go_side_by_side(paged: Session, server: PageServer) -> None:
    server.tasks = 300
    assert len(paged.query(select(Task), parallel=8)) == 300
    wait_for_pages()
    assert server.offsets == [0]


def test_pages_side_by_side_are_ordered_wholly(server: PageServer, paged: Session) -> None:
    paged.query(select(Task).order_by(Task.name), parallel=2).all()
    paged.query(select(Task).order_by(Task.id.desc()), parallel=2).all()
    paged.query(select(Task).order_by(Task.name)).all()
    wait_for_pages()
    orders = [expression.partition("order by ")[2].partition(" offset")[0] for expression in server.expressions]
    assert set(orders) == {"name, id", "id descending", "name"}


@pytest.mark.parametrize("parallel", [0, -1, 33, True, 2.5])
def test_what_is_no_number_of_pages_is_refused(paged: Session, parallel: int) -> None:
    with pytest.raises(SessionError, match="from 1 to 32"):
        paged.query(select(Task), parallel=parallel)


def test_without_prefetch_a_page_is_fetched_when_it_is_reached(server: PageServer) -> None:
    with Session(transport=server, models=ftrack_stock, prefetch=False) as session:
        tasks = iter(session.query(select(Task)))
        for _ in range(500):
            next(tasks)
        assert server.offsets == [0]
        next(tasks)
        assert server.offsets == [0, 500]


def test_an_error_comes_where_its_page_is_reached_and_the_page_can_be_asked_for_again(
    server: PageServer, paged: Session
) -> None:
    def lose(offset: int) -> None:
        if offset == 500 and server.offsets.count(500) == 1:
            raise AnswerLostError("the connection was cut")

    server.before = lose
    result = paged.query(select(Task))
    tasks = iter(result)
    assert [next(tasks).id for _ in range(500)][-1] == "00000499"
    with pytest.raises(AnswerLostError):
        next(tasks)
    assert len(result) == 2200


def test_a_result_that_is_dropped_half_way_leaves_nothing(server: PageServer, paged: Session) -> None:
    hold = threading.Event()
    server.before = lambda offset: None if offset == 0 else _wait(hold)
    result = paged.query(select(Task), parallel=3)
    tasks = iter(result)
    next(tasks)
    next(tasks)
    gone = weakref.ref(result)
    del tasks, result
    gc.collect()
    assert gone() is None
    hold.set()
    wait_for_pages()
    assert page_threads() == []


def _wait(hold: threading.Event) -> None:
    assert hold.wait(20)


def test_a_page_from_before_a_commit_is_not_merged(server: PageServer, paged: Session) -> None:
    current = ["before"]
    server.row = lambda number: {"name": f"task {number}", "parent": _shot(current[0])}
    asked = threading.Event()
    server.before = lambda offset: asked.set() if offset == 500 else None
    tasks = iter(paged.query(select(Task).load(Task.name, Task.parent.name)))
    first = next(tasks)
    next(tasks)
    assert asked.wait(20)
    wait_for_pages()
    current[0] = "after"
    first.name = "renamed"
    paged.commit()
    last = [next(tasks) for _ in range(500)][-1]
    assert last.parent.name == "after"
    assert server.offsets[:3] == [0, 500, 500]


def test_a_page_that_came_before_the_session_was_closed_is_not_used_after(server: PageServer, paged: Session) -> None:
    tasks = iter(paged.query(select(Task)))
    for _ in range(500):
        next(tasks)
    wait_for_pages()
    assert server.offsets == [0, 500]
    paged.close()
    with pytest.raises(SessionClosedError):
        next(tasks)


def _shot(name: str) -> dict[str, str]:
    return {"__entity_type__": "Shot", "id": "shot", "name": name}


def test_long_lists_are_asked_for_side_by_side() -> None:
    with Sandbox(seed="bench:1300") as sandbox:
        sent = RecordingTransport(HttpTransport(Settings(sandbox.url, sandbox.api_user, sandbox.api_key)))
        with Session(transport=sent, models=ftrack_stock) as session:
            ids = session.query(select(Task.id)).all()
            sent.requests.clear()
            query = select(Task.id).where(Task.id.in_(ids))
            assert sorted(session.query(query, parallel=4).all()) == sorted(ids)
            assert len(sent.requests) == 3
            assert len(session.query(query.offset(100).limit(700), parallel=4).all()) == 700
            groups = session.query(select(Task.status_id, count(Task.id)).group_by(Task.status_id), parallel=4)
            assert sum(number for _, number in groups) == 1300
            everything = session.query(select(Task.id).order_by(Task.name), parallel=4).all()
            assert sorted(everything) == sorted(ids)
    wait_for_pages()
