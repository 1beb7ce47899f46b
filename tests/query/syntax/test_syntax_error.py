from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ftrack_orm.errors import QuerySyntaxError
from ftrack_orm.query.compiler import compile_query
from ftrack_orm.query.syntax.parser import parse_criterion, parse_query

CONTRACT = [
    ("Task wehre name is a", 5, "unexpected 'wehre' after the entity type, did you mean 'where'?"),
    ("Task where name", 15, "expected an operator after 'name'"),
    ('Task where name == "a"', 17, "use a single '=' (or 'is') to compare"),
    ("Task where name is not none", 20, "there is no 'is not' operator, use 'is_not'"),
    ("Task where name is foo bar", 23, "unexpected 'bar'; quote a value that holds spaces"),
    ('Task where name is "a', 19, "this quote is never closed"),
    (
        'Task where custom_attributes["x"] is 1',
        29,
        'write: custom_attributes any (key is "x" and value is ...)',
    ),
    ("Task limit 5 limit 6", 13, "duplicate limit clause"),
]

MORE = [
    ("", 0, "expected an entity type or 'select'"),
    ("   ", 3, "expected an entity type or 'select'"),
    ("select", 6, "expected an attribute after 'select'"),
    ("select * from Task", 7, "name the attributes, or leave 'select ... from' out to get the default ones"),
    ("select from Task", 7, "expected an attribute after 'select', got the keyword 'from'"),
    ("select a, from Task", 10, "expected an attribute after ',', got the keyword 'from'"),
    ("select name Task", 12, "expected ',' or 'from' after 'name', got 'Task'"),
    ("selct name from Task", 0, "unexpected 'name' after 'selct', did you mean 'select'?"),
    ("select cuont(id) from Task", 7, "unknown function 'cuont', did you mean 'count'?"),
    ("where name is a", 0, "expected an entity type, got the keyword 'where'"),
    ("Task order name", 5, "unexpected 'order' after the entity type, did you mean 'order by'?"),
    (
        "Task name is a",
        5,
        "unexpected 'name' after the entity type, expected 'where', 'group by', 'order by', 'limit' or 'offset'",
    ),
    ("Task where ", 11, "expected a condition after 'where'"),
    ("Task where and name is a", 11, "expected an attribute after 'where', got the keyword 'and'"),
    ("Task where name isnt a", 16, "expected an operator after 'name', got 'isnt', did you mean 'is_not'?"),
    ('Task where name not like "a"', 16, "there is no 'not like' operator, use 'not_like'"),
    ("Task where bid less than 3", 15, "there is no 'less than' operator, use 'less_than'"),
    ('Task where name contains "a"', 16, "use 'like' with the wildcard %: like \"%...%\""),
    ("Task where name <> a", 17, "use '!=' (or 'is_not')"),
    ("Task where bid =< 3", 16, "use '<='"),
    ("Task where bid is 3 && bid is 4", 20, "use 'and'"),
    ("Task where name is", 18, "expected a value after 'is'"),
    (
        "Task where name is and bid > 3",
        19,
        "expected a value after 'is', got the keyword 'and'; quote it if it is meant as text",
    ),
    ("Task where name is a adn bid > 3", 21, "unexpected 'adn', did you mean 'and'? (quote a value that holds spaces)"),
    ("Task where name is foo!", 22, "unexpected '!'; quote a value that holds '!'"),
    ("Task where name is 'it's'", 23, r"unexpected 's'; write \' for a quote within a value"),
    ('Task where name is "a" adn', 23, "unexpected 'adn' after the condition, did you mean 'and'?"),
    ("Task where (name is a", 11, "this parenthesis is never closed"),
    ("Task where notes any (name in (a)", 21, "this parenthesis is never closed"),
    ("Task where name in (a", 19, "this parenthesis is never closed"),
    ("Task where name is a)", 20, "this parenthesis was never opened"),
    ("Task where (name is a limit 5)", 22, "expected ')' after 'a', got 'limit'"),
    ("Task where name in a", 19, "expected '(' after 'in', got 'a'"),
    ("Task where status has name is a", 22, "expected '(' after 'has', got 'name'"),
    ("Task where name in (a b)", 22, "expected ',' or ')' after 'a', got 'b'; quote a value that holds spaces"),
    ("Task where status..name is a", 18, "expected an attribute after '.'"),
    ("Task where status.", 18, "expected an attribute after '.'"),
    ("Task where parent[] is 1", 18, "expected an entity type and ']' after '['"),
    ("select metadata['x'] from Task", 16, "a single key cannot stand here; name 'metadata' as a whole"),
    ("Task order by name dsc", 19, "unexpected 'dsc' after the ordering, did you mean 'desc'?"),
    ("Task limit", 10, "expected a whole number after 'limit'"),
    ("Task limit 1.5", 11, "expected a whole number after 'limit', got '1.5'"),
    ("Task limit -1", 11, "expected a whole number after 'limit', got '-1'"),
    ("Task limit 99999999999999999999", 11, "the number after 'limit' is too large"),
    ("Task limit 5 where name is a", 13, "'where' stands before other clauses"),
    ("Task where a is 1 where b is 2", 18, "duplicate where clause; join conditions with 'and'"),
    ("Task order by a limit 1 order by b", 24, "duplicate order by clause"),
    ("Task where id in (select a from B limit 1 limit 2)", 42, "duplicate limit clause"),
]


