from __future__ import annotations

import pytest

from ftrack_orm.query import select, text
from ftrack_orm.query.ast import And, AttributePath, Comparison, Criterion, In, Not, Or, Query, RelationTest, String
from ftrack_orm.query.compiler import LEVELS, compile_criterion, compile_query, write_parts
from ftrack_orm.query.syntax.parser import parse_criterion, parse_query
from ftrack_stock import Task


@pytest.mark.parametrize(
    ("text", "canonical"),
    [
        ("TASK", "TASK"),
        ("Task WHERE name = 'a'", 'Task where name is "a"'),
        ("Task where a != 3 and b before x", 'Task where a is_not 3 and b < "x"'),
        ("Task where a after x and b less_than 3", 'Task where a > "x" and b < 3'),
        ("Task where a NOT IN (1,'b',None,TRUE,)", 'Task where a not_in (1, "b", none, true)'),
        ("Task where a in ()", "Task where a in ()"),
        ("Task where a is TRUE or a is False", "Task where a is true or a is false"),
        ("Task where a is NULL and (b is 1 OR c is 2)", "Task where a is none and (b is 1 or c is 2)"),
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


def test_criteria_of_several_steps_are_joined_by_and() -> None:
    query = select(Task).where(Task.name == "a").where(text("bid > 1 or bid < 0"), Task.sort == 2)
    assert str(query) == 'Task where name is "a" and (bid > 1 or bid < 0) and sort is 2'


USUAL = (
    "a is 1 and (b is 2 or not (c is 3 and d in (1, 2))) and not e is 4 and "
    "f any (g is 5 and h has (i is 6 or j is 7)) and k in (select l from T where m is 8 and n any ())"
)


def written(levels: int) -> str | list[object]:
    where = parse_criterion(USUAL)
    found = write_parts("Task", (), (where, where), (), (), None, None, levels)
    return found if isinstance(found, str) else [*found]


def test_a_usual_query_is_written_in_one_pass() -> None:
    assert written(LEVELS) == f"Task where {USUAL} and {USUAL}"


@pytest.mark.parametrize("levels", range(8))
def test_what_lies_deeper_is_left_for_the_next_pass_and_gives_the_same_text(levels: int) -> None:
    found = written(levels)
    assert isinstance(found, list) == (levels < 6)
    assert "".join(map(str, found)) == f"Task where {USUAL} and {USUAL}"


def test_what_is_no_criterion_of_the_language_is_not_written() -> None:
    class Foreign(Criterion):
        _text = None

    with pytest.raises(TypeError) as refused:
        str(Foreign())
    assert str(refused.value) == "no criterion of the query language: Foreign"


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
