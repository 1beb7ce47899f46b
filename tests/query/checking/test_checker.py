from __future__ import annotations

import pytest

from ftrack_orm.query import check, parse
from ftrack_orm.query.ast import AttributePath, Comparison, Criterion, Not, Null, Query, Segment, String
from ftrack_orm.query.checking.checker import check_query
from ftrack_orm.query.checking.resolution import PathProblem, Resolution, follow_path
from ftrack_orm.query.syntax.parser import parse_criterion, parse_query
from ftrack_orm.schema import Schema
from ftrack_orm.schema.stock import stock_schema

SCHEMA = stock_schema()

CONTRACT = [
    ("Task where statuss.name is a", 11, "unknown attribute 'statuss' on Task, did you mean 'status'?"),
    ("Taks where name is a", 0, "unknown entity type 'Taks', did you mean 'Task'?"),
    ("select full_name, status.name from Project", 25, "'status' is a plain value, it has no attribute 'name'"),
    ('Task where status is "x"', 11, "'status' is a link to Status; compare 'status.id' or use 'has'"),
    ("Task where bid > abc", 17, "Task.bid is a number, got 'abc'"),
    (
        "Task where start_date > yesterday",
        24,
        "Task.start_date is a date, got 'yesterday' (ISO date or datetime expected)",
    ),
    ("Task order by timelogs.start", 14, "cannot order by 'timelogs.start': 'timelogs' is a collection"),
]

MORE = [
    ("Task where parent.status is x and parent.zzzz is 1", 41, "unknown attribute 'zzzz' on Context"),
    ("Task where parent[Sho].name is x", 18, "unknown entity type 'Sho', did you mean 'Shot'?"),
    ("Task where parent[User].name is x", 18, "cannot cast 'parent' to 'User': it leads to Context"),
    ("Task where name[Shot].id is x", 16, "'name' is a plain value, it cannot be cast to 'Shot'"),
    ("Task where parent[Shot].username is x", 24, "unknown attribute 'username' on Shot, did you mean 'name'?"),
    (
        "Task where metadata.fps is 24",
        20,
        "unknown attribute 'fps' on Metadata; write: metadata any (key is \"fps\" and value is ...)",
    ),
    ("Task where notes is x", 11, "'notes' is a collection of Note; use 'any'"),
    ("Task where metadata like x", 11, "'metadata' is a collection of Metadata; use 'any'"),
    ("Task where status > x", 11, "'status' is a link to Status; compare 'status.id' or use 'has'"),
    (
        "Task where parent.project in (a)",
        18,
        "'parent.project' is a link to Project; compare 'parent.project.id' or use 'has'",
    ),
    ("Task where name any (id is 1)", 11, "'name' is a plain value; 'has' tests a link, 'any' a collection"),
    ("Task where id > x", 14, "Task.id is an id, '>' does not work on it"),
    ("Task where status_id before x", 21, "Task.status_id is an id, '<' does not work on it"),
    ("Task where bid like 3", 15, "Task.bid is a number, 'like' does not work on it"),
    ("User where is_active > 0", 21, "User.is_active is a boolean, '>' does not work on it"),
    ("User where is_active like t", 21, "User.is_active is a boolean, 'like' does not work on it"),
    ("Task where start_date like x", 22, "Task.start_date is a date, 'like' does not work on it"),
    ("User where is_active is yes", 24, "User.is_active is a boolean, got 'yes' (true, false, 1 or 0 expected)"),
    ("Task where bid in (1, b, 2)", 22, "Task.bid is a number, got 'b'"),
    ("Task where bid is true", 18, "Task.bid is a number, got 'true'"),
    ("Task where bid is nan", 18, "Task.bid is a number, got 'nan'"),
    ("Task where timelogs.start > now", 28, "Timelog.start is a date, got 'now' (ISO date or datetime expected)"),
    ("Task where timelogs any (start > now)", 33, "Timelog.start is a date, got 'now' (ISO date or datetime expected)"),
    ("Task where not (name is a or zzzz is b)", 29, "unknown attribute 'zzzz' on Task"),
    ("select zzzz from Task", 7, "unknown attribute 'zzzz' on Task"),
    ("select custom_attribute_links from Task", 7, "'custom_attribute_links' can be filtered on, not selected"),
    (
        "select parent.custom_attribute_links.id from Task",
        14,
        "'custom_attribute_links' can be filtered on, not selected",
    ),
    ("Task order by zzzz", 14, "unknown attribute 'zzzz' on Task"),
    ("Task order by metadata", 14, "cannot order by 'metadata': 'metadata' is a collection"),
    (
        "ContextCustomAttributeValue order by value",
        37,
        "cannot order by 'value': 'value' is a custom attribute's value",
    ),
    ("select count(id) from Task", 7, "'count' needs a 'group by' clause"),
    ("select sum(name) from Task group by type_id", 11, "'sum' needs a number, Task.name is text"),
    ("select count(status) from Task group by type_id", 13, "cannot aggregate 'status': 'status' is a link"),
    ("select count(id) from User group by username", 36, "User does not support 'group by'"),
    (
        "select count(id) from Task group by status",
        36,
        "cannot group by 'status': it is a link to Status; use 'status.id'",
    ),
    ("select count(id) from Task group by notes.id", 36, "cannot group by 'notes.id': 'notes' is a collection"),
    ("Task where id in (select zzzz from Timelog)", 25, "unknown attribute 'zzzz' on Timelog"),
    ("Task where id in (select id from Nope)", 33, "unknown entity type 'Nope', did you mean 'Note'?"),
    ("Task where id in (select id, name from Task)", 29, "a query inside 'in' selects exactly one attribute"),
    ("Task where id in (select parent from Task)", 25, "'parent' is a link to Context; select 'parent.id'"),
    ("Task where id in (select id from Task where bid is x)", 51, "Task.bid is a number, got 'x'"),
]


