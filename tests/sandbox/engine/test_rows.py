"""The rows of answers: order, pages, projections, each entity once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

import pytest
from sqlalchemy import event

from ftrack_orm.schema.stock import stock_schema
from tests.sandbox.engine.engine import Workspace, film, query

EDIT = "édit 100%"


@pytest.fixture(scope="module")
def w() -> Iterator[Workspace]:
    workspace = film()
    yield workspace
    workspace.store.close()


def test_an_entity_brings_its_key_and_what_always_comes(w: Workspace) -> None:
    (row,) = w.rows("select bid from Task where name is comp")
    assert row.keys() == {"__entity_type__", "id", "context_type", "name", "object_type_id", "project_id", "bid"}
    assert row["bid"] == 7200


def test_the_strict_api_brings_only_what_is_asked(w: Workspace) -> None:
    (row,) = w.rows("select bid, status.name from Task where name is comp", strict=True)
    assert row.keys() == {"__entity_type__", "id", "bid", "status"}
    assert row["status"].keys() == {"__entity_type__", "id", "name"}


def test_a_relation_without_a_tail_brings_key_and_system_attributes(w: Workspace) -> None:
    (row,) = w.rows("select parent, status from Task where name is comp")
    assert row["parent"].keys() == {"__entity_type__", "id", "context_type", "object_type_id", "project_id"}
    assert row["parent"]["__entity_type__"] == "Shot"
    assert row["status"].keys() == {"__entity_type__", "id"}


def test_the_strict_api_brings_a_reference_where_a_relation_has_no_tail(w: Workspace) -> None:
    (row,) = w.rows("select parent from Task where name is comp", strict=True)
    assert row["parent"].keys() == {"__entity_type__", "id"}


def test_datetimes_are_tagged(w: Workspace) -> None:
    (row,) = w.rows("select start_date, end_date from Task where name is light")
    assert row["start_date"] == {"__type__": "datetime", "value": "2024-05-01T00:00:00"}
    assert row["end_date"] is None


def test_projections_follow_relations_and_narrow_by_type(w: Workspace) -> None:
    rows = w.rows("select children.name, children.children.timelogs.duration, children.status.name from Project")
    children = {child["name"]: child for child in rows[0]["children"]}
    assert set(children) == {"sh010", "sh020", EDIT}
    comp = next(child for child in children["sh010"]["children"] if child["timelogs"])
    assert sorted(log["duration"] for log in comp["timelogs"]) == [600, 1800]


def test_a_narrower_attribute_is_selected_where_it_is(w: Workspace) -> None:
    rows = w.rows("select parent.full_name, parent.status.name from Task order by name")
    parents = {row["name"]: row["parent"] for row in rows}
    assert parents[EDIT]["full_name"] == "The Demo"
    assert "full_name" not in parents["anim"]


def test_a_cast_counts_for_its_type_only(w: Workspace) -> None:
    rows = w.rows("select parent[Shot].description from Task")
    described = {row["name"]: row["parent"].get("description") for row in rows if "description" in row["parent"]}
    assert "First" in described.values()
    assert EDIT not in described


def test_computed_attributes_are_computed(w: Workspace) -> None:
    names = "link, _link, time_logged, bid_time_logged_difference, thumbnail_url, ancestors.name, descendants"
    (row,) = w.rows(f"select {names} from Task where name is comp")
    assert [(step["type"], step["name"]) for step in row["link"]] == [
        ("Project", "demo"),
        ("TypedContext", "sh010"),
        ("TypedContext", "comp"),
    ]
    assert row["_link"] == row["link"]
    assert (row["time_logged"], row["bid_time_logged_difference"]) == (2400, 4800)
    assert row["thumbnail_url"] is None
    assert [ancestor["name"] for ancestor in row["ancestors"]] == ["sh010"]
    assert row["descendants"] == []


def test_time_logged_of_a_parent_holds_that_of_its_children(w: Workspace) -> None:
    (row,) = w.rows("select time_logged, descendants.name from Shot where name is sh010")
    assert row["time_logged"] == 2400
    assert {below["name"] for below in row["descendants"]} == {"comp", "Light"}


def test_order_by_follows_links_and_ends_in_the_key(w: Workspace) -> None:
    rows = w.rows("Task where priority.name is_not none order by priority.name desc, name")
    assert [row["name"] for row in rows] == ["anim", "Light", "comp", EDIT]
    unordered = [row["id"] for row in w.rows("Task")]
    assert unordered == sorted(unordered)


def test_pages_cover_everything_once(w: Workspace) -> None:
    seen, offset = [], 0
    while offset is not None:
        answer = w.do(query(f"Task order by name limit 3 offset {offset}"))[0]
        seen += [row["name"] for row in answer["data"]]
        offset = answer["metadata"]["next"]["offset"]
    assert seen == ["anim", "comp", "Light", EDIT]


def test_the_last_page_has_no_next(w: Workspace) -> None:
    assert w.do(query("Task limit 4"))[0]["metadata"] == {"next": {"offset": None}}
    assert w.do(query("Task limit 3"))[0]["metadata"] == {"next": {"offset": 3}}
    assert w.do(query("Task"))[0]["metadata"] == {"next": {"offset": None}}
    assert w.do(query("Task limit 0"))[0] == {"action": "query", "data": [], "metadata": {"next": {"offset": None}}}


def _copies(value: Any, full: Counter[tuple[str, str]]) -> None:
    if isinstance(value, list):
        for item in value:
            _copies(item, full)
    elif isinstance(value, dict):
        if len(value.keys() - {"__entity_type__", "id"}) and "id" in value and "__entity_type__" in value:
            full[value["__entity_type__"], value["id"]] += 1
        for item in value.values():
            _copies(item, full)


def test_each_entity_is_written_in_full_once_in_the_whole_message(w: Workspace) -> None:
    one = query("select name, parent.children.name, parent.parent.children.name, status.name from Task")
    answer = w.do(one, query("select name, children.parent.name from Shot"), one)
    full: Counter[tuple[str, str]] = Counter()
    _copies([result["data"] for result in answer], full)
    assert set(full.values()) == {1}
    assert len(full) == 9


def test_the_full_copy_holds_what_every_mention_asked_for(w: Workspace) -> None:
    (row,) = w.rows("select parent.children.bid, status.name from Task where name is comp")
    (mention,) = (child for child in row["parent"]["children"] if child["id"] == row["id"])
    assert mention == {"__entity_type__": "Task", "id": row["id"]}
    assert (row["bid"], row["status"]["name"]) == (7200, "Approved")


def test_aggregates_answer_plain_rows(w: Workspace) -> None:
    expression = "select count(id), sum(bid), max(bid) from Task where parent.name is_not demo group by status.name"
    rows = w.rows(expression, strict=True)
    assert rows == [
        {"status.name": "Approved", "count_id": 1, "sum_bid": 7200, "max_bid": 7200},
        {"status.name": "In progress", "count_id": 2, "sum_bid": 3600, "max_bid": 3600},
    ]


def test_a_page_takes_one_statement_a_relation(w: Workspace) -> None:
    statements: list[str] = []

    def note(connection: Any, cursor: Any, statement: str, *rest: Any) -> None:
        statements.append(statement)

    engine = w.store._engine
    event.listen(engine, "before_cursor_execute", note)
    try:
        w.rows("select name, status.name, parent.name, timelogs.comment, assignments.resource.username from Task")
    finally:
        event.remove(engine, "before_cursor_execute", note)
    assert len([statement for statement in statements if statement.startswith("SELECT")]) == 6


@pytest.mark.parametrize("entity_type", sorted(entity_type.name for entity_type in stock_schema()))
def test_every_attribute_can_be_selected(w: Workspace, entity_type: str) -> None:
    stated = stock_schema()[entity_type]
    names = [name for name, attribute in stated.attributes.items() if not attribute.restricted]
    for row in w.rows(f"select {', '.join(names)} from {entity_type} limit 2"):
        assert set(names) <= row.keys()
        for name in names:
            if stated[name].kind in ("collection", "mapping"):
                assert isinstance(row[name], list)
