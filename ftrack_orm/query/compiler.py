"""Write syntax trees as canonical text: what parses back into the same tree, with the fewest parentheses.

Nothing here recurses, so a tree of any depth can be written.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TypeAlias

from ftrack_orm.query.ast import (
    And,
    Boolean,
    Comparison,
    Function,
    In,
    Not,
    Null,
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
    match value:
        case String(text):
            escaped = text.replace("\\", "\\\\").replace('"', '\\"')
            return f'"{escaped}"'
        case Number(text):
            return text
        case Boolean(truth):
            return "true" if truth else "false"
        case Null():
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
    match criterion:
        case Comparison(path, operator, value):
            return (f"{path} {operator} {compile_value(value)}",)
        case And(parts):
            return _joined(" and ", (_grouped(part, (Or,)) for part in parts))
        case Or(parts):
            return _joined(" or ", ((part,) for part in parts))
        case Not(inner):
            return ("not ", *_grouped(inner, (And, Or)))
        case RelationTest(path, quantifier, inner):
            return (f"{path} {quantifier} (", inner if inner is not None else "", ")")
        case In(path, choices, negated):
            inside = choices if isinstance(choices, Query) else _listed(map(compile_value, choices))
            return (f"{path} {'not_in' if negated else 'in'} (", inside, ")")
        case _:
            raise TypeError(f"no criterion of the query language: {type(criterion).__name__}")


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
