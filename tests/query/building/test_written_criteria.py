"""What is written while it is built says what its tree says, and costs no memory in deep trees."""

from __future__ import annotations

import copy
from collections.abc import Callable
from dataclasses import fields
from datetime import UTC, datetime
from typing import Any

import pytest

from ftrack_orm import not_, select
from ftrack_orm.errors import QueryError
from ftrack_orm.query import Criterion, parse
from ftrack_orm.query.ast import RAW, And, Boolean, Null, Number, Or, String
from ftrack_orm.query.compiler import compile_criterion
from ftrack_orm.query.criterion import SHORT
from ftrack_orm.query.syntax.parser import parse_criterion
from ftrack_stock import AssetVersion, Note, Shot, Status, Task


class Word(str):
    """Text of a type of its own."""

    __slots__ = ()


MORNING = datetime(2024, 5, 1, 9, 30)
LONG = "x" * (SHORT - len('name is ""'))
"""What makes a criterion on the name just too long to be repeated."""

WRITTEN: dict[str, Callable[[], Criterion]] = {
    'name is "a"': lambda: Task.name == "a",
    'name is_not ""': lambda: Task.name != "",
    r'name is "a\"b"': lambda: Task.name == 'a"b',
    r'name is "a\\b"': lambda: Task.name == "a\\b",
    "bid > 3": lambda: Task.bid > 3,
    "bid <= -2.5": lambda: Task.bid <= -2.5,
    "is_published is true": lambda: AssetVersion.is_published == True,  # noqa: E712  # an expression
    "is_published is_not false": lambda: AssetVersion.is_published != False,  # noqa: E712  # an expression
    'date > "2024-05-01T09:30:00"': lambda: AssetVersion.date > MORNING,
    'date < "2024-05-01T09:30:01"': lambda: AssetVersion.date < MORNING.replace(microsecond=1),
    'date >= "2024-05-01T09:30:00"': lambda: AssetVersion.date >= MORNING.replace(tzinfo=UTC),
    'name in ("a")': lambda: Task.name.in_(["a"]),
    'name in ("a", "b, c")': lambda: Task.name.in_(["a", "b, c"]),
    'name not_in ("a", "b")': lambda: Task.name.not_in(["a", "b"]),
    'name not_in ("b", "a")': lambda: Task.name.not_in(("b", "a")),
    r'name in ("a", "b\"")': lambda: Task.name.in_(["a", 'b"']),
    r'name in ("a\\", "b")': lambda: Task.name.in_(["a\\", "b"]),
    r'name not_in ("a\\", "b")': lambda: Task.name.not_in(["a\\", "b"]),
    "bid in (1, 2.5)": lambda: Task.bid.in_([1, 2.5]),
    "bid not_in (1)": lambda: Task.bid.not_in([1]),
    "name in ()": lambda: Task.name.in_([]),
    "name not_in ()": lambda: Task.name.not_in([]),
    'name is "a" or bid > 3': lambda: (Task.name == "a") | (Task.bid > 3),
    'name is "a" and bid > 3': lambda: (Task.name == "a") & (Task.bid > 3),
    'name is "a" or bid > 2.5': lambda: (Task.name == "a") | (Task.bid > 2.5),
    'bid > 2.5 and name is "a"': lambda: (Task.bid > 2.5) & (Task.name == "a"),
    '(name is "a" or bid > 3) and bid < 9': lambda: ((Task.name == "a") | (Task.bid > 3)) & (Task.bid < 9),
    'bid < 9 and (name is "a" or bid > 3)': lambda: (Task.bid < 9) & ((Task.name == "a") | (Task.bid > 3)),
    'bid < 9 or name is "a" or bid > 3': lambda: (Task.bid < 9) | ((Task.name == "a") | (Task.bid > 3)),
    'not name is "a"': lambda: ~(Task.name == "a"),
    'not not name is "a"': lambda: not_(~(Task.name == "a")),
    "not bid > 2.5": lambda: ~(Task.bid > 2.5),
    'not (name is "a" or bid > 3)': lambda: ~((Task.name == "a") | (Task.bid > 3)),
    'notes any (content is "a")': lambda: Shot.notes.any(Note.content == "a"),
    "notes any (not notes any ())": lambda: Shot.notes.any(parse_criterion("not notes any ()")),
    'notes any (content is "a" or content is "b")': lambda: Shot.notes.any(
        (Note.content == "a") | (Note.content == "b")
    ),
    'status has (name is "a" and sort > 25)': lambda: Shot.status.has(Status.name == "a", Status.sort > 25),
    f'name is "{LONG}" or name is "a"': lambda: (Task.name == LONG) | (Task.name == "a"),
    f'name is "a" or name is "{LONG}"': lambda: (Task.name == "a") | (Task.name == LONG),
    f'not name is "{LONG}"': lambda: ~(Task.name == LONG),
    f'status has (name is "{LONG}")': lambda: Task.status.has(Status.name == LONG),
    f'status has (not name is "{LONG}")': lambda: Task.status.has(~(Status.name == LONG)),
    'name not_in ("a", "b", "c")': lambda: Task.name.not_in(["a", Word("b"), "c"]),
}


