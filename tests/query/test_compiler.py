from __future__ import annotations

import pytest

from ftrack_orm.query.ast import AttributePath, Comparison, Criterion, In, Not, Query, String
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
