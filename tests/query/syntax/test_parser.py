from __future__ import annotations

import json
import subprocess
import sys

import lark
import pytest
from lark import Lark

from ftrack_orm.errors import QuerySyntaxError
from ftrack_orm.events.subscription.grammar_table import TABLE as SUBSCRIPTIONS
from ftrack_orm.parser_table import ParserTable
from ftrack_orm.query import and_, or_
from ftrack_orm.query.ast import (
    And,
    AttributePath,
    Boolean,
    Comparison,
    Criterion,
    Function,
    In,
    Not,
    Null,
    Number,
    Operator,
    Ordering,
    Query,
    RelationTest,
    Segment,
    String,
    Value,
)
from ftrack_orm.query.syntax.grammar_table import TABLE as QUERIES
from ftrack_orm.query.syntax.parser import parse_criterion, parse_query


def path(dotted: str) -> AttributePath:
    return AttributePath.of(dotted)


def named(name: str) -> Comparison:
    return Comparison(path("name"), "is", String(name))


def test_every_part_of_a_query_is_read() -> None:
    text = (
        "select project_id, count(id), SUM(bid) from Task where name is a "
        "group by project_id, status.name order by sort desc, name ascending, bid offset 20 limit 10"
    )
    assert parse_query(text) == Query(
        "Task",
        (path("project_id"), Function("count", path("id")), Function("sum", path("bid"))),
        named("a"),
        (path("project_id"), path("status.name")),
        (Ordering(path("sort"), True), Ordering(path("name")), Ordering(path("bid"))),
        20,
        10,
    )


def test_clauses_stand_in_any_order() -> None:
    assert parse_query("Task limit 5 order by name group by id offset 1") == parse_query(
        "Task offset 1 group by id limit 5 order by name"
    )


@pytest.mark.parametrize(
    ("spelling", "operator"),
    [
        ("=", "is"),
        ("is", "is"),
        ("IS", "is"),
        ("!=", "is_not"),
        ("is_not", "is_not"),
        ("<", "<"),
        ("before", "<"),
        ("less_than", "<"),
        (">", ">"),
        ("after", ">"),
        ("greater_than", ">"),
        ("<=", "<="),
        (">=", ">="),
        ("like", "like"),
        ("not_like", "not_like"),
        ("Not_Like", "not_like"),
    ],
)
def test_spelling_stands_for_operator(spelling: str, operator: Operator) -> None:
    assert parse_criterion(f'name {spelling} "x"') == Comparison(path("name"), operator, String("x"))


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ('"a b"', String("a b")),
        ("'a b'", String("a b")),
        (r'"a \"b\" \'c\' \\ \n \%"', String("a \"b\" 'c' \\ \\n \\%")),
        (r"'it\'s'", String("it's")),
        ("'say \"hi\"'", String('say "hi"')),
        ('""', String("")),
        ('"two\nlines"', String("two\nlines")),
        ('"%limit 10% where x is 1"', String("%limit 10% where x is 1")),
        ("comp", String("comp")),
        ("2024-01-31T10:00:00", String("2024-01-31T10:00:00")),
        ("and", String("and")),
        ("limit", String("limit")),
        ("3", Number("3")),
        ("010", Number("010")),
        ("-1.5e-3", Number("-1.5e-3")),
        ("1.2.3", String("1.2.3")),
        ("-", String("-")),
        ("none", Null()),
        ("NULL", Null()),
        ("True", Boolean(True)),
        ("false", Boolean(False)),
        ('"none"', String("none")),
        ('"true"', String("true")),
        ('"3"', String("3")),
        ("größe", String("größe")),
    ],
)
def test_value_is_read(written: str, value: Value) -> None:
    assert parse_criterion(f"name is {written}") == Comparison(path("name"), "is", value)


