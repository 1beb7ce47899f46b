"""Any text is a query or a subscription, or a syntax error that shows its place; nothing else, and in linear time."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ftrack_orm.errors import QuerySyntaxError, SubscriptionSyntaxError
from ftrack_orm.events.subscription import parse_subscription
from ftrack_orm.query import parse
from ftrack_orm.query.syntax.parser import parse_criterion, parse_query
from tests.hardening.noise import noisy
from tests.hardening.rounds import examples

QUERIES = (
    'select name, status.name from Task where name is "comp" and not bid > 3 order by name desc limit 5 offset 2',
    'Task where assignments any (resource[User].username in (\'a\', "b")) or parent has (name like "%x%")',
    "select count(id), max(bid) from Task where id in (select id from Shot where name != none) group by status.name",
    'Task where created_at > "2024-01-01T00:00:00" and custom_attributes any (key is "x" and value is -3.5e10)',
    "AssetVersion where is_latest_version is true and (version >= 3 or (version < 2))",
)
SUBSCRIPTIONS = (
    "topic=ftrack.update and not source.user.username='ada'",
    'topic="ftrack.*" or (data.x > 3 and data.y != "a""b")',
    "not (not topic = ftrack.action.launch) and source.id=abc-123",
)
WORDS = (
    " ", "\n", "(", ")", "((", "))", "[", "]", ",", ".", "..", '"', "'", "\\", "\\\"", "=", "!=", "<", ">=", "is",
    "is_not",
    " is not ", " not ", " and ", " or ", " in ", " in (", " any ", " any (", " has (", " like ", " where ", " select ",
    " from ", " order by ", " group by ", " limit ", " offset ", " none ", " true ", " now ", "-1", "1e400", "9" * 30,
    "Task", "name", "*", "%", "~", "\0", "\u202e", "ünï", "🦊", "\ud800", "\u2028", "²", "ſ", "İ", "-", "--", "#", ";",
)  # fmt: skip


def texts(good: tuple[str, ...]) -> st.SearchStrategy[str]:
    return noisy(good, WORDS)


@examples(400)
@given(texts(QUERIES))
def test_a_text_is_a_query_or_a_syntax_error(text: str) -> None:
    try:
        query = parse_query(text)
    except QuerySyntaxError as error:
        str(error)
    else:
        assert parse_query(str(query)) == query


@examples(200)
@given(texts(QUERIES))
def test_a_text_is_a_criterion_or_a_syntax_error(text: str) -> None:
    try:
        criterion = parse_criterion(text)
    except QuerySyntaxError as error:
        str(error)
    else:
        assert parse_criterion(str(criterion)) == criterion


@examples(400)
@given(texts(SUBSCRIPTIONS))
def test_a_text_is_a_subscription_or_a_syntax_error(text: str) -> None:
    try:
        expression = parse_subscription(text)
    except SubscriptionSyntaxError as error:
        str(error)
    else:
        again = parse_subscription(str(expression))
        assert again == expression
        expression.matches({"topic": "ftrack.update", "data": {"x": float("nan"), "y": []}, "source": None})


DEEP = 10_000
HUGE_QUERIES = (
    "Task where " + "(" * DEEP + "name is x" + ")" * DEEP,
    "Task where " + "(" * DEEP,
    "Task where " + "not " * DEEP + "name is x",
    "Task where " + "parent has (" * DEEP + "name is x" + ")" * DEEP,
    "Task where " + "id in (select id from Task where " * DEEP,
    "Task where " + "not (" * DEEP,
    "Task where name is " + '"' + "\\" * DEEP,
    "Task where name is " + "'\\" * DEEP,
    "Task where " + "(" * 150 + "name is x" + ")" * 149,
    ")" * DEEP,
    "[" * DEEP,
    "select " + "a, " * DEEP,
)
WIDE_QUERIES = (
    "select " + "parent." * DEEP + "name from Task",
    "Task where " + " and ".join(["name is x"] * DEEP),
    "Task where " + " or ".join(["(name is x and bid > 3)"] * 2000),
    "Task where name in (" + ", ".join(["'x'"] * DEEP) + ")",
    f'Task where name is "{"x" * 1_000_000}"',
)
HUGE_SUBSCRIPTIONS = (
    "(" * DEEP + "topic=x" + ")" * DEEP,
    "not " * DEEP + "topic=x",
    "(" * DEEP,
    "not (" * DEEP + "topic=x",
    "topic='" + "\\" * DEEP,
    'topic="' + '""' * DEEP,
    ")" * DEEP,
    '"a\\' * 10 * DEEP,
    "topic='" + "a\\'" * 10 * DEEP,
)
WIDE_SUBSCRIPTIONS = (
    " and ".join(["not topic=x"] * DEEP),
    " and ".join(["topic=x"] * DEEP),
    " or ".join(["topic=x"] * DEEP),
    f"topic='{'x' * 1_000_000}'",
)


@pytest.mark.parametrize("text", HUGE_QUERIES, ids=lambda text: f"{text[:30]!r} of {len(text)}")
def test_a_query_that_nests_without_end_is_a_syntax_error(text: str) -> None:
    with pytest.raises(QuerySyntaxError) as caught:
        parse(text)
    assert len(str(caught.value)) < 3000


@pytest.mark.parametrize("text", WIDE_QUERIES, ids=lambda text: f"{text[:30]!r} of {len(text)}")
def test_a_query_may_be_long(text: str) -> None:
    assert parse_query(text).entity_type == "Task"


@pytest.mark.parametrize("text", HUGE_SUBSCRIPTIONS, ids=lambda text: f"{text[:30]!r} of {len(text)}")
def test_a_subscription_that_nests_without_end_is_a_syntax_error(text: str) -> None:
    with pytest.raises(SubscriptionSyntaxError) as caught:
        parse_subscription(text)
    assert len(str(caught.value)) < 3000


@pytest.mark.parametrize("text", WIDE_SUBSCRIPTIONS, ids=lambda text: f"{text[:30]!r} of {len(text)}")
def test_a_subscription_may_be_long(text: str) -> None:
    assert parse_subscription(text).matches({"topic": "y"}) is text.startswith("not")
