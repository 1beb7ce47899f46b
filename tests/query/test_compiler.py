from __future__ import annotations

import pytest

from ftrack_orm.query.ast import And, AttributePath, Comparison, Criterion, In, Not, Or, Query, RelationTest, String
from ftrack_orm.query.compiler import compile_criterion, compile_query
from ftrack_orm.query.parser import parse_query


@pytest.mark.parametrize(
    ("text", "canonical"),
    [
        ("TASK", "TASK"),
        ("Task WHERE name = 'a'", 'Task where name is "a"'),
        ("Task where a != 3 and b before x", 'Task where a is_not 3 and b < "x"'),
        ("Task where a after x and b less_than 3", 'Task where a > "x" and b < 3'),
        ("Task where a NOT IN (1,'b',None,TRUE,)", 'Task where a not_in (1, "b", none, true)'),
        ("Task where a in ()", "Task where a in ()"),
        ("Task where (((a is 1)))", "Task where a is 1"),
        ("Task where (a is 1 and b is 2) or c is 3", "Task where a is 1 and b is 2 or c is 3"),
        ("Task where a is 1 and (b is 2 or c is 3)", "Task where a is 1 and (b is 2 or c is 3)"),
        ("Task where a is 1 or (b is 2 or c is 3)", "Task where a is 1 or b is 2 or c is 3"),
        ("Task where not (a is 1)", "Task where not a is 1"),
        ("Task where not (a is 1 and b is 2)", "Task where not (a is 1 and b is 2)"),
        ("Task where not (not (a is 1))", "Task where not not a is 1"),
        ("Task where not timelogs ANY()", "Task where not timelogs any ()"),
        ("Task where status has (name is x)", 'Task where status has (name is "x")'),
        ("Task where parent[Shot] . name is 010", "Task where parent[Shot].name is 010"),
        (
            "Task where id in (SELECT task_id FROM Timelog limit 3)",
            "Task where id in (select task_id from Timelog limit 3)",
        ),
        (
            "Task limit 1 offset 2 order by name asc, sort desc group by a,b",
            "Task group by a, b order by name, sort descending offset 2 limit 1",
        ),
        ("select COUNT( id ),name from Task", "select count(id), name from Task"),
        (r"""Task where a is 'it\'s "x" \\ \%'""", r"""Task where a is "it's \"x\" \\ \\%" """.rstrip()),
    ],
)
def test_text_is_printed_canonically(text: str, canonical: str) -> None:
    assert str(parse_query(text)) == canonical


def test_nodes_print_themselves() -> None:
    condition = Comparison(AttributePath.of("name"), "like", String("%a%"))
    assert str(~condition) == compile_criterion(Not(condition)) == 'not name like "%a%"'
    assert compile_query(Query("Task", where=condition)) == 'Task where name like "%a%"'


def test_built_tree_of_any_depth_is_printed() -> None:
    criterion: Criterion = In(AttributePath.of("id"), (String("a"),), True)
    for _ in range(5000):
        criterion = Not(criterion)
    assert compile_criterion(criterion) == "not " * 5000 + 'id not_in ("a")'


@pytest.mark.parametrize("kind", ["not", "any", "in", "and or"])
def test_built_tree_of_any_kind_and_depth_is_printed(kind: str) -> None:
    name, leaf = AttributePath.of("a"), Comparison(AttributePath.of("b"), "is", String("c"))
    criterion: Criterion = leaf
    before, after = {
        "not": ("not ", ""),
        "any": ("a any (", ")"),
        "in": ("a in (select a from T where ", ")"),
        "and or": ('b is "c" or b is "c" and (', ")"),
    }[kind]
    for _ in range(3000):
        match kind:
            case "not":
                criterion = Not(criterion)
            case "any":
                criterion = RelationTest(name, "any", criterion)
            case "in":
                criterion = In(name, Query("T", (name,), criterion))
            case _:
                criterion = Or((leaf, And((leaf, criterion))))
    expected = before * 3000 + 'b is "c"' + after * 3000
    if kind == "and or":  # a single comparison needs no parentheses
        expected = expected.replace('(b is "c")', 'b is "c"', 1)
    assert compile_criterion(criterion) == expected
