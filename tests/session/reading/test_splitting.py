"""Long `in` lists, aggregates, and queries that nothing can match."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from ftrack_orm import Session, select
from ftrack_orm.errors import QueryError, ServerError
from ftrack_orm.query import count, sum_
from ftrack_orm.sandbox import Sandbox
from ftrack_orm.settings import Settings
from ftrack_orm.transport import HttpTransport, QueryExpression, RecordingTransport
from ftrack_stock import Note, Task, TypedContext


@pytest.fixture(scope="module")
def bench() -> Iterator[Sandbox]:
    with Sandbox(seed="bench:1300") as sandbox:
        yield sandbox


@pytest.fixture
def many(bench: Sandbox) -> Iterator[tuple[Session, RecordingTransport]]:
    sent = RecordingTransport(HttpTransport(Settings(bench.url, bench.api_user, bench.api_key)))
    with Session(transport=sent) as session:
        yield session, sent


@pytest.fixture
def ids(many: tuple[Session, RecordingTransport]) -> list[str]:
    found = many[0].query(select(Task.id)).all()[:1200]
    many[1].requests.clear()
    return found


def choices(operation: object) -> int:
    assert isinstance(operation, QueryExpression)
    return operation.expression.count('", "') + 1


def test_a_long_list_is_sent_500_at_a_time(many: tuple[Session, RecordingTransport], ids: list[str]) -> None:
    session, sent = many
    tasks = session.query(select(Task).where(Task.id.in_(ids), Task.name.like("%"))).all()
    assert sorted(task.id for task in tasks) == sorted(ids)
    assert [choices(operation) for operation in sent.operations] == [500, 500, 200]
    assert all('name like "%"' in str(operation) for operation in sent.operations)


def test_what_stands_twice_in_a_list_comes_once(many: tuple[Session, RecordingTransport], ids: list[str]) -> None:
    session, sent = many
    assert len(session.query(select(Task).where(Task.id.in_([*ids[:400], *ids[:400]]))).all()) == 400
    assert len(sent.requests) == 1


def test_a_limit_and_an_offset_count_over_all_pieces(many: tuple[Session, RecordingTransport], ids: list[str]) -> None:
    session, _ = many
    query = select(Task.id).where(Task.id.in_(ids))
    everything = session.query(query).all()
    assert session.query(query.offset(450).limit(100)).all() == everything[450:550]
    assert session.query(query.offset(1150)).all() == everything[1150:]
    assert session.query(query.limit(3)).all() == everything[:3]
    assert session.query(query.offset(1200)).all() == []


def test_first_stops_at_the_first_piece_that_has_one(many: tuple[Session, RecordingTransport], ids: list[str]) -> None:
    session, sent = many
    assert session.query(select(Task.id).where(Task.id.in_(ids))).first() in ids
    assert len(sent.requests) == 1


def test_what_meets_several_pieces_through_a_collection_comes_once(
    many: tuple[Session, RecordingTransport], ids: list[str]
) -> None:
    session, sent = many
    parents = session.query(select(TypedContext.id).where(TypedContext.children.any(Task.id.in_(ids[:500])))).all()
    sent.requests.clear()
    found = session.query(f"TypedContext where children.id in ({', '.join(map(repr, ids))})".replace("'", '"')).all()
    assert len(sent.requests) == 3
    assert len({context.id for context in found}) == len(found) >= len(parents)


def test_a_long_list_cannot_be_ordered_or_grouped(many: tuple[Session, RecordingTransport], ids: list[str]) -> None:
    session, sent = many
    with pytest.raises(QueryError, match=r"1200 values .* sort the result in Python"):
        session.query(select(Task).where(Task.id.in_(ids)).order_by(Task.name))
    grouped = select(Task.status_id, count(Task.id)).where(Task.id.in_(ids)).group_by(Task.status_id)
    with pytest.raises(QueryError, match="grouped together"):
        session.query(grouped)
    assert sent.requests == []


def test_a_list_that_does_not_stand_alone_is_sent_as_it_is(
    many: tuple[Session, RecordingTransport], ids: list[str]
) -> None:
    session, sent = many
    assert len(session.query(select(Task).where(Task.id.in_(ids[:600]) | (Task.name == "no such"))).all()) == 600
    assert [choices(operation) for operation in sent.operations] == [600, 600]


def test_two_long_lists_are_split_both(many: tuple[Session, RecordingTransport], ids: list[str]) -> None:
    session, sent = many
    found = session.query(select(Task).where(Task.id.in_(ids[:501]), Task.id.in_(ids[400:1000]))).all()
    assert sorted(task.id for task in found) == sorted(ids[400:501])
    assert len(sent.requests) == 4


def test_a_query_that_nothing_can_match_sends_nothing(session: Session, sent: RecordingTransport) -> None:
    nothing = session.query(select(Task).where(Task.id.in_([])))
    assert (nothing.all(), nothing.first(), len(nothing), list(nothing.stream())) == ([], None, 0, [])
    assert not nothing
    assert sent.requests == []


def test_what_is_always_true_is_left_out(session: Session, sent: RecordingTransport) -> None:
    session.query(select(Task).where(Task.id.not_in([])).limit(1)).all()
    assert sent.operations == [QueryExpression("Task offset 0 limit 1")]


def test_aggregates_come_as_typed_tuples_in_the_strict_api(session: Session, sent: RecordingTransport) -> None:
    rows = session.query(select(Task.status_id, count(Task.id), sum_(Task.bid)).group_by(Task.status_id)).all()
    assert sum(number for _, number, _ in rows) == len(session.query(select(Task)))
    assert all(isinstance(total, (int, float)) and isinstance(status, str) for status, _, total in rows)
    first = sent.operations[0]
    assert isinstance(first, QueryExpression)
    assert first.strict
    assert not any(operation.strict for operation in sent.operations[1:] if isinstance(operation, QueryExpression))


def test_one_aggregate_gives_values(session: Session) -> None:
    numbers = session.query(select(count(Task.id)).group_by(Task.status_id)).all()
    assert sum(numbers) == len(session.query(select(Task)))


def test_aggregates_of_a_text_query_come_as_dictionaries(session: Session) -> None:
    rows = session.query("select count(id) from Task group by project_id").all()
    assert [set(row) for row in rows] == [{"count_id", "project_id"}] * len(rows)
    assert sum(row["count_id"] for row in rows) == len(session.query(select(Task)))


def test_aggregates_without_the_strict_api_would_be_refused(session: Session) -> None:
    with pytest.raises(ServerError, match="strict"):
        session.call([QueryExpression("select count(id) from Task group by project_id")])


def test_a_strict_session_gives_the_same_entities(sandbox: Sandbox, session: Session) -> None:
    query = select(Task).load(Task.name, Task.status.name, Task.parent.name).order_by(Task.name, Task.id).limit(40)
    with Session(sandbox.url, sandbox.api_user, sandbox.api_key, strict=True) as strict:
        theirs = [(task.id, task.name, task.status.name, task.parent.name) for task in strict.query(query)]
        assert theirs == [(task.id, task.name, task.status.name, task.parent.name) for task in session.query(query)]
        note = strict.query(select(Note).limit(1)).one()
        assert note.content
