"""Nodes of the tree are cheap to make, and frozen values all the same."""

from __future__ import annotations

import copy
import inspect
import pickle
from dataclasses import FrozenInstanceError, fields, replace
from typing import Any

import pytest
from hypothesis import given

from ftrack_orm.query import Criterion, Query, Select, not_, parse, select
from ftrack_orm.query.ast import AttributePath, Comparison, Function, In, Ordering, RelationTest, String
from ftrack_orm.query.compiler import compile_criterion
from ftrack_orm.query.syntax.parser import parse_criterion
from ftrack_stock import Note, Shot, Task
from tests.query.syntax.test_round_trip import criteria, queries

NAME = AttributePath.of("name")
EVERYTHING = parse(
    'select name from Task where a.b is "c" and d in (1, none, true) and (not e any () or f in (select g from H)) '
    "group by name order by name descending offset 1 limit 2"
)
BUILT = [
    Task.name == "a",
    Task.name == 'a"b\\',
    Task.status.name.like("%a"),
    (Task.name == "a") | (Task.bid > 3),
    not_((Task.name == "a") & (Task.name != "b")),
    Shot.notes.any(Note.content == "x", Note.content != "y"),
    Shot.metadata["reel"] == "A",
    Task.name.in_(["a", 'b"']),
]


@pytest.mark.parametrize("name", ["value", "start", "path"])
def test_no_field_can_be_changed(name: str) -> None:
    node: Any = Comparison(NAME, "is", String("a"))
    with pytest.raises(FrozenInstanceError, match=f"cannot change field '{name}'; make another Comparison"):
        setattr(node, name, None)
    with pytest.raises(FrozenInstanceError):
        delattr(node, name)


def test_there_is_no_room_for_more() -> None:
    node: Any = String("a")
    with pytest.raises(AttributeError):
        node.other = 1


@pytest.mark.parametrize("name", ["query", "shape", "entity", "columns", "other"])
def test_nothing_of_a_select_can_be_changed(name: str) -> None:
    query: Any = select(Task)
    with pytest.raises(AttributeError):
        setattr(query, name, None)


def test_constructor_is_that_of_the_dataclass() -> None:
    assert str(inspect.signature(In)) == (
        "(path: 'AttributePath', choices: 'tuple[Value, ...] | Query', negated: 'bool' = False, "
        "start: 'int | None' = None) -> None"
    )
    assert In(choices=(), path=NAME) == In(NAME, (), False, 3)
    with pytest.raises(TypeError):
        Query()  # type: ignore[call-arg]  # the entity type is missed


@given(queries(criteria))
def test_copy_of_any_tree_is_equal(query: Query) -> None:
    for other in (copy.copy(query), copy.deepcopy(query), pickle.loads(pickle.dumps(query)), replace(query)):
        assert other == query
        assert hash(other) == hash(query)
        assert str(other) == str(query)


@pytest.mark.parametrize("criterion", [*BUILT, EVERYTHING.query.where], ids=str)
def test_copy_keeps_every_field(criterion: Criterion) -> None:
    node: Any = criterion
    other = pickle.loads(pickle.dumps(node))
    assert [getattr(other, each.name) for each in fields(node)] == [getattr(node, each.name) for each in fields(node)]


def test_select_can_be_copied_and_pickled() -> None:
    built = select(Task).where(Task.name == "a").order_by(Task.name.desc()).limit(3)
    for query in (EVERYTHING, built):
        for other in (copy.copy(query), copy.deepcopy(query), pickle.loads(pickle.dumps(query))):
            assert isinstance(other, Select)
            assert (other, str(other), other.entity) == (query, str(query), query.entity)
            assert hash(other) == hash(query)
    assert pickle.loads(pickle.dumps(EVERYTHING)).query.text == EVERYTHING.query.text


def test_nodes_of_different_kinds_are_never_equal() -> None:
    nodes: list[object] = [NAME, Function("count", NAME), Ordering(NAME), String("name"), RelationTest(NAME, "any")]
    assert [left == right for left in nodes for right in nodes].count(True) == len(nodes)


@pytest.mark.parametrize("criterion", BUILT, ids=str)
def test_text_that_was_written_while_building_is_that_of_the_tree(criterion: Criterion) -> None:
    node: Any = criterion
    assert str(criterion) == compile_criterion(copy.deepcopy(node))
    assert parse_criterion(str(criterion)) == criterion


def test_changed_criterion_is_written_anew() -> None:
    criterion: Any = Task.name == "a"
    assert str(replace(criterion, operator="is_not")) == 'name is_not "a"'


def test_steps_leave_the_select_before_them_as_it_was() -> None:
    before = select(Task).where(Task.name == "a").order_by(Task.name).load(Task.name)
    text, tree = str(before), before.query
    before.where(Task.name == "b").order_by(Task.bid).load(Task.bid).limit(1).offset(2)
    assert (str(before), before.query) == (text, tree)
    assert str(before.query) == text