@pytest.mark.parametrize(
    "keyword",
    [
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
        "less_than",
        "greater_than",
        "like",
        "not_like",
        "group",
        "order",
        "by",
        "limit",
        "offset",
        "asc",
        "desc",
        "ascending",
        "descending",
        "none",
        "null",
        "true",
        "false",
        "count",
    ],
)
def test_keyword_is_an_attribute_name_too(keyword: str) -> None:
    query = parse_query(
        f'select {keyword}, count({keyword}) from Setting where {keyword} is "x" and {keyword}.{keyword} in ("a") '
        f"or not {keyword} any () group by {keyword} order by {keyword}, {keyword} desc limit 1"
    )
    assert query == Query(
        "Setting",
        (path(keyword), Function("count", path(keyword))),
        or_(
            and_(Comparison(path(keyword), "is", String("x")), In(path(f"{keyword}.{keyword}"), (String("a"),))),
            Not(RelationTest(path(keyword), "any")),
        ),
        (path(keyword),),
        (Ordering(path(keyword)), Ordering(path(keyword), True)),
        None,
        1,
    )


@pytest.mark.parametrize("name", ["selected", "notes", "information", "anyone", "inn", "is_notable", "order_by"])
def test_name_that_begins_with_a_keyword_is_not_cut(name: str) -> None:
    assert parse_query(f"select {name} from {name} where {name} is {name} order by {name}") == Query(
        name, (path(name),), Comparison(path(name), "is", String(name)), (), (Ordering(path(name)),)
    )


@pytest.mark.parametrize("name", ["größe", "имя", "हिन्दी", "名前", "_link", "3d"])
def test_names_are_words_of_any_script(name: str) -> None:
    assert parse_query(f"{name} where {name}[{name}].{name} is 1") == Query(
        name, (), Comparison(AttributePath((Segment(name, name), Segment(name))), "is", Number("1"))
    )


def test_select_is_an_entity_type_where_a_clause_follows() -> None:
    assert parse_query("Select where name is a limit 2") == Query("Select", (), named("a"), limit=2)


def test_closing_quote_ends_a_token() -> None:
    assert parse_criterion("""(name is "a"and name is 'b'or name is"c")""") == or_(
        and_(named("a"), named("b")), named("c")
    )


def test_and_binds_tighter_than_or_and_not_tightest() -> None:
    assert parse_criterion("not name is a and name is b or name is c") == or_(
        and_(Not(named("a")), named("b")), named("c")
    )


def test_combinations_are_flat() -> None:
    assert parse_criterion("(name is a and name is b) and (name is c)") == And((named("a"), named("b"), named("c")))


def test_casts_are_read_with_or_without_white_space() -> None:
    expected = AttributePath((Segment("parent", "Shot"), Segment("parent", "Sequence"), Segment("name")))
    for text in ("parent[Shot].parent[Sequence].name is x", "parent [ Shot ] . parent[Sequence]\n.name is x"):
        assert parse_criterion(text) == Comparison(expected, "is", String("x"))


def test_relation_tests_nest() -> None:
    assert parse_criterion('notes any (author has (name is "a")) and notes ANY()') == and_(
        RelationTest(path("notes"), "any", RelationTest(path("author"), "has", named("a"))),
        RelationTest(path("notes"), "any"),
    )


@pytest.mark.parametrize(("word", "negated"), [("in", False), ("not in", True), ("not_in", True), ("NOT  IN", True)])
def test_membership_is_read(word: str, negated: bool) -> None:
    assert parse_criterion(f'name {word} (a, "b", 3, none,)') == In(
        path("name"), (String("a"), String("b"), Number("3"), Null()), negated
    )


def test_membership_may_be_empty() -> None:
    assert parse_criterion("name in ()") == In(path("name"), ())


def test_membership_takes_a_query() -> None:
    assert parse_criterion("id in (select task_id from Timelog where name is a order by start limit 3)") == In(
        path("id"), Query("Timelog", (path("task_id"),), named("a"), (), (Ordering(path("start")),), None, 3)
    )


def test_bare_select_in_a_list_is_a_value() -> None:
    assert parse_criterion("name in (select, from)") == In(path("name"), (String("select"), String("from")))


