"""The language of subscriptions: texts, builder, printing, matching; beside the official client's own parser."""

from __future__ import annotations

import subprocess
import sys
import warnings
from contextlib import suppress
from typing import Any, cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ftrack_orm.errors import EventError, SubscriptionSyntaxError
from ftrack_orm.events.subscription import (
    And,
    Condition,
    Expression,
    Not,
    Or,
    data,
    key,
    parse_subscription,
    source,
    topic,
)
from ftrack_orm.events.subscription.expression import Operator

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # it imports modules that Python and setuptools deprecate
    from ftrack_api.event.expression import Parser  # type: ignore[import-untyped]  # the official client has no types

OFFICIAL = Parser()
OPERATORS: list[Operator] = ["=", "!=", ">=", "<=", ">", "<"]
UPDATE = {"topic": "ftrack.update", "data": {"kind": "shot", "n": 3}, "source": {"user": {"username": "ada"}}}

keys = st.sampled_from(["topic", "a", "a.b", "a.b.c", "data.0", "b_1", "and", "or", "notes"])
bare = st.text("ab*-_,./@+1", min_size=1, max_size=4)
values = bare | st.text(st.characters(exclude_characters="\"'\\\n\r\t", exclude_categories=["Cs"]), min_size=1)
conditions = st.builds(Condition, keys, st.sampled_from(OPERATORS), values)


def combined(parts: st.SearchStrategy[Expression]) -> st.SearchStrategy[Expression]:
    many = st.lists(parts, min_size=2, max_size=3).map(tuple)
    return st.builds(Not, parts) | st.builds(And, many) | st.builds(Or, many)


expressions: st.SearchStrategy[Expression] = st.recursive(conditions, combined, max_leaves=8)
json_values: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | bare,  # no numbers, which that client never takes for what a text says
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["a", "b", "c", "0", "topic"]), inner),
    max_leaves=6,
)
events = st.dictionaries(st.sampled_from(["topic", "a", "b_1", "data", "and"]), json_values)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("topic=ftrack.update", True),
        ("topic=ftrack.*", True),
        ("topic=*", True),
        ("topic = 'ftrack.update' and source.user.username=\"ada\"", True),
        ("TOPIC=ftrack.update", False),
        ("topic=ftrack.update AND NOT data.kind=task", True),
        ("topic=other or topic=ftrack.update and data.kind=shot", True),
        ("(topic=other or topic=ftrack.update) and data.kind=task", False),
        ("not not topic=ftrack.update", True),
        ("data.kind>a and data.kind<=shot and data.kind!=x", True),
        ("data.n=3", True),
        ("data.n=3.0", True),
        ('data.n="3"', True),
        ("data.n!=3", False),
        ("data.n>1", True),
        ("data.n<10", True),
        ("data.n>=4", False),
        ("data.n=three", False),
        ("data.n!=three", True),
        ("data.n<three", False),
        ("data.n=nan", False),
        ("topic=ftrack*", True),
        ("topic=update*", False),
        ("topic=track.*", False),
        ("topic!=ftrack.*", True),
        ("data.missing!=1", False),
        ("not data.missing=1", True),
        ("data.kind.deeper=1", False),
        ("data.n=*", False),
    ],
)
def test_text_matches_as_it_says(text: str, wanted: bool) -> None:
    assert parse_subscription(text).matches(UPDATE) is wanted


@given(expressions)
def test_printed_expression_parses_into_itself(expression: Expression) -> None:
    assert parse_subscription(str(expression)) == expression


def test_a_wildcard_is_a_prefix_where_the_official_python_client_looks_anywhere() -> None:
    event = {"topic": "x.ftrack.update"}
    assert OFFICIAL.parse("topic=ftrack.*").match(event)
    assert not parse_subscription("topic=ftrack.*").matches(event)
    assert not parse_subscription("data.topics=ftrack.*").matches({"data": {"topics": ["ftrack.update"]}})


def test_a_truth_value_is_no_number() -> None:
    assert not parse_subscription("data.flag=1").matches({"data": {"flag": True}})
    assert not parse_subscription("data.flag>0").matches({"data": {"flag": True}})


def test_a_number_longer_than_python_reads_is_compared_too() -> None:
    assert parse_subscription("data.n<" + "9" * 5000).matches({"data": {"n": 3}})


@given(expressions.filter(lambda expression: "*" not in str(expression)), events)
def test_matching_agrees_with_the_official_client_where_that_does_not_raise(
    expression: Expression, event: dict[str, Any]
) -> None:
    theirs = OFFICIAL.parse(str(expression))
    try:
        wanted = theirs.match(event)
    except Exception:
        assert expression.matches(event) in (True, False)
    else:
        assert expression.matches(event) is bool(wanted)


@given(conditions, events)
def test_condition_that_the_official_client_cannot_judge_is_false(condition: Condition, event: dict[str, Any]) -> None:
    try:
        OFFICIAL.parse(str(condition)).match(event)
    except Exception:
        assert condition.matches(event) is False  # there are no numbers in these events


