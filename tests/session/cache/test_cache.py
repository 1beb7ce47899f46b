"""`Session(cache=...)`: what it saves, and that it never shows what is not so any more."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

import pytest

from ftrack_orm import Session, select
from ftrack_orm.errors import ConfigurationError, SessionClosedError
from ftrack_orm.sandbox import Sandbox
from ftrack_orm.session.cache import ReferenceCache
from ftrack_orm.transport import HttpTransport, Update
from ftrack_stock import (
    NoteCategory,
    NoteLabel,
    ObjectType,
    Priority,
    Project,
    State,
    Status,
    Task,
    Type,
    WorkflowSchema,
)
from tests.session.cache.conftest import OpenCached

STATUSES = select(Status).load(Status.name, Status.state.name).order_by(Status.sort)


@dataclass
class Clock:
    """The time as a test wants it."""

    now: float = 1_000_000_000.0

    def __call__(self) -> float:
        return self.now


@dataclass(frozen=True)
class Change:
    """An event of one entity."""

    entity_type: str
    entity_id: str


def names(session: Session) -> list[str]:
    return [f"{status.name} {status.state.name}" for status in session.query(STATUSES)]


def test_a_second_session_asks_nothing(open_cached: OpenCached, store: str) -> None:
    first, sent = open_cached(store)
    known = names(first)
    assert len(sent.requests) == 1
    second, sent = open_cached(store)
    assert names(second) == known
    assert len(known) > 5
    assert sent.requests == []
    assert (second.cache.statistics.hits, second.cache.statistics.misses) == (1, 0)
    assert (first.cache.statistics.hits, first.cache.statistics.misses, first.cache.statistics.kept) == (0, 1, 1)


def test_get_and_lazy_loads_of_kept_types_come_from_the_cache(open_cached: OpenCached, store: str) -> None:
    def read(session: Session) -> tuple[str, str, bool]:
        status = session.query(select(Status).where(Status.name == "Approved").load(Status.name)).one()
        known = session.get(Priority, session.query(select(Priority.id).limit(1)).one())
        assert known is not None
        return status.color, known.name, status.is_active

    first, _ = open_cached(store)
    expected = read(first)
    second, sent = open_cached(store)
    assert read(second) == expected
    assert sent.requests == []


def test_statuses_and_types_of_a_project_cost_nothing_the_second_time(open_cached: OpenCached, store: str) -> None:
    for requests in (2, 1):
        session, sent = open_cached(store)
        workflow = session.project_schema(session.query(select(Project).load(Project.project_schema_id).limit(1)).one())
        assert workflow.statuses(Task)
        assert workflow.types(Task)
        assert len(sent.requests) == requests


@pytest.mark.parametrize(
    "query",
    [
        "Task where status.name is 'Approved'",
        "Status where tasks any (name like '%')",
        "Status where id in (select status_id from Task)",
        "select name, tasks.name from Status",
        "select name, task_type_schemas.id from Type",
    ],
)
def test_what_touches_another_type_is_always_asked(open_cached: OpenCached, store: str, query: str) -> None:
    session, sent = open_cached(ReferenceCache(store, types=("Status", "Type", "State")))
    session.query(query).all()
    session.query(query).all()
    assert session.cache.statistics.hits == 0
    assert len(sent.requests) == 2


def test_types_are_chosen(open_cached: OpenCached, store: str) -> None:
    session, sent = open_cached(ReferenceCache(store, types=(Type, "Task")))
    for query in (select(Type.name), select(Task.type.name), select(Status.name)):
        session.query(query).all()
        session.query(query).all()
    assert len(sent.requests) == 4


def test_an_answer_of_several_pages_is_kept_page_by_page(open_cached: OpenCached, store: str) -> None:
    first, sent = open_cached(store)
    first.add_all([ObjectType(name=f"kind {number}") for number in range(700)])
    first.commit()
    known = {each.name for each in first.query(select(ObjectType))}
    second, sent = open_cached(store)
    assert {each.name for each in second.query(select(ObjectType))} == known
    assert len(known) > 700
    assert sent.requests == []


def test_nothing_that_is_empty_is_kept(open_cached: OpenCached, store: str) -> None:
    session, _ = open_cached(store)
    another, _ = open_cached(None)
    wanted = select(Status).where(Status.name == "Brand new")
    assert session.query(wanted).all() == []
    another.create(Status, name="Brand new", state=another.query(select(State).limit(1)).one())
    another.commit()
    assert session.query(wanted).one().name == "Brand new"


# What changes.


def test_an_own_commit_is_seen_at_once_by_everybody(open_cached: OpenCached, store: str) -> None:
    first, _ = open_cached(store)
    second, _ = open_cached(store)
    assert names(first) == names(second)
    first.query(select(Status).where(Status.name == "Approved")).one().name = "Passed"
    first.commit()
    for session in (first, second, open_cached(store)[0]):
        assert "Passed" in {status.name for status in session.query(STATUSES)}


def test_a_raw_call_is_noticed_and_a_refused_one_too(open_cached: OpenCached, store: str) -> None:
    session, sent = open_cached(store)
    status = session.query(select(Status).limit(1)).one()
    names(session)
    session.call([Update("Status", (status.id,), {"name": "raw"})])
    assert "raw" in " ".join(names(session))
    session.call(
        [{"action": "update", "entity_type": "Status", "entity_key": status.id, "entity_data": {"name": "r2"}}]
    )
    assert "r2" in " ".join(names(session))
    requests = len(sent.requests)
    names(session)
    assert len(sent.requests) == requests


def test_a_commit_of_other_types_leaves_the_cache_as_it_is(open_cached: OpenCached, store: str) -> None:
    session, _ = open_cached(store)
    names(session)
    session.query(select(Task).limit(1)).one().name = "renamed"
    session.commit()
    names(session)
    assert (session.cache.statistics.hits, session.cache.statistics.invalidations) == (1, 0)


def test_a_delete_drops_what_hangs_on_it_too(open_cached: OpenCached, store: str) -> None:
    session, _ = open_cached(store)
    names(session)
    category = session.create(NoteCategory, name="short")
    session.commit()
    session.delete(category)
    session.commit()
    names(session)
    assert session.cache.statistics.hits == 0


def test_a_change_of_a_narrower_type_drops_answers_of_its_base(open_cached: OpenCached, store: str) -> None:
    session, _ = open_cached(store)
    session.query(select(NoteLabel.id)).all()
    made = session.create(NoteCategory, name="narrow")
    session.commit()
    assert made.id in session.query(select(NoteLabel.id)).all()


def test_a_change_of_what_ties_two_types_is_seen(open_cached: OpenCached, store: str) -> None:
    session, _ = open_cached(store)
    workflow = session.query(select(WorkflowSchema).load(WorkflowSchema.statuses).limit(1)).one()
    query = select(Status.name).where(Status.id.in_([status.id for status in workflow.statuses]))
    assert session.query(query).all()
    key, gone = workflow.id, workflow.statuses[0]
    workflow.statuses.remove(gone)
    session.commit()
    other, _ = open_cached(store)
    again = other.get(WorkflowSchema, key)
    assert again is not None
    assert gone.id not in {status.id for status in again.statuses}


def test_refresh_and_expire_ask_the_server(open_cached: OpenCached, store: str) -> None:
    session, _ = open_cached(store)
    elsewhere, _ = open_cached(None)
    (status,) = session.query(select(Status).where(Status.name == "Approved")).all()
    theirs = elsewhere.get(Status, status.id)
    assert theirs is not None
    for name, ask in (("One", session.refresh), ("Two", session.expire)):
        session.query(STATUSES).all()
        theirs.name = name
        elsewhere.commit()
        ask(status)
        assert status.name == name
        session.query(STATUSES).all()
        assert status.name == name


def test_ensure_never_believes_the_cache(open_cached: OpenCached, store: str) -> None:
    session, _ = open_cached(store)
    elsewhere, _ = open_cached(None)
    session.query(select(Type).where(Type.name == "Grooming")).all()
    session.ensure(Type(name="Grooming"), by=Type.name)
    made = session.query(select(Type).where(Type.name == "Grooming")).one()
    elsewhere.delete(Type, made.id)
    elsewhere.commit()
    session.expunge(made)
    again = session.ensure(Type(name="Grooming"), by=Type.name)
    assert again.id != made.id


def test_events_invalidate(open_cached: OpenCached, store: str) -> None:
    session, _ = open_cached(store)
    elsewhere, _ = open_cached(None)
    names(session)
    status = elsewhere.query(select(Status).where(Status.name == "Approved")).one()
    status.name = "Passed"
    elsewhere.commit()
    assert "Passed" not in " ".join(names(open_cached(store)[0]))
    session.cache.on_update(Change("Task", "any"))
    session.cache.on_update(Change("Status", status.id))
    assert "Passed" in " ".join(names(session))
    session.cache.invalidate(Status, [status.id])
    session.cache.invalidate("No Such Type")
    assert session.cache.statistics.invalidations == 2


def test_clear_forgets_everything_of_the_server(open_cached: OpenCached, store: str) -> None:
    session, sent = open_cached(store)
    names(session)
    session.query(select(Type.name)).all()
    session.cache.clear()
    names(session)
    session.query(select(Type.name)).all()
    assert len(sent.requests) == 4


def test_an_old_answer_is_asked_for_again(open_cached: OpenCached, store: str) -> None:
    clock = Clock()
    cache = ReferenceCache(store, age=timedelta(hours=1), clock=clock)
    session, sent = open_cached(cache)
    names(session)
    clock.now += 3599
    names(session)
    assert len(sent.requests) == 1
    clock.now += 2
    names(session)
    assert len(sent.requests) == 2
    clock.now -= 7200  # an answer from the future
    names(session)
    assert len(sent.requests) == 3


def test_an_answer_that_was_asked_for_before_a_change_is_not_kept_after_it(open_cached: OpenCached, store: str) -> None:
    session, _ = open_cached(store)
    status = session.query(select(Status).where(Status.name == "Approved")).one()
    writer, _ = open_cached(store)

    original = session._gateway.fetch_rows

    def slow(query: object, **given: object) -> object:
        answer = original(query, **given)  # type: ignore[arg-type]  # passed on as it came
        theirs = writer.get(Status, status.id)
        assert theirs is not None
        theirs.name = "Passed"
        writer.commit()
        return answer

    session._gateway.fetch_rows = slow  # type: ignore[method-assign,assignment]  # a change while the answer is under way
    assert "Approved" in " ".join(names(session))
    session._gateway.fetch_rows = original  # type: ignore[method-assign]  # as it was
    assert "Passed" in " ".join(names(session))


# Whose answers.


def test_another_user_or_key_or_server_gets_nothing_of_it(sandbox: Sandbox, store: str) -> None:
    with ReferenceCache(store) as cache:
        with Session(sandbox.url, sandbox.api_user, sandbox.api_key, cache=cache) as session:
            names(session)
        with Session(sandbox.url, sandbox.api_user, sandbox.api_key, cache=cache) as session:
            names(session)
            assert session.cache.statistics.hits == 1
        with Session(sandbox.url, sandbox.api_user, "wrong", cache=cache) as session:
            with pytest.raises(PermissionError):
                names(session)
            assert session.cache.statistics.hits == 0
        address = sandbox.url.replace("127.0.0.1", "localhost")
        with Session(address, sandbox.api_user, sandbox.api_key, cache=cache) as session:
            names(session)
            assert session.cache.statistics.hits == 0


def test_a_cache_must_know_whose_answers_it_keeps(sandbox: Sandbox, store: str) -> None:
    transport = HttpTransport.__new__(HttpTransport)
    with pytest.raises(ConfigurationError, match="whose answers"):
        Session(transport=transport, cache=store)


def test_without_a_cache_everything_is_asked_and_the_methods_do_nothing(open_cached: OpenCached) -> None:
    session, sent = open_cached(None)
    names(session)
    names(session)
    session.cache.clear()
    session.cache.invalidate(Status)
    assert len(sent.requests) == 2
    assert not session.cache.enabled
    assert session.cache.types == frozenset()


def test_a_closed_session_answers_nothing(open_cached: OpenCached, store: str) -> None:
    session, _ = open_cached(store)
    names(session)
    session.close()
    with pytest.raises(SessionClosedError):
        names(session)


@pytest.mark.parametrize("wrong", ["redis://", "http://host/", "redis://host:port/", ""])
def test_a_place_that_is_none_is_refused_without_showing_a_password(wrong: str) -> None:
    with pytest.raises(ConfigurationError, match=r"expected one like|needs a folder"):
        ReferenceCache(wrong)
    with pytest.raises(ConfigurationError) as caught:
        ReferenceCache("redis://me:hidden@host:port/0")
    assert "hidden" not in str(caught.value)
    assert "hidden" not in repr(ReferenceCache("redis://me:hidden@host:1/0"))


def test_age_and_size_are_above_zero() -> None:
    with pytest.raises(ConfigurationError, match="age"):
        ReferenceCache(age=timedelta(0))
    with pytest.raises(ConfigurationError, match="size"):
        ReferenceCache(size=0)