@pytest.mark.parametrize(("text", "offset", "message"), CONTRACT + MORE)
def test_mistake_is_explained_where_it_is(text: str, offset: int, message: str) -> None:
    with pytest.raises(QuerySyntaxError) as caught:
        parse_query(text)
    assert (caught.value.offset, caught.value.message) == (offset, message)


@pytest.mark.parametrize(
    ("text", "offset", "message"),
    [
        ("", 0, "expected a condition"),
        ("name is a)", 9, "this parenthesis was never opened"),
        ('name is "a" adn', 12, "unexpected 'adn' after the condition, did you mean 'and'?"),
    ],
)
def test_mistake_in_a_criterion_is_explained(text: str, offset: int, message: str) -> None:
    with pytest.raises(QuerySyntaxError) as caught:
        parse_criterion(text)
    assert (caught.value.offset, caught.value.message) == (offset, message)


def test_error_shows_the_line_with_a_caret() -> None:
    with pytest.raises(QuerySyntaxError) as caught:
        parse_query("Task\nwhere name\n  == 3\nlimit 5")
    assert (caught.value.line, caught.value.column) == (3, 4)
    assert str(caught.value) == ("use a single '=' (or 'is') to compare (line 3, column 4)\n    == 3\n     ^")


def test_error_at_the_end_of_a_text_that_ends_in_a_newline_can_be_shown() -> None:
    with pytest.raises(QuerySyntaxError, match=r"\(line 3, column 1\)\n  \n  \^$"):
        parse_query("Task\nwhere\n")


TOKENS = [
    "select",
    "from",
    "Task",
    "where",
    "name",
    "status.name",
    "is",
    "is_not",
    "=",
    "!=",
    "<",
    "<=",
    "like",
    "in",
    "not",
    "not_in",
    "any",
    "has",
    "(",
    ")",
    ",",
    "and",
    "or",
    "a",
    "'x'",
    '"y"',
    '"',
    "3",
    "-1",
    "none",
    "true",
    "group",
    "order",
    "by",
    "limit",
    "offset",
    "desc",
    "[",
    "]",
    ".",
    "parent[Shot]",
    "~",
    "&&",
    "contains",
    "*",
    ";",
    "\n",
]


def assert_parses_or_explains(text: str) -> None:
    try:
        query = parse_query(text)
    except QuerySyntaxError as caught:
        error = caught
    else:
        assert parse_query(compile_query(query)) == query
        return
    assert 0 <= error.offset <= len(text)
    assert error.message in str(error)


@given(st.lists(st.sampled_from(TOKENS)).map(" ".join))
def test_any_words_parse_or_are_explained(text: str) -> None:
    assert_parses_or_explains(text)


@given(st.lists(st.sampled_from([*TOKENS, " "])).map("".join))
def test_any_run_of_tokens_parses_or_is_explained(text: str) -> None:
    assert_parses_or_explains(f"Task where {text}")


@given(st.text())
def test_any_text_parses_or_is_explained(text: str) -> None:
    assert_parses_or_explains(text)
    assert_parses_or_explains(f"Task where name {text}")


@given(st.integers(0, 120), st.integers(0, 20), st.text(max_size=3))
def test_any_damage_to_a_query_is_survived(start: int, length: int, inserted: str) -> None:
    text = "select a, count(b) from T where x[Y].z in (1, 'a') and not (w like \"%\" or v any (u is none)) order by t"
    assert_parses_or_explains(text[:start] + inserted + text[start + length :])
