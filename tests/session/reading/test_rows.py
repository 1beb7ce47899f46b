"""Typed tuples, values and rows: the same as entities would give, and no entities."""

from __future__ import annotations

import gc
from datetime import datetime
from typing import Any

import pytest

import ftrack_stock
from ftrack_orm import Session, select
from ftrack_orm.errors import ProtocolError, QueryError
from ftrack_orm.mapping import Entity
from ftrack_orm.query import count
from ftrack_orm.transport import RecordingTransport
from ftrack_stock import Appointment, Shot, Task, User
from tests.session.reading.page_server import PageServer


def read(rows: list[dict[str, Any]], query: Any) -> list[Any]:
    """Return what a query gives where a server answers with these rows."""
    server = PageServer(len(rows), lambda number: rows[number])
    with Session(transport=server, models=ftrack_stock) as session:
        return list(session.query(query).all())


NAMES = select(Task.name, Task.status.name)
FULL = {"__entity_type__": "Status", "id": "s", "name": "Approved"}
REFERENCE = {"__entity_type__": "Status", "id": "s"}


def test_tuples_are_what_entities_would_give(session: Session) -> None:
    wanted = (Task.name, Task.bid, Task.start_date, Task.status.name, Task.parent.name, Task.parent.id)
    rows = session.query(select(*wanted).order_by(Task.id)).all()
    tasks = session.query(select(Task).load(*wanted).order_by(Task.id)).all()
    assert rows == [(t.name, t.bid, t.start_date, t.status.name, t.parent.name, t.parent.id) for t in tasks]
    assert any(isinstance(row[2], datetime) for row in rows)


def test_tuples_make_no_entities(session: Session) -> None:
    gc.collect()
    before = sum(issubclass(type(thing), Entity) for thing in gc.get_objects())
    rows = session.query(select(Task.name, Task.status.name, Task.parent.name)).all()
    assert len(rows) > 20
    assert sum(issubclass(type(thing), Entity) for thing in gc.get_objects()) == before


def test_tuples_are_what_the_server_has(session: Session) -> None:
    task = session.query(select(Task).load(Task.name).limit(1)).one()
    saved = task.name
    task.name = "not sent"
    assert session.query(select(Task.name).where(Task.id == task.id)).one() == saved


@pytest.mark.parametrize("rows", [[FULL, REFERENCE, REFERENCE], [REFERENCE, REFERENCE, FULL]])
def test_a_reference_is_the_full_copy_before_or_after_it(rows: list[dict[str, Any]]) -> None:
    found = read([{"name": "a", "status": status} for status in rows], NAMES)
    assert found == [("a", "Approved")] * 3


def test_a_full_copy_may_stand_deep_inside_another_row() -> None:
    deep = {"__entity_type__": "Shot", "id": "p", "name": "sh010", "status": FULL}
    rows: list[dict[str, Any]] = [{"name": "a", "status": REFERENCE, "parent": deep}]
    rows.append({"name": "b", "status": REFERENCE, "parent": None})
    assert read(rows, NAMES) == [("a", "Approved"), ("b", "Approved")]


def test_a_full_copy_may_be_a_row_itself() -> None:
    rows: list[dict[str, Any]] = [
        {"name": "a", "parent": {"__entity_type__": "Task", "id": "00000001"}},
        {"name": "b", "parent": {"__entity_type__": "Task", "id": "00000000"}},
    ]
    assert read(rows, select(Task.name, Task.parent.name)) == [("a", "b"), ("b", "a")]


def test_an_empty_link_gives_none() -> None:
    rows: list[dict[str, Any]] = [{"name": "a", "status": None}, {"name": "b", "status": FULL}]
    assert read(rows, NAMES) == [("a", None), ("b", "Approved")]


