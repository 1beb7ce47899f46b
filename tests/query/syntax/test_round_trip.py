from __future__ import annotations

from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ftrack_orm.query.ast import (
    And,
    AttributePath,
    Boolean,
    Comparison,
    Criterion,
    Function,
    FunctionName,
    In,
    Not,
    Null,
    Number,
    Operator,
    Or,
    Ordering,
    Projection,
    Query,
    RelationTest,
    Segment,
    String,
    Value,
)
from ftrack_orm.query.syntax.parser import parse_criterion, parse_query

KEYWORDS = [
    "select",
    "from",
    "where",
    "and",
    "or",
    "not",
    "in",
    "not_in",
    "any",
    "has",
    "is",
    "is_not",
    "before",
    "after",
    "like",
    "not_like",
    "group",
    "order",
    "by",
    "limit",
    "offset",
    "asc",
    "desc",
    "none",
    "null",
    "true",
    "false",
    "count",
]

words = st.text(st.characters(categories=("L", "N", "M"), include_characters="_"), min_size=1, max_size=6)
names = st.sampled_from(["id", "name", "parent", "custom_attributes"]) | words | st.sampled_from(KEYWORDS)
entity_types = names.filter(lambda name: name.lower() != "select")
paths = st.lists(st.builds(Segment, names, st.none() | names), min_size=1, max_size=3).map(
    lambda segments: AttributePath(tuple(segments))
)
numbers = st.integers().map(str) | st.decimals(allow_nan=False, allow_infinity=False).map(str)
values: st.SearchStrategy[Value] = st.one_of(
    st.builds(String, st.text()), st.builds(Number, numbers), st.builds(Boolean, st.booleans()), st.just(Null())
)
comparisons = st.builds(Comparison, paths, st.sampled_from(get_args(Operator)), values)
memberships = st.builds(In, paths, st.lists(values, max_size=4).map(tuple), st.booleans())
projections: st.SearchStrategy[Projection] = paths | st.builds(Function, st.sampled_from(get_args(FunctionName)), paths)


def queries(criteria: st.SearchStrategy[Criterion], least: int = 0) -> st.SearchStrategy[Query]:
    counts = st.none() | st.integers(0, 10**9)
    return st.builds(
        Query,
        entity_types,
        st.lists(projections, min_size=least, max_size=3).map(tuple),
        st.none() | criteria,
        st.lists(paths, max_size=2).map(tuple),
        st.lists(st.builds(Ordering, paths, st.booleans()), max_size=2).map(tuple),
        counts,
        counts,
    )


def combined(criteria: st.SearchStrategy[Criterion]) -> st.SearchStrategy[Criterion]:
    several = st.lists(criteria, min_size=2, max_size=3)
    return st.one_of(
        several.map(And.of),
        several.map(Or.of),
        criteria.map(Not),
        st.builds(RelationTest, paths, st.sampled_from(("any", "has")), st.none() | criteria),
        st.builds(In, paths, queries(criteria, least=1), st.booleans()),
    )


criteria: st.SearchStrategy[Criterion] = st.recursive(comparisons | memberships, combined, max_leaves=8)


@given(queries(criteria))
def test_parse_after_print_is_the_identity(query: Query) -> None:
    assert parse_query(str(query)) == query


@given(criteria)
def test_parse_after_print_is_the_identity_on_criteria(criterion: Criterion) -> None:
    assert parse_criterion(str(criterion)) == criterion


@given(st.text())
def test_any_string_survives(text: str) -> None:
    criterion = Comparison(AttributePath.of("name"), "is", String(text))
    assert parse_criterion(str(criterion)) == criterion


@pytest.mark.parametrize("text", ["\\", '"', "'", '\\"', "\n", "\r\n\t", "\x00", "\u2028", "\ud800", "%\\%_", "a\\"])
def test_hostile_string_survives(text: str) -> None:
    criterion = Comparison(AttributePath.of("name"), "is", String(text))
    assert parse_criterion(str(criterion)) == criterion


@given(queries(criteria))
def test_printing_is_stable(query: Query) -> None:
    assert str(parse_query(str(query))) == str(query)
