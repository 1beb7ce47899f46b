"""A query with other parts: what export, paging and the session make of the query they were given."""

from __future__ import annotations

from typing import Any

import pytest

from ftrack_orm.query import Select, count, parse, select, sum_
from ftrack_orm.query.ast import AttributePath, Ordering, Query
from ftrack_orm.query.building.aggregate import row_key
from ftrack_orm.query.building.folding import fold
from ftrack_orm.query.building.path import Path
from ftrack_orm.query.syntax.parser import parse_criterion, parse_query
from ftrack_stock import Task

WHOLE = parse_query("select name from Task where bid > 3 group by name order by name descending offset 2 limit 5")

CHANGES: list[tuple[str, Any, str]] = [
    (
        "projections",
        (AttributePath.of("bid"),),
        "select bid from Task where bid > 3 group by name order by name descending offset 2 limit 5",
    ),
    (
        "where",
        parse_criterion("name is a"),
        'select name from Task where name is "a" group by name order by name descending offset 2 limit 5',
    ),
    ("where", None, "select name from Task group by name order by name descending offset 2 limit 5"),
    (
        "group_by",
        (AttributePath.of("bid"),),
        "select name from Task where bid > 3 group by bid order by name descending offset 2 limit 5",
    ),
    (
        "order_by",
        (Ordering(AttributePath.of("bid")),),
        "select name from Task where bid > 3 group by name order by bid offset 2 limit 5",
    ),
    ("offset", None, "select name from Task where bid > 3 group by name order by name descending limit 5"),
    ("limit", 7, "select name from Task where bid > 3 group by name order by name descending offset 2 limit 7"),
]


@pytest.mark.parametrize(("part", "value", "text"), CHANGES)
def test_a_query_with_another_part_keeps_all_the_others(part: str, value: Any, text: str) -> None:
    assert str(WHOLE.changed(**{part: value})) == text


def test_a_changed_query_is_no_longer_placed_in_the_text_it_was_parsed_from() -> None:
    changed = WHOLE.changed(limit=1)
    assert (WHOLE.text, WHOLE.start) == (str(WHOLE), 17)
    assert (changed.text, changed.start) == (None, None)
    assert WHOLE.limit == 5


def test_where_a_node_stands_takes_no_part_in_comparing_and_showing_it() -> None:
    near, far = parse_query("Task where name is a"), parse_query("Task   where   name   is   a")
    assert near == far
    assert hash(near) == hash(far)
    assert repr(near) == repr(far)
    assert repr(near.where) == (
        "Comparison(path=AttributePath(segments=(Segment(name='name', cast=None),)), operator='is', "
        "value=String(value='a'))"
    )


def test_that_a_text_was_written_once_takes_no_part_in_comparing_and_showing_a_node() -> None:
    written, fresh = AttributePath.of("status.name"), AttributePath.of("status.name")
    assert str(written) == "status.name"
    assert written == fresh
    assert repr(written) == repr(fresh)
    with pytest.raises(TypeError):
        AttributePath(written.segments, "status.name")


def test_a_folded_query_is_no_longer_placed_in_the_text_it_was_parsed_from() -> None:
    for text in ("Task where id not_in ()", "Task where name is a and id not_in ()"):
        folded = fold(parse_query(text))
        assert folded is not None
        assert folded.text is None


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("Task where notes any (content is a or id in ())", 'Task where notes any (content is "a")'),
        ("Task where status has (name is a and id not_in ())", 'Task where status has (name is "a")'),
        (
            "Task where id in (select id from Shot where name is a or id in ())",
            'Task where id in (select id from Shot where name is "a")',
        ),
        ("Task where not (name is a or id in ())", 'Task where not name is "a"'),
    ],
)
def test_folding_keeps_what_is_left_inside(text: str, left: str) -> None:
    query = parse_query(text)
    folded = fold(query)
    assert str(folded) == left
    assert folded is not None
    assert getattr(folded.where, "start", None) == getattr(query.where, "start", None)


def test_attributes_that_were_never_written_before_are_loaded_each() -> None:
    paths = [Path[str](AttributePath.of(name), Task, "Task") for name in ("a.b", "a.c", "a.b")]
    assert str(select(Task).load(*paths)) == "select a.b, a.c from Task"


def test_what_is_grouped_is_found_in_a_row_by_its_name() -> None:
    assert row_key(count(Task.id).function) == "count_id"
    assert row_key(sum_(Task.bid).function) == "sum_bid"
    assert row_key(Task.project_id.path) == "project_id"
    assert row_key(Task.status.name.path) == "status.name"


def test_a_select_of_a_text_keeps_its_parts_when_it_is_narrowed() -> None:
    text = "select name from Task where bid > 3 group by name order by name offset 2 limit 5"
    assert str(Select.of(parse_query(text)).order_by(Task.bid)) == text.replace("order by name", "order by name, bid")
    narrowed = Select.of(parse_query("select name from Task offset 2 limit 5")).where(Task.bid > 3)
    assert str(narrowed) == "select name from Task where bid > 3 offset 2 limit 5"
    assert narrowed.entity is None


def test_a_select_of_a_tree_is_that_tree() -> None:
    query = parse_query("Task where name is a")
    assert Select.of(query).query is query


def test_each_step_of_a_builder_keeps_what_the_others_said() -> None:
    query = select(Task).where(Task.name == "a").order_by(Task.name).limit(5).offset(2).load(Task.bid)
    whole = 'select bid from Task where name is "a" order by name offset 2 limit 5'
    assert str(query) == whole
    for step in (query.where(), query.limit(5), query.offset(2), query.load(Task.bid), query.order_by()):
        assert str(step) == whole
        assert (step.entity, step.shape, step.columns) == (Task, "entities", ())
    columns = select(Task.name, Task.bid).where(Task.name == "a").limit(0).offset(0)
    assert str(columns) == 'select name, bid from Task where name is "a" offset 0 limit 0'
    assert (columns.entity, columns.shape, len(columns.columns)) == (Task, "rows", 2)


def test_an_attribute_that_is_loaded_twice_is_selected_once() -> None:
    text = "select name, status.name, bid from Task"
    assert str(select(Task).load(Task.name, Task.status.name).load(Task.status.name, Task.name, Task.bid)) == text
    assert str(parse("select name, status.name from Task").load(Task.name, Task.bid)) == text


def test_selects_are_equal_and_hashed_by_what_they_ask() -> None:
    assert select(Task).limit(1) == parse("Task limit 1")
    assert len({select(Task), select(Task).limit(1), parse("Task limit 1"), parse("Task")}) == 2
    assert hash(select(Task)) != hash(select(Task).limit(1))
    other: Any = "Task"
    assert select(Task) != other


def test_a_select_of_any_depth_is_written() -> None:
    criterion = Task.name == "a"
    for _ in range(100):
        criterion = ~criterion
    assert str(select(Task).where(criterion)) == "Task where " + "not " * 100 + 'name is "a"'


@pytest.mark.parametrize("other", [3, "name is a", None])
def test_a_criterion_combines_with_criteria_alone(other: Any) -> None:
    criterion = Task.name == "a"
    with pytest.raises(TypeError):
        _ = criterion & other
    with pytest.raises(TypeError):
        _ = criterion | other
    assert criterion.__and__(other) is NotImplemented
    assert criterion.__or__(other) is NotImplemented


def test_a_query_is_made_of_its_entity_type_alone() -> None:
    assert str(Query("Task")) == "Task"
