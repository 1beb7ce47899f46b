"""The answers to queries over HTTP: pages, each entity once, groups, and where a query is wrong."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

import pytest
import requests

from ftrack_orm.sandbox import Sandbox
from tests.sandbox.wire import Wire

STRICT = {"ftrack_strict_api": "true"}


@pytest.fixture(scope="module")
def wire() -> Iterator[Wire]:
    with Sandbox() as sandbox, requests.Session() as http:
        yield Wire(sandbox, http)


def _answers(wire: Wire, *expressions: str, **headers: str) -> list[dict[str, Any]]:
    response = wire.post(*({"action": "query", "expression": one} for one in expressions), **headers)
    answers: list[dict[str, Any]] = response.json()
    assert isinstance(answers, list), answers
    return answers


def _following(answer: dict[str, Any]) -> int | None:
    offset: int | None = answer["metadata"]["next"]["offset"]
    return offset


def test_following_the_offsets_gives_every_entity_once(wire: Wire) -> None:
    (whole,) = _answers(wire, "select id from Task")
    found: list[str] = []
    offset: int | None = 0
    while offset is not None:
        (page,) = _answers(wire, f"select id from Task order by name offset {offset} limit 70")
        assert page["action"] == "query"
        found += [row["id"] for row in page["data"]]
        offset = _following(page)
    assert len(found) > 200
    assert sorted(found) == [row["id"] for row in whole["data"]]


def test_an_offset_is_given_exactly_where_more_follows(wire: Wire) -> None:
    (all_of_them,) = _answers(wire, "Status")
    count = len(all_of_them["data"])
    texts = [f"Status limit {limit}" for limit in (count - 1, count, count + 1, 0)]
    assert [_following(answer) for answer in _answers(wire, *texts)] == [count - 1, None, None, None]
    (late,) = _answers(wire, f"Status limit 2 offset {count}")
    assert (late["data"], _following(late)) == ([], None)


def _count_values(value: Any, written: Counter[tuple[str, str, str]]) -> None:
    """Count how often each value is written; no reference is one, nor a relation: it may lead to what is new."""
    if isinstance(value, list):
        for item in value:
            _count_values(item, written)
    elif isinstance(value, dict):
        for name, item in value.items():
            if (
                "__entity_type__" in value
                and name not in ("__entity_type__", "id")
                and not isinstance(item, dict | list)
            ):
                written[value["__entity_type__"], value["id"], name] += 1
            _count_values(item, written)


def test_each_value_of_an_entity_stands_once_in_a_whole_message(wire: Wire) -> None:
    one = "select name, status.name, parent.name, parent.children.name, project.name from Task limit 40"
    answers = _answers(wire, one, "select name, tasks.parent.name from Status", one)
    written: Counter[tuple[str, str, str]] = Counter()
    _count_values([answer["data"] for answer in answers], written)
    assert len(written) > 300
    assert set(written.values()) == {1}
    assert [row["id"] for row in answers[2]["data"]] == [row["id"] for row in answers[0]["data"]]
    assert all(row.keys() == {"__entity_type__", "id"} for row in answers[2]["data"])


def test_groups_are_plain_rows_in_strict_mode(wire: Wire) -> None:
    text = "select count(id), sum(bid), max(start_date) from Task group by project_id, status.name order by status.name"
    (answer,) = _answers(wire, text, **STRICT)
    rows = answer["data"]
    assert rows[0].keys() == {"project_id", "status.name", "count_id", "sum_bid", "max_start_date"}
    assert [row["status.name"] for row in rows] == sorted((row["status.name"] for row in rows), key=str.lower)
    (tasks,) = _answers(wire, "select bid from Task")
    assert sum(row["count_id"] for row in rows) == len(tasks["data"])
    assert sum(row["sum_bid"] or 0 for row in rows) == sum(row["bid"] or 0 for row in tasks["data"])
    moments = [row["max_start_date"] for row in rows if row["max_start_date"] is not None]
    assert moments
    assert all(moment.keys() == {"__type__", "value"} for moment in moments)


def test_groups_come_in_pages_too(wire: Wire) -> None:
    text = "select count(id) from Task group by name"
    (whole,) = _answers(wire, text, **STRICT)
    (first,) = _answers(wire, f"{text} limit 2", **STRICT)
    (rest,) = _answers(wire, f"{text} offset 2", **STRICT)
    assert _following(first) == 2
    assert first["data"] + rest["data"] == whole["data"]


def test_groups_are_refused_outside_strict_mode(wire: Wire) -> None:
    answer = wire.post({"action": "query", "expression": "select count(id) from Task group by name"}).json()
    assert answer["exception"] == "ValueError"
    assert "strict" in answer["content"]


@pytest.mark.parametrize(
    ("expression", "exception", "offset", "message"),
    [
        (
            "Task where statuss.name is a",
            "ValueError",
            11,
            "unknown attribute 'statuss' on Task, did you mean 'status'?",
        ),
        ("Taks where name is a", "ValueError", 0, "unknown entity type 'Taks', did you mean 'Task'?"),
        ("Task wehre name is a", "ParseError", 5, "unexpected 'wehre' after the entity type, did you mean 'where'?"),
        ("Task where bid > abc", "ValueError", 17, "Task.bid is a number, got 'abc'"),
        ('Task where\n name is "a', "ParseError", 20, "this quote is never closed"),
        ("Task order by timelogs.start", "ValueError", 14, "cannot order by 'timelogs.start'"),
        ("select sum(name) from Task group by bid", "ValueError", 11, "'sum' needs a number"),
    ],
)
def test_a_bad_query_is_refused_with_its_place(
    wire: Wire, expression: str, exception: str, offset: int, message: str
) -> None:
    good = {"action": "query", "expression": "Status limit 1"}
    answer = wire.post(good, {"action": "query", "expression": expression}).json()
    assert answer["exception"] == exception
    assert message in answer["content"]
    assert answer["error"] == {"operation": 1, "offset": offset}
    line = expression.count("\n", 0, offset)
    column = offset - (expression.rfind("\n", 0, offset) + 1)
    assert answer["content"].splitlines()[-2:] == ["  " + expression.splitlines()[line], " " * (column + 2) + "^"]