def found(text: str) -> list[tuple[str, int, str]]:
    return [(one.severity, one.offset, one.message) for one in check_query(parse_query(text), SCHEMA)]


@pytest.mark.parametrize(("text", "offset", "message"), CONTRACT + MORE)
def test_mistake_is_found_where_it_is(text: str, offset: int, message: str) -> None:
    assert found(text) == [("error", offset, message)]


@pytest.mark.parametrize(
    "text",
    [
        "Task",
        "select name, status.name, parent.project.full_name, notes, metadata from Task",
        'Task where name like "%comp%" and name > a and name in (a, "b", 3, true) and name is 010',
        'Task where bid is 1.5 and bid >= "2" and bid in (1, -2e3) and bid is_not none',
        "AssetVersion where version is '1' and version < 3",
        "User where is_active is true and is_active is_not 0 and is_active in ('False', 1)",
        "Task where start_date > 2024-01-31 and start_date is '2024-01-31T10:00:00' and end_date < '2024-01-31 10:00'",
        "Task where id is 3 and status_id like 'a%' and status_id in (a, b) and parent_id is none",
        "Task where status is none and parent is_not none and notes is none and metadata is none",
        "Task where status has (name is a) and notes any (author has (username is a)) and not timelogs any ()",
        "Task where metadata any (key is a and value is b) and metadata.key is a",
        "Task where custom_attributes any (key is a and (value is 1 or value > 'x' or value like '%b%'))",
        "Task where custom_attribute_links any ()",
        'Task where assignments any (resource.username is "x")',
        "Task where parent[Shot].parent[Sequence].name is a and parent[Context].name is b",
        "Context where status.name is a or status is active or status has (name is x)",
        "List where items.name is a or items any ()",
        "StatusChange where parent.name is a",
        "Setting where group is 'STORAGE'",
        "Task where id in (select context_id from Timelog where start > 2024-01-01)",
        "Task where id in () and id not_in (select id from Shot)",
        "Task order by name, status, status.sort descending, start_date, parent.project.name limit 5",
        "select count(id), sum(bid), max(start_date), project_id from Task group by project_id, status.name",
    ],
)
def test_good_query_has_no_findings(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "offset", "message"),
    [
        ("Task where notes has (id is 1)", 17, "'notes' is a collection; use 'any'"),
        ("Task where status any (id is 1)", 18, "'status' is a link; use 'has'"),
        ("Task where bid > none", 17, "a comparison with none is never true here; use 'bid is none' or 'is_not none'"),
        (
            "Task where bid in (1, none)",
            22,
            "a comparison with none is never true here; use 'bid is none' or 'is_not none'",
        ),
        ("select count(id), name from Task group by type_id", 18, "'name' is neither an aggregate nor in 'group by'"),
    ],
)
def test_doubtful_query_is_warned_of(text: str, offset: int, message: str) -> None:
    assert found(text) == [("warning", offset, message)]


