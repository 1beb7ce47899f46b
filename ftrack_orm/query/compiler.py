"""Write syntax trees as canonical text: what parses back into the same tree, with the fewest parentheses.

Nothing here recurses, so a tree of any depth can be written.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, TypeAlias

from ftrack_orm.query.ast import (
    And,
    Boolean,
    Comparison,
    Function,
    In,
    Not,
    Number,
    Or,
    Projection,
    Query,
    RelationTest,
    String,
    Value,
)
from ftrack_orm.query.criterion import Criterion

__all__ = ["compile_criterion", "compile_query", "compile_value"]

_Piece: TypeAlias = str | Criterion | Query


def compile_query(query: Query) -> str:
    """Return the text of a query.

    >>> from ftrack_orm.query.parser import parse_query
    >>> compile_query(parse_query("SELECT name FROM Task WHERE (name = 'a') ORDER BY sort DESC"))
    'select name from Task where name is "a" order by sort descending'
    """
    return _text(query)


def compile_criterion(criterion: Criterion) -> str:
    """Return the text of a criterion, as it stands after `where`."""
    return _text(criterion)


def compile_value(value: Value) -> str:
    """Return the text of a value; text is always quoted."""
    if isinstance(value, String):
        text = value.value
        if "\\" in text or '"' in text:
            text = text.replace("\\", "\\\\").replace('"', '\\"')
        return f'"{text}"'
    if isinstance(value, Number):
        return value.text
    if isinstance(value, Boolean):
        return "true" if value.value else "false"
    return "none"


def _text(root: _Piece) -> str:
    written: list[str] = []
    pending = [root]
    while pending:
        piece = pending.pop()
        if isinstance(piece, str):
            written.append(piece)
        else:
            pending.extend(reversed(_query(piece) if isinstance(piece, Query) else _criterion(piece)))
    return "".join(written)


def _query(query: Query) -> list[_Piece]:
    pieces: list[_Piece] = []
    if query.projections:
        pieces.append(f"select {_listed(map(_projection, query.projections))} from ")
    pieces.append(query.entity_type)
    if query.where is not None:
        pieces += " where ", query.where
    pieces += _clauses(query)
    return pieces


def _clauses(query: Query) -> Iterator[str]:
    if query.group_by:
        yield f" group by {_listed(map(str, query.group_by))}"
    if query.order_by:
        keys = (f"{key.path} descending" if key.descending else str(key.path) for key in query.order_by)
        yield f" order by {_listed(keys)}"
    if query.offset is not None:
        yield f" offset {query.offset}"
    if query.limit is not None:
        yield f" limit {query.limit}"


def _criterion(criterion: Criterion) -> Sequence[_Piece]:
    write = _WRITERS.get(criterion.__class__)
    if write is None:
        raise TypeError(f"no criterion of the query language: {type(criterion).__name__}")
    return write(criterion)


def _comparison(criterion: Comparison) -> Sequence[_Piece]:
    return (f"{criterion.path} {criterion.operator} {compile_value(criterion.value)}",)


def _and(criterion: And) -> Sequence[_Piece]:
    return _joined(" and ", (_grouped(part, (Or,)) for part in criterion.parts))


def _or(criterion: Or) -> Sequence[_Piece]:
    return _joined(" or ", ((part,) for part in criterion.parts))


def _not(criterion: Not) -> Sequence[_Piece]:
    return ("not ", *_grouped(criterion.criterion, (And, Or)))


def _relation_test(criterion: RelationTest) -> Sequence[_Piece]:
    inner = criterion.criterion
    return (f"{criterion.path} {criterion.quantifier} (", "" if inner is None else inner, ")")


def _in(criterion: In) -> Sequence[_Piece]:
    choices = criterion.choices
    inside = choices if isinstance(choices, Query) else _listed(map(compile_value, choices))
    return (f"{criterion.path} {'not_in' if criterion.negated else 'in'} (", inside, ")")


_WRITERS: Mapping[type[Criterion], Callable[[Any], Sequence[_Piece]]] = {
    Comparison: _comparison,
    And: _and,
    Or: _or,
    Not: _not,
    RelationTest: _relation_test,
    In: _in,
}


def _grouped(criterion: Criterion, kinds: tuple[type[Criterion], ...]) -> Sequence[_Piece]:
    return ("(", criterion, ")") if isinstance(criterion, kinds) else (criterion,)


def _joined(word: str, parts: Iterable[Sequence[_Piece]]) -> list[_Piece]:
    joined: list[_Piece] = []
    for part in parts:
        joined += (word, *part) if joined else part
    return joined


def _projection(projection: Projection) -> str:
    if isinstance(projection, Function):
        return f"{projection.name}({projection.path})"
    return str(projection)


def _listed(texts: Iterable[str]) -> str:
    return ", ".join(texts)
