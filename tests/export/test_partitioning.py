"""Parts share no row and leave none out, whatever keys there are; rows that move while they are read are noticed."""

from __future__ import annotations

import re
from collections.abc import Sequence
from contextlib import closing
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import ftrack_stock
from ftrack_orm import Session, select
from ftrack_orm.export.part_reading import MovedError, rows_by_key
from ftrack_orm.export.partitioning import partitions
from ftrack_orm.mapping import Registry
from ftrack_orm.query import parse
from ftrack_orm.query.ast import And, Comparison, Criterion, Not, Or, Query, String
from ftrack_orm.sandbox import Sandbox
from ftrack_orm.settings import Settings
from ftrack_orm.transport import JSON, HttpTransport, Operation, QueryExpression, RecordingTransport
from ftrack_stock import Task

REGISTRY = Registry.of_package("ftrack_stock")


def holds(criterion: Criterion | None, key: str) -> bool:
    """Tell whether a key meets a criterion that a part has."""
    match criterion:
        case None:
            return True
        case And(parts=parts):
            return all(holds(part, key) for part in parts)
        case Or(parts=parts):
            return any(holds(part, key) for part in parts)
        case Not(criterion=inner):
            return not holds(inner, key)
        case Comparison(operator="like", value=String(value=pattern)):
            wanted = re.sub(r"\\(.)", r"\1", pattern.removesuffix("%"))
            return key.lower().startswith(wanted.lower())
    raise AssertionError(criterion)


class _Keys:
    """A server that has tasks of some keys, and answers what the cutting asks."""

    def __init__(self, keys: Sequence[str]) -> None:
        self._keys = sorted(keys)

    def send(self, operations: Sequence[Operation]) -> list[JSON]:
        (operation,) = operations
        assert isinstance(operation, QueryExpression)
        query = parse(operation.expression).query
        keys = [key for key in self._keys if holds(query.where, key)]
        keys = keys[::-1] if query.order_by[0].descending else keys
        start = query.offset or 0
        rows = [{"__entity_type__": "Task", "id": key} for key in keys[start:][: query.limit]]
        return [{"action": "query", "data": rows, "metadata": {"next": {"offset": None}}}]

    def close(self) -> None:
        pass


KEYS = st.one_of(
    st.uuids().map(str),
    st.integers(0, 4096).map(lambda number: f"be9c0000-7a5c-5000-8000-{number:012x}"),
    st.text(st.sampled_from("aAfFzZ019-_%\\ \u00e9"), min_size=1, max_size=6),
)


@settings(max_examples=60, deadline=None)
@given(keys=st.lists(KEYS, unique=True, max_size=120), later=st.lists(KEYS, max_size=20), size=st.integers(1, 50))
def test_each_key_is_in_one_part_those_that_come_later_too(keys: list[str], later: list[str], size: int) -> None:
    with Session(transport=_Keys(keys), models=ftrack_stock) as session:
        parts = [query for query, _ in partitions(session, REGISTRY, Query("Task"), size)]
    for key in (*keys, *later):
        assert sum(holds(part.where, key) for part in parts) == 1, key


def test_ids_that_differ_in_the_end_only_are_cut_well(many: Sandbox) -> None:
    with Session() as session:
        parts = partitions(session, REGISTRY, parse("Task").query, 300)
        counts = [len(session.query(str(query)).to_dicts()) for query, _ in parts]
    assert sum(counts) == 2500
    assert max(counts) <= 300


@pytest.mark.parametrize(
    "query",
    [
        "select parent_id, key from Metadata",
        "select name from Task order by bid",
        "select name from Task limit 101",
        "select name from Task offset 17",
        "select name from Task limit 0",
    ],
)
@pytest.mark.parametrize("size", [1, 7, 50, 100, 1000])
def test_positions_cut_what_has_no_range_of_keys(session: Session, query: str, size: int) -> None:
    if size == 1 and "limit 0" not in query:
        query += " limit 5" if "limit" not in query else ""
    parts = partitions(session, REGISTRY, parse(query).query, size)
    found = [row for part, _ in parts for row in session.query(str(part)).to_dicts()]
    everything = session.query(query).to_dicts()
    assert sorted(map(str, found)) == sorted(map(str, everything)) or "order" not in query
    assert len(found) == len(everything)


class _Meddling:
    """A transport that changes the workspace behind the back of who reads, before one of its requests."""

    def __init__(self, sandbox: Sandbox, before: int, meddle: Any) -> None:
        self._inner = HttpTransport(Settings(sandbox.url, sandbox.api_user, sandbox.api_key))
        self._before = before
        self._meddle = meddle

    def send(self, operations: Sequence[Operation]) -> list[JSON]:
        self._before -= 1
        if self._before == 0:
            self._meddle()
        return self._inner.send(operations)

    def close(self) -> None:
        self._inner.close()


def test_a_row_that_is_deleted_while_pages_are_read_is_noticed(many: Sandbox) -> None:
    def delete() -> None:
        with Session() as other:
            other.delete(other.query(select(Task).order_by(Task.id).limit(1)).one())
            other.commit()

    with (
        Session(transport=_Meddling(many, 3, delete), models=ftrack_stock) as session,
        pytest.raises(MovedError, match="created or deleted"),
    ):
        list(rows_by_key(session, REGISTRY, parse("select name from Task").query))


def test_a_row_that_is_created_while_pages_are_read_is_noticed(many: Sandbox) -> None:
    def create() -> None:
        with Session() as other:
            first = other.query(select(Task).load(Task.parent, Task.type).order_by(Task.id).limit(1)).one()
            other.add(Task(id="00000000-0000-4000-8000-000000000000", name="new", parent=first.parent, type=first.type))
            other.commit()

    with (
        Session(transport=_Meddling(many, 3, create), models=ftrack_stock) as session,
        pytest.raises(MovedError, match="created or deleted"),
    ):
        list(rows_by_key(session, REGISTRY, parse("select name from Task").query))


def test_the_key_is_asked_for_and_not_given_where_it_was_not_selected(many: Sandbox) -> None:
    transport = RecordingTransport(HttpTransport(Settings(many.url, many.api_user, many.api_key)))
    with closing(transport), Session(transport=transport, models=ftrack_stock) as session:
        pages = list(rows_by_key(session, REGISTRY, parse("select name from Task").query))
    assert [len(page) for page in pages] == [500, 499, 499, 499, 499, 4]
    assert {tuple(row) for page in pages for row in page} == {("name",)}