def test_every_mistake_is_found_in_the_order_of_the_text() -> None:
    text = "select foo from Task where bar is 1 and status is 2 or notes any (bid is 3) order by timelogs"
    assert [offset for _, offset, _ in found(text)] == [7, 27, 40, 66, 85]


def test_finding_shows_its_line_with_a_caret() -> None:
    (diagnostic,) = check_query(parse_query("Task\nwhere\n  bid > abc"), SCHEMA)
    assert (diagnostic.line, diagnostic.column) == (3, 9)
    assert str(diagnostic) == "error: Task.bid is a number, got 'abc' (line 3, column 9)\n    bid > abc\n          ^"


def test_finding_in_a_built_query_is_placed_in_the_text_that_would_be_sent() -> None:
    query = Query("Task", where=Comparison(AttributePath.of("statuss.name"), "is", String("a")))
    (diagnostic,) = check_query(query, SCHEMA)
    assert diagnostic.offset == 11
    assert diagnostic.expression == 'Task where statuss.name is "a"'


def test_finding_in_a_query_of_text_and_builder_is_placed_in_the_text_that_would_be_sent() -> None:
    query = parse("Task   where   bid is x").where(parse_criterion("zzzz is 1"))
    assert [diagnostic.offset for diagnostic in check(query, SCHEMA)] == [18, 26]
    assert {diagnostic.expression for diagnostic in check(query, SCHEMA)} == {'Task where bid is "x" and zzzz is 1'}


def test_built_query_that_no_text_can_have_is_checked_too() -> None:
    criterion: Criterion = Comparison(AttributePath((Segment("zz zz"),)), "is", Null())
    for _ in range(2000):
        criterion = Not(criterion)
    (diagnostic,) = check_query(Query("Task", where=criterion), SCHEMA)
    assert diagnostic.message == "unknown attribute 'zz zz' on Task"
    assert diagnostic.offset == 0


def test_long_chain_is_checked() -> None:
    assert found("Task where " + " or ".join(f"bid is {number}" for number in range(5000))) == []


def test_path_is_resolved_over_subtypes() -> None:
    resolution = _followed("Appointment", "resource.username")
    assert [step.targets for step in resolution.steps] == [("Resource",), ()]
    assert resolution.last.variants[0].owners == ("User",)


def test_path_keeps_every_reading_where_subtypes_disagree() -> None:
    variants = _followed("Context", "status").last.variants
    assert {variant.attribute.kind: variant.owners for variant in variants} == {
        "scalar": ("Project",),
        "link": ("TypedContext",),
    }


def test_path_that_leads_nowhere_is_a_problem() -> None:
    problem = follow_path(SCHEMA, ("Task",), AttributePath.of("status.nam"))
    assert isinstance(problem, PathProblem)
    assert str(problem) == "unknown attribute 'nam' on Status, did you mean 'name'?"


def _followed(entity_type: str, path: str) -> Resolution:
    resolution = follow_path(SCHEMA, (entity_type,), AttributePath.of(path))
    assert isinstance(resolution, Resolution)
    return resolution


def test_attribute_of_a_site_without_a_stated_type_is_text() -> None:
    schema = Schema.from_json([{"id": "Größe", "properties": {"id": {}, "имя": {}}, "primary_key": ["id"]}])
    assert check_query(parse_query("Größe where имя like '%a%' order by имя"), schema) == []