@pytest.mark.parametrize("text", WRITTEN)
def test_text_and_tree_say_the_same(text: str) -> None:
    built: Any = WRITTEN[text]()
    assert str(built) == text
    assert compile_criterion(copy.deepcopy(built)) == text
    parsed: Any = parse_criterion(text)
    assert built == parsed
    assert hash(built) == hash(parsed)
    assert repr(built) == repr(parsed)


@pytest.mark.parametrize("text", WRITTEN)
def test_a_built_criterion_has_no_place_in_a_text(text: str) -> None:
    built: Any = WRITTEN[text]()
    assert [getattr(built, each.name) for each in fields(built) if each.name == "start"] in ([None], [])


def test_the_tree_holds_literals() -> None:
    published: Any = AssetVersion.is_published == True  # noqa: E712  # an expression
    compared: list[Any] = [Task.name == "a", Task.bid > 3, published, AssetVersion.date > MORNING, Task.name == None]  # noqa: E711
    values = [String("a"), Number("3"), Boolean(True), String("2024-05-01T09:30:00"), Null()]
    assert [each.value for each in compared] == values
    assert [each.value is each.value for each in compared] == [True] * 5
    assert {kind for kind in map(type, values) if kind in RAW} == set()
    among: Any = Task.name.in_(["a", "b"])
    assert among.choices == (String("a"), String("b"))
    assert among.choices is among.choices


def test_paths_that_were_never_shown_are_written_all_the_same() -> None:
    notes, status, kind = (_fresh(Shot, "notes"), _fresh(Task, "status"), _fresh(Task, "type"))
    assert str(notes.any(Note.content == "a")) == 'notes any (content is "a")'
    assert str(select(Task).load(status, kind)) == "select status, type from Task"


def _fresh(entity: type[Any], name: str) -> Any:
    """Return an attribute as if nobody had reached it before."""
    return entity.__mapper__.attribute(name)


def test_what_is_no_text_is_refused_among_texts() -> None:
    for wrong in ([1], ["a", 1], [1, "a"], ["a", None]):
        given: Any = wrong
        with pytest.raises(QueryError):
            Task.name.in_(given)


def test_a_list_may_be_changed_after_it_was_given() -> None:
    names = ["a", "b"]
    among: Any = Task.name.in_(names)
    names.append("c")
    assert str(among) == 'name in ("a", "b")'
    assert among.choices == (String("a"), String("b"))


def test_texts_of_a_deep_tree_are_short() -> None:
    criterion = Task.name == "a"
    written = 0
    for _ in range(2_000):
        criterion = ~criterion
        written += len(criterion._text or "")
    assert written < 2 * SHORT * SHORT
    assert str(criterion) == "not " * 2_000 + 'name is "a"'


def test_joining_criteria_of_two_classes_hides_neither() -> None:
    ours, other = Task.name == "a", Status.name == "a"
    for mistake in (ours | other, other | ours, ours & other, other & ours, ~other, ~(ours | other), ours & ~other):
        with pytest.raises(QueryError, match=r"^Status\.name is an attribute of Status, and this is about Task"):
            select(Task).where(ours, mistake)
        with pytest.raises(QueryError, match=r"^Status\.name is an attribute of Status, and this is about Note"):
            Shot.notes.any(~other & mistake)


def test_what_is_no_criterion_is_refused_before_an_attribute_of_another_class() -> None:
    wrong: Any = True
    for criteria in ((Status.name == "a", wrong), (wrong, Status.name == "a"), (Task.name == "a", wrong)):
        with pytest.raises(QueryError, match=r"^expected a criterion such as Task.name == 'x', got True"):
            select(Task).where(*criteria)
        with pytest.raises(QueryError, match=r"^expected a criterion such as Task.name == 'x', got True"):
            parse("Task").where(*criteria)
    for no_criterion in (Task, Task.name, Task.status, None, "name is a"):
        given: Any = no_criterion
        with pytest.raises(QueryError, match=r"^expected a criterion such as"):
            select(Task).where(given)
        with pytest.raises(QueryError, match=r"^expected a criterion such as"):
            parse("Task").where(given)
        with pytest.raises(QueryError, match=r"^expected a criterion such as"):
            Shot.notes.any(given)
        with pytest.raises(QueryError, match=r"^expected a criterion such as"):
            not_(given)


def test_criteria_without_a_class_join_any_query() -> None:
    parsed = parse_criterion('name is "a" and bid > 3')
    assert str(select(Task).where(parsed | (Task.bid > 4))) == 'Task where name is "a" and bid > 3 or bid > 4'
    assert isinstance(parsed & (Task.bid > 4), And)
    assert isinstance(parsed | (Task.bid > 4), Or)


def test_a_select_of_a_class_is_begun_anew_by_each_step() -> None:
    first = select(Task)
    limited = first.where(Task.name == "a").load(Task.name).order_by(Task.name).limit(1)
    assert str(select(Task)) == "Task"
    assert (limited.entity, limited.shape) == (Task, "entities")
    assert select(Shot).entity is Shot


def test_orders_are_refused_as_orders_before_their_classes_are_looked_at() -> None:
    wrong: Any = 5
    with pytest.raises(QueryError, match=r"^order_by\(\) takes attributes such as"):
        select(Task).order_by(Status.name, wrong)
