"""Querying through a session."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import pytest

import ftrack_stock
from ftrack_orm import Session, select
from ftrack_orm.errors import (
    MultipleResultsError,
    NoResultError,
    QueryCheckError,
    QuerySyntaxError,
    SessionError,
)
from ftrack_orm.sandbox import Sandbox
from ftrack_orm.schema import Schema
from ftrack_orm.schema.stock import stock_schema
from ftrack_orm.transport import QueryExpression, QuerySchemas, RecordingTransport
from ftrack_stock import Context, Event, Project, Shot, Status, Task


def test_nothing_is_sent_before_a_result_is_used(session: Session, sent: RecordingTransport) -> None:
    session.query(select(Task))
    assert sent.requests == []


def test_loaded_paths_cost_no_further_request(session: Session, sent: RecordingTransport) -> None:
    query = select(Task).load(Task.name, Task.status.name, Task.parent.name).limit(50)
    rows = [(task.name, task.status.name, task.parent.name) for task in session.query(query)]
    assert len(rows) == 50
    assert all(isinstance(cell, str) and cell for row in rows for cell in row)
    assert len(sent.requests) == 1


def test_text_and_builder_send_the_same(session: Session, sent: RecordingTransport) -> None:
    session.query(select(Task).where(Task.name.like("%a%"), Task.status.name == "Approved").limit(5)).all()
    session.query('Task where name like "%a%" and status.name is "Approved" limit 5').all()
    assert sent.requests[0] == sent.requests[1]


def test_results_are_the_same_objects_for_the_same_keys(session: Session) -> None:
    first = session.query(select(Task).limit(5)).all()
    again = session.query(select(Task).limit(5)).all()
    assert all(one is other for one, other in zip(first, again, strict=True))


def test_a_result_is_fetched_once(session: Session, sent: RecordingTransport) -> None:
    result = session.query(select(Task).limit(5))
    assert [task.id for task in result] == [task.id for task in result]
    assert len(result) == 5
    assert len(sent.requests) == 1


def test_unordered_pages_are_ordered_by_key(session: Session, sent: RecordingTransport) -> None:
    session.query(select(Status)).all()
    assert sent.operations == [QueryExpression("Status order by id offset 0 limit 500")]


def test_polymorphic_links_give_the_concrete_class(session: Session) -> None:
    task = session.query(select(Task).where(Task.parent.has(Context.name.like("tow_0%"))).limit(1)).one()
    assert type(task.parent) is Shot


def test_select_of_paths_gives_tuples(session: Session, sent: RecordingTransport) -> None:
    rows = session.query(select(Task.name, Task.status.name).limit(7)).all()
    assert len(rows) == 7
    assert all(isinstance(name, str) and isinstance(status, str) for name, status in rows)
    assert len(sent.requests) == 1


def test_select_of_one_path_gives_values(session: Session) -> None:
    names = session.query(select(Status.name).where(Status.name == "Approved")).all()
    assert set(names) == {"Approved"}


def test_first_asks_for_one_row(session: Session, sent: RecordingTransport) -> None:
    assert session.query(select(Task)).first() is not None
    assert str(sent.operations[0]).endswith("limit 1")


def test_one_refuses_none_and_many(session: Session) -> None:
    with pytest.raises(NoResultError, match="no result"):
        session.query(select(Task).where(Task.name == "there is no such task")).one()
    with pytest.raises(MultipleResultsError, match="more than one"):
        session.query(select(Task)).one()


def test_get_finds_by_key_and_then_sends_nothing(session: Session, sent: RecordingTransport) -> None:
    known = session.query(select(Project).limit(1)).one()
    requests = len(sent.requests)
    assert session.get(Project, known.id) is known
    assert len(sent.requests) == requests
    assert session.get(Project, "00000000-0000-0000-0000-000000000000") is None


def test_unknown_attribute_is_found_before_the_query_is_sent(session: Session, sent: RecordingTransport) -> None:
    for _ in range(2):
        with pytest.raises(QueryCheckError, match="unknown attribute 'statuss' on Task, did you mean 'status'"):
            session.query("Task where statuss.name is a")
    assert sent.requests == [(QuerySchemas(),)]  # whether the workspace knows it is asked once


def test_a_value_of_the_wrong_type_is_found_before_anything_is_sent(session: Session, sent: RecordingTransport) -> None:
    with pytest.raises(QueryCheckError):
        session.query("Task where bid is comp")
    assert sent.requests == []


def test_text_that_is_no_query_says_where(session: Session) -> None:
    with pytest.raises(QuerySyntaxError) as caught:
        session.query('Task where name is "a')
    assert caught.value.offset == 19


@pytest.mark.parametrize("name", ['q"uote', "back\\slash", "100%", "new\nline", "where a is b", "'", "limit 10"])
def test_any_text_is_a_value_and_nothing_else(session: Session, other: Session, name: str) -> None:
    project = session.query(select(Project).limit(1)).one()
    session.add(Shot(name=name, parent=project, project=project))
    session.commit()
    assert [shot.name for shot in other.query(select(Shot).where(Shot.name == name).load(Shot.name))] == [name]


def test_queries_are_checked_against_the_workspaces_own_schema_when_asked() -> None:
    wire = [raw for raw in stock_schema().to_json() if raw["id"] != "Milestone"]
    for raw in wire:
        raw["properties"].pop("sort", None)
    with (
        Sandbox(schema=Schema.from_json(wire), seed="empty") as smaller,
        Session(smaller.url, smaller.api_user, smaller.api_key, models=ftrack_stock, schema="workspace") as session,
    ):
        assert session.query("Task where name is a").all() == []
        with pytest.raises(QueryCheckError, match="unknown attribute 'sort' on Task"):
            session.query(select(Task).where(Task.sort > 1))
        with pytest.raises(QueryCheckError, match="unknown entity type 'Milestone'"):
            session.query("Milestone")


def test_a_class_in_place_of_a_select_is_refused_with_what_to_write(session: Session, sent: RecordingTransport) -> None:
    with pytest.raises(SessionError, match=r"write query\(select\(Task\)\)"):
        session.query(Task)  # type: ignore[call-overload]  # type checkers find it too
    assert not sent.requests


def test_a_key_that_is_no_text_is_refused_since_it_would_never_be_found(
    session: Session, sent: RecordingTransport
) -> None:
    get: Any = session.get
    with pytest.raises(SessionError, match=r"the key of Task is text, got UUID.*write its text, as str"):
        get(Task, UUID("002fe89f-f70d-5de7-8b37-68bc22aaa4e4"))
    with pytest.raises(SessionError, match=r"get_many\(\) takes several keys: write \['abc'\], or get\(\) for one"):
        session.get_many(Task, "abc")
    assert sent.requests == []
    assert get(Event, 7) is None