@given(st.text("ab=!<>()\"'. *&", max_size=14) | st.text(max_size=8))
def test_text_is_refused_where_the_official_client_refuses_it(text: str) -> None:
    try:
        OFFICIAL.parse(text)
    except Exception:
        with pytest.raises(SubscriptionSyntaxError) as caught:
            parse_subscription(text)
        assert 0 <= caught.value.offset <= len(text)
        assert str(caught.value).endswith("^")
    else:
        parse_subscription(text)


@pytest.mark.parametrize("event", [{}, {"topic": None}, {"topic": ["x"]}, {"topic": {"a": 1}}, None, 3, "topic", []])
@pytest.mark.parametrize("text", ["topic=x", "topic=x*", "topic>x", "topic.a.b<x", 'topic=""', "not topic>=x"])
def test_matching_never_raises(event: Any, text: str) -> None:
    assert parse_subscription(text).matches(event) in (True, False)


def test_value_that_raises_when_compared_does_not_match() -> None:
    class Hostile:
        def __eq__(self, other: object) -> bool:
            raise RecursionError

        def __getitem__(self, name: str) -> object:
            raise ZeroDivisionError

        __hash__ = None  # type: ignore[assignment]  # not needed

    assert not parse_subscription("topic=x").matches({"topic": Hostile()})
    assert not parse_subscription("topic.x=x").matches({"topic": Hostile()})


@pytest.mark.parametrize(
    ("text", "line", "column", "message"),
    [
        ("", 1, 1, "expected a condition"),
        ("topic", 1, 6, "expected an operator after 'topic'"),
        ("topic==x", 1, 6, "use a single '='"),
        ("topic is x", 1, 7, "use '='"),
        ("topic=", 1, 7, "expected a value after '='"),
        ('topic="x', 1, 7, "this quote is never closed"),
        ("topic=a:b", 1, 8, "unexpected ':'; quote a value that holds ':'"),
        ("topic=a b", 1, 9, "unexpected 'b'; quote a value that holds spaces"),
        ("(topic=a", 1, 1, "this parenthesis is never closed"),
        ("topic=a)", 1, 8, "this parenthesis was never opened"),
        ("topic=a\n adn b=c", 2, 2, "unexpected 'adn' after the condition, did you mean 'and'?"),
        ("topic=a and", 1, 12, "expected a condition after 'and'"),
        ("topic=a && b=c", 1, 9, "use 'and'"),
        ("(" * 300 + "a=b", 1, 201, "nested more than 200 levels deep"),
    ],
)
def test_error_names_the_place_and_the_remedy(text: str, line: int, column: int, message: str) -> None:
    with pytest.raises(SubscriptionSyntaxError) as caught:
        parse_subscription(text)
    assert (caught.value.message, caught.value.line, caught.value.column) == (message, line, column)
    assert isinstance(caught.value, ValueError)
    assert str(caught.value).split("\n")[-1] == "  " + " " * (column - 1) + "^"


@pytest.mark.parametrize("text", ["not " * 5000 + "a=b", "(" * 5000 + "a=b" + ")" * 5000, "a=b and " * 5000 + "a=b"])
def test_long_text_never_exhausts_the_stack(text: str) -> None:
    with suppress(SubscriptionSyntaxError):
        parse_subscription(text).matches(UPDATE)


def test_builder_and_text_make_equal_values() -> None:
    built = topic("ftrack.update") & (source.user.username == "ada") & ~(data["kind"] == "x y")
    text = "topic=ftrack.update and source.user.username=ada and not data.kind='x y'"
    assert built == parse_subscription(text)
    assert str(built) == 'topic=ftrack.update and source.user.username=ada and not data.kind="x y"'
    assert str((key("a.b") > "1") | (data.x != "2") | (data.x <= "3")) == "a.b>1 or data.x!=2 or data.x<=3"


@pytest.mark.parametrize("value", ["both \" and '", "line\nbreak", "ends with \\", 3, None])
def test_value_that_the_language_cannot_hold_is_refused(value: Any) -> None:
    with pytest.raises(EventError):
        bool(data.kind == value)


def test_expression_has_no_truth_value() -> None:
    with pytest.raises(TypeError, match="combine with &"):
        bool(topic("a") and topic("b"))
    with pytest.raises(TypeError, match="neither true nor false"):
        bool(data.x)


def test_expression_is_frozen_and_hashable() -> None:
    expression = parse_subscription("topic=a and b=c")
    expression.matches({})
    assert hash(expression) == hash(topic("a") & (key("b") == "c"))
    with pytest.raises(AttributeError):
        cast(Any, expression).parts = ()


def test_lark_is_imported_only_for_text_that_needs_it() -> None:
    code = (
        "import sys\nfrom ftrack_orm.events import parse_subscription\n"
        "parse_subscription('topic=ftrack.update').matches({})\n"
        "assert not {'lark', 'websockets', 'requests'} & set(sys.modules)\n"
        "parse_subscription('topic=a and b=c')\nassert 'lark' in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