def test_nodes_know_where_they_start() -> None:
    text = 'select count(id) from Task where not parent.name like "x" and id in (3) and notes any () and b = none'
    query = parse_query(text)
    assert query.text == text
    assert query.start == text.index("Task")
    assert isinstance(query.projections[0], Function)
    assert query.projections[0].start == text.index("count")
    assert isinstance(query.where, And)
    negation, membership, relation, comparison = query.where.parts
    assert isinstance(negation, Not)
    assert negation.start == text.index("not")
    assert isinstance(negation.criterion, Comparison)
    assert [step.start for step in negation.criterion.path] == [text.index("parent"), text.index("name like")]
    assert negation.criterion.start == text.index("like")
    assert negation.criterion.value.start == text.index('"x"')
    assert isinstance(membership, In)
    assert membership.start == text.index("in (")
    assert isinstance(relation, RelationTest)
    assert relation.start == text.index("any")
    assert isinstance(comparison, Comparison)
    assert comparison.value.start == text.index("none")


def test_long_chain_parses_and_compiles() -> None:
    text = "Task where " + " or ".join(f'name is "{number}"' for number in range(5000))
    assert str(parse_query(text)) == text


@pytest.mark.parametrize(
    ("opening", "closing"), [("(", ")"), ("not ", ""), ("notes any (", ")"), ("id in (select id from Task where ", ")")]
)
def test_nesting_is_capped(opening: str, closing: str) -> None:
    def nested(levels: int) -> str:
        return f"Task where {opening * levels}name is a{closing * levels}"

    assert parse_query(nested(90)) == parse_query(str(parse_query(nested(90))))
    for levels in (201, 2_000):
        with pytest.raises(QuerySyntaxError, match="nested more than 200 levels deep"):
            parse_query(nested(levels))


def test_deep_mixture_of_and_or_not_never_exhausts_the_stack() -> None:
    def nested(levels: int) -> str:
        return f"{'name is a or name is b and not (' * levels}name is c{')' * levels}"

    assert parse_criterion(nested(60)) == parse_criterion(str(parse_criterion(nested(60))))
    for levels in (70, 120, 190):
        with pytest.raises(QuerySyntaxError, match="nested more than 200 levels deep"):
            parse_criterion(nested(levels))


def test_parentheses_in_strings_do_not_count() -> None:
    text = '"' + "(" * 500 + '"'
    assert parse_criterion(f"name is {text}") == named("(" * 500)


def test_lark_is_imported_only_when_text_is_parsed() -> None:
    code = (
        "import sys, ftrack_orm.query, ftrack_orm.query.checking.checker, ftrack_orm.query.syntax.parser as parser\n"
        "assert 'lark' not in sys.modules\n"
        "parser.parse_query('Task')\n"
        "assert 'lark' in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


@pytest.mark.parametrize(
    ("table", "text"), [(QUERIES, "Task"), (SUBSCRIPTIONS, "topic=a")], ids=["query", "subscription"]
)
class TestTable:
    """The tables of both grammars."""

    def is_for_this_lark(self, table: ParserTable) -> bool:
        """A newer Lark may be installed than the one that the table was made with; the grammar is built then."""
        return bool(json.loads(table.stored())["made_for"]["lark"] == lark.__version__)

    def test_grammar_is_loaded_from_it(self, table: ParserTable, text: str, monkeypatch: pytest.MonkeyPatch) -> None:
        def refuse(*args: object, **options: object) -> Lark:
            raise AssertionError(f"the grammar was built; make the table of {table.grammar} anew")

        if self.is_for_this_lark(table):
            monkeypatch.setattr(ParserTable, "_build", refuse)
        assert table.parser().parse(text, start=table.starts[0]) is not None

    def test_grammar_is_built_where_it_was_made_for_another(
        self, table: ParserTable, text: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def refuse(*args: object) -> Lark:
            raise AssertionError("the table was loaded")

        monkeypatch.setattr(lark, "__version__", "0.0")
        monkeypatch.setattr(ParserTable, "_load", refuse)
        assert table.parser().parse(text, start=table.starts[0]) is not None

    def test_it_equals_a_fresh_build(self, table: ParserTable, text: str) -> None:
        stored, fresh = json.loads(table.stored()), json.loads(table.fresh())
        assert stored["made_for"]["grammar"] == fresh["made_for"]["grammar"]
        assert not self.is_for_this_lark(table) or stored == fresh


def test_text_and_operators_make_equal_trees() -> None:
    built: Criterion = (named("a") & ~named("b")) | named("c")
    assert parse_criterion("name is a and not name is b or name is c") == built