def test_a_path_that_narrows_gives_none_for_other_types(session: Session) -> None:
    query = select(Appointment.id, Appointment.resource.as_(User).username)
    rows = dict(session.query(query).all())
    entities = session.query(select(Appointment).load(Appointment.resource)).all()
    assert rows == {e.id: e.resource.username if isinstance(e.resource, User) else None for e in entities}
    found = read(
        [{"resource": {"__entity_type__": "Group", "id": "g", "name": "all"}}],
        select(Appointment.resource.as_(User).username),
    )
    assert found == [None]


def test_what_a_server_leaves_out_is_loaded() -> None:
    rows: list[dict[str, Any]] = [{"name": "a"}, {"name": "b", "status": FULL}]
    server = PageServer(2, lambda number: rows[number])
    with Session(transport=server, models=ftrack_stock) as session:
        result = session.query(NAMES)
        assert [name for name, _ in result] == ["a", "b"]
    assert len(server.offsets) == 2  # the page, and what is missing


@pytest.mark.parametrize("row", [{"name": "a", "status": 3}, {"name": "a", "status": {"id": "s"}}])
def test_a_link_that_leads_to_no_entity_is_refused(row: dict[str, Any]) -> None:
    with pytest.raises(ProtocolError):
        read([row], NAMES)


def test_moments_are_read_in_all_their_forms() -> None:
    texts = ["2024-01-08T09:00:00", "2024-01-08T09:00:00Z", "2024-01-08T10:00:00+01:00", "2024-01-08T10+01:00"]
    rows: list[dict[str, Any]] = [{"start_date": {"__type__": "datetime", "value": text}} for text in texts]
    rows += [{"start_date": {"__type__": "date", "value": "2024-01-08"}}, {"start_date": None}]
    moments = read(rows, select(Task.start_date))
    assert moments == [datetime(2024, 1, 8, 9)] * 4 + [datetime(2024, 1, 8), None]
    assert [task.start_date for task in read(rows, select(Task).load(Task.start_date))] == moments


@pytest.mark.parametrize("raw", [{"__type__": "datetime", "value": "soon"}, {"__type__": "color", "value": "red"}])
def test_a_value_that_is_none_is_refused(raw: dict[str, str]) -> None:
    for query in (select(Task.start_date), select(Task).load(Task.start_date)):
        with pytest.raises(ProtocolError, match="server sent"):
            read([{"start_date": raw}], query)


def test_collections_on_the_way_give_lists(session: Session, sent: RecordingTransport) -> None:
    rows = session.query(select(Task.name, Task.assignments.resource.id).limit(50)).all()
    assert any(ids for _, ids in rows)
    assert all(isinstance(ids, list) for _, ids in rows)


def test_rows_are_plain_dictionaries_by_path(session: Session, sent: RecordingTransport) -> None:
    query = select(Task).load(Task.name, Task.status.name).order_by(Task.id)
    rows = list(session.query(query).rows())
    assert rows == [{"name": t.name, "status.name": t.status.name} for t in session.query(query)]
    text = session.query("select name, status.name from Task order by id")
    assert list(text.rows()) == rows
    assert next(session.query(select(Task.name).order_by(Task.id)).rows()) == {"name": rows[0]["name"]}


def test_rows_of_a_query_that_selects_nothing_have_the_key(session: Session) -> None:
    row = next(session.query(select(Shot)).rows())
    assert isinstance(row["id"], str)


def test_rows_of_groups_have_the_aggregates(session: Session) -> None:
    rows = list(session.query(select(Task.status_id, count(Task.id)).group_by(Task.status_id)).rows())
    assert all(set(row) == {"status_id", "count_id"} for row in rows)


def test_rows_refuse_what_is_no_value(session: Session, sent: RecordingTransport) -> None:
    for query in (select(Task).load(Task.status), select(Task).load(Task.name, Task.assignments)):
        with pytest.raises(QueryError, match=r"rows\(\) gives plain values"):
            session.query(query).rows()
    assert sent.requests == []


def test_a_stream_of_rows_can_be_left_early(session: Session) -> None:
    assert next(session.query(select(Task).load(Task.name)).rows())["name"]
