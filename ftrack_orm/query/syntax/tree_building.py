"""Build the syntax tree while the grammar is matched: one method a rule, called by the parser as it reduces.

The methods bear the names of the rules in `grammar.lark`. What a grammar cannot say well they refuse: a clause that
stands twice, a function that does not exist.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, Literal, NamedTuple, TypeAlias, cast, get_args

from ftrack_orm.errors import did_you_mean
from ftrack_orm.query.ast import (
    AttributePath,
    Boolean,
    Comparison,
    Function,
    FunctionName,
    In,
    Not,
    Null,
    Number,
    Operator,
    Ordering,
    Projection,
    Query,
    RelationTest,
    Segment,
    String,
    Value,
)
from ftrack_orm.query.building.combination import and_, or_
from ftrack_orm.query.criterion import Criterion

if TYPE_CHECKING:
    from lark import Token

__all__ = ["SPELLINGS", "Misplaced", "TreeBuilder", "build_query"]

SPELLINGS: Mapping[str, Operator] = {
    "=": "is",
    "is": "is",
    "!=": "is_not",
    "is_not": "is_not",
    "<": "<",
    "before": "<",
    "less_than": "<",
    ">": ">",
    "after": ">",
    "greater_than": ">",
    "<=": "<=",
    ">=": ">=",
    "like": "like",
    "not_like": "not_like",
}
"""Every spelling of every operator."""

_STEP = re.compile(r"([^\s.\[\]]+)(?:\s*\[\s*([^\s\]]+)\s*\])?")
_NUMBER = re.compile(r"-?[0-9]+(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?")
_ESCAPED = re.compile(r"\\([\"'\\])")
_LITERALS: Mapping[str, type[Null] | bool] = {"none": Null, "null": Null, "true": True, "false": False}
_FUNCTIONS: tuple[FunctionName, ...] = get_args(FunctionName)
_MOST_DIGITS = 18
"""Of a limit or an offset: what surely fits into 64 bits."""

_Matched: TypeAlias = list[Any]


class Misplaced(Exception):
    """What the grammar matches but the language does not allow; the parser makes a syntax error of it."""

    def __init__(self, message: str, offset: int) -> None:
        self.message = message
        self.offset = offset
        super().__init__(message)


class _Clause(NamedTuple):
    name: str
    value: object
    start: int


class TreeBuilder:
    """The rules' callbacks; each takes what its rule matched, tokens that carry no meaning left out."""

    def query(self, matched: _Matched) -> _Matched:
        """Leave the outermost query to the parser, which knows its text."""
        return matched

    def subquery(self, matched: _Matched) -> Query:
        """Build a query inside `in (...)`."""
        return build_query(matched)

    def criterion(self, matched: _Matched) -> Criterion:
        """Return a criterion that stands alone."""
        return cast(Criterion, matched[0])

    def select(self, matched: _Matched) -> tuple[Projection, ...]:
        """Build projections."""
        return tuple(_path(item) if _is_token(item) else item for item in matched)

    def function(self, matched: tuple[Token, Token]) -> Function:
        """Build an aggregate of a projection."""
        name, path = matched
        for known in _FUNCTIONS:
            if known == name.lower():
                return Function(known, _path(path), name.start_pos)
        raise Misplaced(f"unknown function {name.value!r}{did_you_mean(name.lower(), _FUNCTIONS)}", name.start_pos or 0)

    def comparison(self, matched: tuple[Token, Token, Token]) -> Comparison:
        """Build `path operator value`."""
        path, operator, value = matched
        return Comparison(_path(path), SPELLINGS[operator.lower()], _value(value), operator.start_pos)

    def in_values(self, matched: Sequence[Token]) -> In:
        """Build `path in (values)`."""
        path, word, *values = matched
        return In(_path(path), tuple(_value(value) for value in values), len(word) > 2, word.start_pos)

    def in_subquery(self, matched: tuple[Token, Token, Query]) -> In:
        """Build `path in (select ...)`."""
        path, word, query = matched
        return In(_path(path), query, len(word) > 2, word.start_pos)

    def relation_test(self, matched: _Matched) -> RelationTest:
        """Build `path any (...)` or `path has (...)`."""
        path, quantifier, *criterion = matched
        word: Literal["any", "has"] = "any" if quantifier.lower() == "any" else "has"
        return RelationTest(_path(path), word, criterion[0] if criterion else None, quantifier.start_pos)

    def negation(self, matched: tuple[Token, Criterion]) -> Not:
        """Build `not ...`."""
        word, criterion = matched
        return Not(criterion, word.start_pos)

    def all_of(self, matched: list[Criterion]) -> Criterion:
        """Build what `and` combines."""
        return and_(*matched)

    def any_of(self, matched: list[Criterion]) -> Criterion:
        """Build what `or` combines."""
        return or_(*matched)

    def group_by(self, matched: Sequence[Token]) -> _Clause:
        """Build a `group by` clause."""
        keyword, *paths = matched
        return _Clause("group by", tuple(_path(path) for path in paths), keyword.start_pos or 0)

    def order_by(self, matched: _Matched) -> _Clause:
        """Build an `order by` clause."""
        keyword, *orderings = matched
        return _Clause("order by", tuple(orderings), keyword.start_pos)

    def ordering(self, matched: Sequence[Token]) -> Ordering:
        """Build one key of `order by`."""
        path, *direction = matched
        return Ordering(_path(path), bool(direction) and direction[0].lower().startswith("desc"))

    def limit(self, matched: tuple[Token, Token]) -> _Clause:
        """Build a `limit` clause."""
        return _count("limit", *matched)

    def offset(self, matched: tuple[Token, Token]) -> _Clause:
        """Build an `offset` clause."""
        return _count("offset", *matched)


