"""How deep a query may nest: exactly so far, counted by parentheses in its text and by criteria in its tree."""

from __future__ import annotations

import pytest

from ftrack_orm.errors import QuerySyntaxError
from ftrack_orm.query.syntax.nesting import MOST_LEVELS, check_parentheses, check_tree
from ftrack_orm.query.syntax.parser import parse_criterion, parse_query
from ftrack_orm.query.syntax.tree_building import Misplaced


def refused(text: str) -> int:
    """Return where the parentheses of a text are too many."""
    with pytest.raises(Misplaced) as caught:
        check_parentheses(text)
    assert caught.value.message == "nested more than 200 levels deep"
    return caught.value.offset


def test_so_many_parentheses_may_be_open_and_not_one_more() -> None:
    assert MOST_LEVELS == 200
    check_parentheses("(" * 200)
    assert refused("(" * 201) == 200
    assert refused("a" + "(" * 205) == 201


def test_what_was_closed_is_open_no_more() -> None:
    check_parentheses("()" * 500)
    check_parentheses("(" * 199 + "()" * 50 + "(")
    assert refused("()" * 100 + "(" * 201) == 400
    assert refused("(" * 100 + "()" * 50 + "(" * 101) == 300


def test_a_parenthesis_that_is_closed_before_it_opens_makes_no_room() -> None:
    assert refused(")(" + "(" * 201) == 202


@pytest.mark.parametrize("quoted", ['"((((\\"(("', "'((((\\'(('"])
def test_parentheses_in_text_are_text(quoted: str) -> None:
    check_parentheses(quoted * 100)
    assert refused("(" * 200 + quoted + "(") == 200 + len(quoted)
    check_parentheses("(" * 200 + quoted + ")(")


def test_parentheses_in_a_text_that_is_never_closed_are_text() -> None:
    check_parentheses("(" * 200 + '"((((')


def test_a_tree_may_be_so_deep_and_not_one_level_more() -> None:
    for levels, fits in ((199, True), (200, False)):
        text = "not " * levels + "name is a"
        if fits:
            assert str(parse_criterion(text)) == "not " * levels + 'name is "a"'
            continue
        with pytest.raises(QuerySyntaxError) as caught:
            parse_criterion(text)
        assert "nested more than 200 levels deep" in str(caught.value)


@pytest.mark.parametrize(
    ("opening", "closing", "levels"),
    [("a any (", ")", 199), ("a in (select a from T where ", ")", 99), ("not (a is 1 or ", ")", 99)],
)
def test_every_kind_of_criterion_is_a_level(opening: str, closing: str, levels: int) -> None:
    parse_query(f"T where {opening * levels}b is 1{closing * levels}")
    with pytest.raises(QuerySyntaxError, match="nested more than 200 levels deep"):
        parse_query(f"T where {opening * (levels + 1)}b is 1{closing * (levels + 1)}")


def test_a_tree_that_is_too_deep_is_refused_where_it_goes_on() -> None:
    with pytest.raises(QuerySyntaxError) as caught:
        parse_criterion("not " * 205 + "name is a")
    assert caught.value.offset == 200 * len("not ")
    with pytest.raises(QuerySyntaxError) as caught:
        parse_criterion("name is a and b is 1 or not " + "not " * 205 + "name is a")
    assert caught.value.offset == len("name is a and b is 1 or ") + 199 * len("not ")


def test_a_condition_is_a_level_too() -> None:
    with pytest.raises(QuerySyntaxError) as caught:
        parse_criterion("not " * 200 + "name is a")
    assert caught.value.offset == 200 * len("not ") + len("name ")


def test_a_short_text_is_not_walked() -> None:
    check_tree("Task", None)
    check_tree("not " * 300, None)
