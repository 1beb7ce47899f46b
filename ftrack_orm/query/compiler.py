"""Write syntax trees as canonical text: what parses back into the same tree, with the fewest parentheses.

A node is written together with what stands in it, down to a few levels. What lies deeper comes back as it is, among
pieces of text, and is written in its turn: so a tree of any depth can be written, and a usual one costs one pass.
The slots of the nodes are read, not their public properties, which cost three times as much.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeAlias

from ftrack_orm.query.ast import (
    And,
    AttributePath,
    Boolean,
    Comparison,
    In,
    Not,
    Number,
    Or,
    Ordering,
    Projection,
    Query,
    RelationTest,
    String,
    Value,
)
from ftrack_orm.query.criterion import Combination, Criterion

__all__ = ["LEVELS", "compile_criterion", "compile_query", "compile_value", "compile_written", "write_parts"]

_Node: TypeAlias = Criterion | Query
Written: TypeAlias = str | list[str | _Node]
"""The text, or pieces of it where nodes stand that are not written yet."""

LEVELS = 25
"""How deep one pass goes."""


def compile_query(query: Query) -> str:
    """Return the text of a query.

    >>> from ftrack_orm.query.syntax.parser import parse_query
    >>> compile_query(parse_query("SELECT name FROM Task WHERE (name = 'a') ORDER BY sort DESC"))
    'select name from Task where name is "a" order by sort descending'
    """
    return compile_written(_query(query, LEVELS))


def compile_criterion(criterion: Criterion) -> str:
    """Return the text of a criterion, as it stands after `where`."""
    return compile_written(_written(criterion, LEVELS))


def compile_value(value: Value) -> str:
    """Return the text of a value; text is always quoted."""
    slots: Any = value
    kind = type(value)
    if kind is String:
        text: str = slots._value
        if "\\" in text or '"' in text:
            text = text.replace("\\", "\\\\").replace('"', '\\"')
        return f'"{text}"'
    if kind is Number:
        return str(slots._text)
    if kind is Boolean:
        return "true" if slots._value else "false"
    return "none"


def compile_written(written: Written) -> str:
    """Return the whole text: write what stands among the pieces, until only text is left."""
    if isinstance(written, str):
        return written
    done: list[str] = []
    pending = written[::-1]
    while pending:
        piece = pending.pop()
        if isinstance(piece, str):
            done.append(piece)
        else:
            inner = _query(piece, LEVELS) if isinstance(piece, Query) else _written(piece, LEVELS)
            pending += [inner] if isinstance(inner, str) else inner[::-1]
    return "".join(done)


def _written(criterion: Criterion, levels: int) -> Written:
    """Write a criterion, and so many levels of what stands in it."""
    if criterion._text:
        return criterion._text
    if not levels:
        return [criterion]
    write = _WRITERS.get(criterion.__class__)
    if write is None:
        raise TypeError(f"no criterion of the query language: {type(criterion).__name__}")
    return write(criterion, levels - 1)


def _enclosed(before: str, inner: Written, after: str) -> Written:
    return f"{before}{inner}{after}" if isinstance(inner, str) else [before, *inner, after]


def _query(query: Query, levels: int) -> Written:
    where = query.where
    return write_parts(
        query.entity_type,
        query.projections,
        () if where is None else (where,),
        query.group_by,
        query.order_by,
        query.offset,
        query.limit,
        levels,
    )


def write_parts(
    entity_type: str,
    projections: Sequence[Projection],
    criteria: Sequence[Criterion],
    group_by: Sequence[AttributePath],
    order_by: Sequence[Ordering],
    offset: int | None,
    limit: int | None,
    levels: int,
) -> Written:
    """Write the query that has these parts and meets all these criteria, and so many levels of what stands in it."""
    head = entity_type
    if projections:
        head = f"select {_listed(projections)} from {entity_type}"
    tail = ""
    if group_by:
        tail = f" group by {_listed(group_by)}"
    if order_by:
        tail += f" order by {_listed(order_by)}"
    if offset is not None:
        tail += f" offset {offset}"
    if limit is not None:
        tail += f" limit {limit}"
    if not criteria:
        return head + tail
    if len(criteria) == 1:
        return _enclosed(f"{head} where ", _written(criteria[0], levels), tail)
    return _enclosed(f"{head} where ", _joined(" and ", criteria, Or, levels), tail)


def _comparison(criterion: Any, levels: int) -> str:
    path = criterion._path
    return f"{path._text or path} {criterion._operator} {compile_value(criterion._value)}"


def _and(criterion: Any, levels: int) -> Written:
    return _joined(" and ", criterion._parts, Or, levels)


def _or(criterion: Any, levels: int) -> Written:
    return _joined(" or ", criterion._parts, None, levels)


def _joined(word: str, parts: Sequence[Criterion], grouped: type[Criterion] | None, levels: int) -> Written:
    """Write parts with a word between them; those of one kind stand in parentheses."""
    written: list[Any] = []
    for part in parts:
        inner = part._text or _written(part, levels)
        written.append(_enclosed("(", inner, ")") if type(part) is grouped else inner)
    try:
        return word.join(written)
    except TypeError:  # there are pieces among the texts; so deep a tree is rare, and looking for it is not free
        pass
    pieces: list[str | _Node] = []
    for inner in written:
        pieces += (word, inner) if isinstance(inner, str) else (word, *inner)
    return pieces[1:]


def _not(criterion: Any, levels: int) -> Written:
    inner = criterion._criterion
    written = inner._text or _written(inner, levels)
    return _enclosed("not (", written, ")") if isinstance(inner, Combination) else _enclosed("not ", written, "")


def _relation_test(criterion: Any, levels: int) -> Written:
    path, inner = criterion._path, criterion._criterion
    written = "" if inner is None else inner._text or _written(inner, levels)
    return _enclosed(f"{path._text or path} {criterion._quantifier} (", written, ")")


def _in(criterion: Any, levels: int) -> Written:
    path, choices = criterion._path, criterion._choices
    head = f"{path._text or path} {'not_in' if criterion._negated else 'in'} ("
    if isinstance(choices, Query):
        return _enclosed(head, _query(choices, levels) if levels else [choices], ")")
    return f"{head}{', '.join([compile_value(each) for each in choices])})"


_WRITERS: Mapping[type[Criterion], Callable[[Any, int], Written]] = {
    Comparison: _comparison,
    And: _and,
    Or: _or,
    Not: _not,
    RelationTest: _relation_test,
    In: _in,
}


def _listed(nodes: Sequence[Projection | Ordering]) -> str:
    return ", ".join([each._text or str(each) for each in nodes])