def build_query(matched: _Matched, text: str | None = None) -> Query:
    """Build a query of what its rule matched: projections, entity type, criterion and clauses, all but one optional."""
    remaining = iter(matched)
    item = next(remaining)
    projections: tuple[Projection, ...] = ()
    if not _is_token(item):
        projections, item = item, next(remaining)
    entity_type: Token = item
    where: Criterion | None = None
    clauses: dict[str, Any] = {}
    for item in remaining:
        if not isinstance(item, _Clause):
            where = item
        elif item.name in clauses:
            raise Misplaced(f"duplicate {item.name} clause", item.start)
        else:
            clauses[item.name] = item.value
    return Query(
        entity_type.value,
        projections,
        where,
        clauses.get("group by", ()),
        clauses.get("order by", ()),
        clauses.get("offset"),
        clauses.get("limit"),
        entity_type.start_pos,
        text,
    )


def _is_token(item: object) -> bool:
    return isinstance(item, str)


def _path(token: Token) -> AttributePath:
    text: str = token.value
    start = token.start_pos or 0
    if text.isalnum():
        return AttributePath((Segment(text, None, start),))
    return AttributePath(tuple(Segment(step[1], step[2], start + step.start()) for step in _STEP.finditer(text)))


def _value(token: Token) -> Value:
    text: str = token.value
    if text[0] in "\"'":
        inner = text[1:-1]
        return String(_ESCAPED.sub(r"\1", inner) if "\\" in inner else inner, token.start_pos)
    if _NUMBER.fullmatch(text):
        return Number(text, token.start_pos)
    literal = _LITERALS.get(text.lower())
    if literal is None:
        return String(text, token.start_pos)
    return Boolean(literal, token.start_pos) if isinstance(literal, bool) else Null(token.start_pos)


def _count(name: str, keyword: Token, digits: Token) -> _Clause:
    if len(digits) > _MOST_DIGITS:
        raise Misplaced(f"the number after {name!r} is too large", digits.start_pos or 0)
    return _Clause(name, int(digits), keyword.start_pos or 0)
