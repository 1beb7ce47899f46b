"""Findings in queries that hold several mistakes, at any place: each is found, once, where it stands."""

from __future__ import annotations

import pytest

from ftrack_orm.query import check, select
from ftrack_orm.query.ast import AttributePath, Comparison, In, Number, Query, Segment
from ftrack_orm.query.checking.checker import check_query
from ftrack_orm.query.checking.diagnostic import Diagnostic
from ftrack_orm.query.checking.resolution import PathProblem, Resolution, follow_path
from ftrack_orm.query.syntax.parser import parse_query
from ftrack_orm.schema.stock import stock_schema
from ftrack_stock import Task

SCHEMA = stock_schema()

SEVERAL: list[tuple[str, list[tuple[int, str]]]] = [
    ("Task where zzzz any (name is a)", [(11, "unknown attribute 'zzzz' on Task")]),
    (
        "Task where zzzz has (yyyy is a) and bid is x",
        [(11, "unknown attribute 'zzzz' on Task"), (43, "Task.bid is a number, got 'x'")],
    ),
    (
        "Task where bid is x and id in (select id from Shot where zzzz is 1)",
        [(18, "Task.bid is a number, got 'x'"), (57, "unknown attribute 'zzzz' on Shot")],
    ),
    (
        "Task where id in (select id from Shot where zzzz is 1) and bid is x",
        [(44, "unknown attribute 'zzzz' on Shot"), (66, "Task.bid is a number, got 'x'")],
    ),
    (
        "Task where bid is x and (zzzz is 1 or bid is y)",
        [
            (18, "Task.bid is a number, got 'x'"),
            (25, "unknown attribute 'zzzz' on Task"),
            (45, "Task.bid is a number, got 'y'"),
        ],
    ),
    (
        "Task where bid is x and notes any (zzzz is 1) and not yyyy is 1",
        [
            (18, "Task.bid is a number, got 'x'"),
            (35, "unknown attribute 'zzzz' on Note"),
            (54, "unknown attribute 'yyyy' on Task"),
        ],
    ),
    (
        "select zzzz, custom_attribute_links from Task",
        [(7, "unknown attribute 'zzzz' on Task"), (13, "'custom_attribute_links' can be filtered on, not selected")],
    ),
    ("select count(id) from Task group by zzzz", [(36, "unknown attribute 'zzzz' on Task")]),
    (
        "select count(id) from Task group by zzzz, status",
        [
            (36, "unknown attribute 'zzzz' on Task"),
            (42, "cannot group by 'status': it is a link to Status; use 'status.id'"),
        ],
    ),
    ("select avg(name) from Task group by type_id", [(11, "'avg' needs a number, Task.name is text")]),
    (
        "select count(notes) from Task group by type_id",
        [(13, "cannot aggregate 'notes': 'notes' is a collection")],
    ),
    (
        "select count(notes.id) from Task group by type_id",
        [(13, "cannot aggregate 'notes.id': 'notes' is a collection")],
    ),
    (
        "Task where id in (select count(id) from Task group by type_id)",
        [(18 + 7, "a query inside 'in' selects an attribute, no aggregate")],
    ),
    ("Task where id in (select notes from Task)", [(25, "'notes' is a collection of Note; select 'notes.id'")]),
    (
        "Task where id in (select metadata from Task)",
        [(25, "'metadata' is a collection of Metadata; select 'metadata.parent_id'")],
    ),
    ("Task where id in (select status.zzzz from Task)", [(32, "unknown attribute 'zzzz' on Status")]),
    (
        "Task where bid in (x, 1, y)",
        [(19, "Task.bid is a number, got 'x'"), (25, "Task.bid is a number, got 'y'")],
    ),
    ("Task where bid not_in (x)", [(23, "Task.bid is a number, got 'x'")]),
    ("Task where notes not_in (x)", [(11, "'notes' is a collection of Note; use 'any'")]),
    (
        "Task order by zzzz, notes",
        [(14, "unknown attribute 'zzzz' on Task"), (20, "cannot order by 'notes': 'notes' is a collection")],
    ),
    ("Task order by metadata.value", [(14, "cannot order by 'metadata.value': 'metadata' is a collection")]),
    ("Task where bid not_like 3", [(15, "Task.bid is a number, 'not_like' does not work on it")]),
    ("Taks where zzzz is 1", [(0, "unknown entity type 'Taks', did you mean 'Task'?")]),
]


@pytest.mark.parametrize(("text", "expected"), SEVERAL, ids=[text for text, _ in SEVERAL])
def test_each_mistake_of_several_is_found_once(text: str, expected: list[tuple[int, str]]) -> None:
    found = check_query(parse_query(text), SCHEMA)
    assert [(one.offset, one.message) for one in found] == expected
    assert {one.severity for one in found} == {"error"}


