"""What is known of a condition is worked out before it is sent."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TypeAlias

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ftrack_orm.query import Criterion, Query, Select, parse, select
from ftrack_orm.query.ast import And, AttributePath, Comparison, In, Not, Or, RelationTest, String
from ftrack_orm.query.building.folding import fold
from ftrack_stock import Note, Project, Status, Task

NOTHING = Task.name.in_([])
ANYTHING = Task.name.not_in([])
SOME = Task.bid > 3
NONE_OF_PROJECTS = select(Project.id).where(Project.name.in_([]))
ALL_PROJECTS = select(Project.id).where(Project.name.not_in([]))


@pytest.mark.parametrize(
    "criterion",
    [
        NOTHING,
        ~ANYTHING,
        NOTHING & SOME,
        SOME & (NOTHING | NOTHING),
        ~(SOME | ANYTHING),
        Task.status.has(Status.name.in_([])),
        Task.notes.any(Note.content == "a", Note.content.in_([])),
        Task.status.in_([]),
        Task.project_id.in_(NONE_OF_PROJECTS),
        Task.metadata["a"].in_([]),
    ],
    ids=str,
)
def test_what_never_holds_folds_to_none(criterion: Criterion) -> None:
    assert fold(select(Task).where(criterion).query) is None


@pytest.mark.parametrize(
    ("criterion", "left"),
    [
        (ANYTHING, "Task"),
        (~NOTHING, "Task"),
        (SOME | ANYTHING, "Task"),
        (~Task.notes.any(Note.content.in_([])), "Task"),
        (Task.project_id.not_in(NONE_OF_PROJECTS), "Task"),
        (SOME & ANYTHING, "Task where bid > 3"),
        (SOME | NOTHING, "Task where bid > 3"),
        (~(SOME & ANYTHING), "Task where not bid > 3"),
        (Task.notes.any(Note.content.not_in([])), "Task where notes any ()"),
        (Task.status.has(Status.name.not_in([])), "Task where status has ()"),
        (Task.project_id.in_(ALL_PROJECTS), "Task where project_id in (select id from Project)"),
        ((SOME | NOTHING) & (Task.name == "a"), "Task where bid > 3 and name is a"),
        (((SOME & (Task.name == "a")) | NOTHING) & (Task.id == "b"), "Task where bid > 3 and name is a and id is b"),
    ],
    ids=str,
)
def test_what_is_known_drops_out(criterion: Criterion, left: str) -> None:
    assert fold(select(Task).where(criterion).query) == parse(left).query


@pytest.mark.parametrize(
    "query", [select(Task), select(Task).where(SOME & ~Task.notes.any()), parse("Task where a is b")]
)
def test_query_without_anything_known_comes_back_as_it_is(query: Select[object]) -> None:
    assert fold(query.query) is query.query


def test_other_clauses_stay() -> None:
    query = parse("select name from Task where id not_in () order by name offset 1 limit 2").query
    assert str(fold(query)) == "select name from Task order by name offset 1 limit 2"


def test_depth_is_no_limit() -> None:
    criterion: Criterion = NOTHING
    for _ in range(10_000):
        criterion = Not(criterion)
    assert fold(Query("Task", where=criterion)) is None


World: TypeAlias = Mapping[str, "str | list[World]"]

values = st.sampled_from("xy")
worlds: st.SearchStrategy[World] = st.recursive(
    st.fixed_dictionaries({"a": values, "b": values}),
    lambda inner: st.fixed_dictionaries({"a": values, "b": values, "r": st.lists(inner, max_size=2)}),
    max_leaves=4,
)
attributes = st.sampled_from("ab").map(AttributePath.of)
leaves: st.SearchStrategy[Criterion] = st.one_of(
    st.builds(Comparison, attributes, st.just("is"), values.map(String)),
    st.builds(In, attributes, st.lists(values.map(String), max_size=1).map(tuple), st.booleans()),
    st.just(RelationTest(AttributePath.of("r"), "any")),
)


def combined(criteria: st.SearchStrategy[Criterion]) -> st.SearchStrategy[Criterion]:
    several = st.lists(criteria, min_size=2, max_size=3)
    subqueries = st.builds(Query, st.just("T"), st.just((AttributePath.of("a"),)), criteria)
    return st.one_of(
        several.map(And.of),
        several.map(Or.of),
        criteria.map(Not),
        st.builds(RelationTest, st.just(AttributePath.of("r")), st.just("any"), criteria),
        st.builds(In, attributes, subqueries, st.booleans()),
    )


criteria: st.SearchStrategy[Criterion] = st.recursive(leaves, combined, max_leaves=10)


def holds(criterion: Criterion | None, world: World, everything: list[World]) -> bool:
    match criterion:
        case None:
            return True
        case And(parts):
            return all(holds(part, world, everything) for part in parts)
        case Or(parts):
            return any(holds(part, world, everything) for part in parts)
        case Not(inner):
            return not holds(inner, world, everything)
        case Comparison(path, _, String(value)):
            return world[str(path)] == value
        case RelationTest(path, _, inner):
            related = world.get(str(path), [])
            return any(holds(inner, one, everything) for one in related if not isinstance(one, str))
        case In(path, Query() as query, negated):
            given_ = [one[str(query.projections[0])] for one in everything if holds(query.where, one, everything)]
            return (world[str(path)] in given_) is not negated
        case In(path, tuple() as choices, negated):
            return (String(str(world[str(path)])) in choices) is not negated
    raise AssertionError(criterion)


def memberships(criterion: Criterion | None) -> Iterator[In]:
    match criterion:
        case And(parts) | Or(parts):
            for part in parts:
                yield from memberships(part)
        case Not(inner) | RelationTest(_, _, inner):
            yield from memberships(inner)
        case In(_, choices):
            yield criterion
            if isinstance(choices, Query):
                yield from memberships(choices.where)


@settings(max_examples=400)
@given(criteria, st.lists(worlds, min_size=1, max_size=3))
def test_folding_keeps_the_meaning_and_leaves_no_empty_in(criterion: Criterion, everything: list[World]) -> None:
    folded = fold(Query("T", where=criterion))
    for world in everything:
        expected = folded is not None and holds(folded.where, world, everything)
        assert holds(criterion, world, everything) == expected
    assert all(test.choices != () for test in memberships(folded.where if folded else None))