@pytest.mark.parametrize("text", ["Task where bid is none and notes any ()", "select id from Task", "Task limit 3"])
def test_nothing_is_found_where_nothing_is_wrong(text: str) -> None:
    assert check_query(parse_query(text), SCHEMA) == []


def test_a_query_inside_of_a_built_one_is_placed_in_the_text_that_would_be_sent() -> None:
    built = select(Task).where(Task.id.in_(select(Task.id).order_by(Task.notes)))
    (finding,) = check(built, SCHEMA)
    assert finding.expression == "Task where id in (select id from Task order by notes)"
    assert (finding.offset, finding.line, finding.column) == (47, 1, 48)


@pytest.mark.parametrize(
    ("offset", "line", "column"), [(0, 1, 1), (4, 1, 5), (5, 2, 1), (7, 2, 3), (11, 3, 1), (13, 3, 3)]
)
def test_line_and_column_are_counted_from_one(offset: int, line: int, column: int) -> None:
    found = Diagnostic.at("error", "wrong", "Task\nwhere\n  a is b", offset)
    assert (found.offset, found.line, found.column) == (offset, line, column)
    shown = ["Task", "where", "  a is b"][line - 1]
    assert str(found) == f"error: wrong (line {line}, column {column})\n  {shown}\n  {' ' * (column - 1)}^"


def test_a_line_that_begins_the_text_with_its_end_is_a_line() -> None:
    found = Diagnostic.at("error", "wrong", "\nTask", 1)
    assert (found.line, found.column) == (2, 1)


def test_a_built_query_of_entities_inside_of_in_is_found() -> None:
    query = Query("Task", where=In(AttributePath.of("id"), Query("Shot")))
    (finding,) = check_query(query, SCHEMA)
    assert finding.message == "a query inside 'in' selects exactly one attribute"


@pytest.mark.parametrize(
    ("message", "unknown"),
    [
        ("unknown attribute 'a' on Task", True),
        ("unknown entity type 'Taks'", True),
        ("Task.bid is a number, got 'unknown attribute '", False),
    ],
)
def test_a_name_that_only_the_workspace_may_know_is_told_apart(message: str, unknown: bool) -> None:
    assert Diagnostic.at("error", message, "Task", 0).is_unknown_name is unknown


def test_the_text_of_a_query_takes_no_part_in_comparing_its_findings() -> None:
    assert Diagnostic("error", "a", 0, 1, 1, "Task") == Diagnostic("error", "a", 0, 1, 1, "Shot")
    assert "Task" not in repr(Diagnostic("error", "a", 0, 1, 1, "Task"))


def followed(path: AttributePath, *types: str) -> Resolution:
    found = follow_path(SCHEMA, types, path)
    assert isinstance(found, Resolution)
    return found


def test_a_path_is_followed_from_all_types_it_may_start_from() -> None:
    found = followed(AttributePath.of("name"), "Task", "Status")
    assert [variant.owners for variant in found.last.variants] == [("Task",), ("Status",)]
    assert [str(variant) for variant in found.last.variants] == ["Task.name", "Status.name"]
    unknown = follow_path(SCHEMA, ("Task", "Status"), AttributePath.of("zzzz"))
    assert str(unknown) == "unknown attribute 'zzzz' on Task or Status"


def test_a_cast_decides_where_a_path_goes_on() -> None:
    found = followed(AttributePath((Segment("parent", "Shot"), Segment("name"))), "Task")
    assert found.steps[0].targets == ("Shot",)
    assert found.last.variants[0].owners == ("Shot",)


def test_a_cast_that_no_reading_allows_names_all_it_leads_to() -> None:
    found = follow_path(SCHEMA, ("Task", "Asset"), AttributePath((Segment("type", "User"), Segment("name"))))
    assert str(found) == "cannot cast 'type' to 'User': it leads to Type or AssetType"


def test_a_problem_of_a_built_path_has_no_place() -> None:
    for path in (AttributePath.of("zzzz"), AttributePath((Segment("parent", "Zzzz"),)), AttributePath.of("name.zzzz")):
        found = follow_path(SCHEMA, ("Task",), path)
        assert isinstance(found, PathProblem)
        assert found.start is None


def test_a_number_stands_in_a_text_as_it_was_written() -> None:
    query = Query("Task", where=Comparison(AttributePath.of("bid"), "is", Number("010")))
    assert str(query) == "Task where bid is 010"
    assert check_query(query, SCHEMA) == []
