"""Work out what is known of a condition before it is sent.

An `in` without choices is false and a `not_in` without is true; the server never sees either. Nothing here recurses, so
a query of any depth can be folded.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TypeAlias

from ftrack_orm.query.ast import And, Criterion, In, Not, Or, Query, RelationTest

__all__ = ["fold"]

_Folded: TypeAlias = Criterion | bool
_Node: TypeAlias = Criterion | Query


def fold(query: Query) -> Query | None:
    """Return the query without what is always true or false in its condition, None where nothing can match.

    A query in which nothing is known comes back as it is.

    >>> from ftrack_orm.query.syntax.parser import parse_query
    >>> str(fold(parse_query("Task where name is a or bid in ()")))
    'Task where name is "a"'
    >>> fold(parse_query("Task where not id not_in ()")) is None
    True
    """
    if query.where is None:
        return query
    folded = _fold(query.where)
    if folded is query.where:
        return query
    if isinstance(folded, bool):
        return replace(query, where=None, text=None) if folded else None
    return replace(query, where=folded, text=None)


def _fold(root: Criterion) -> _Folded:
    """Fold bottom up; what stays the same comes back as the same object."""
    done: list[_Folded] = []
    pending: list[tuple[Criterion, bool]] = [(root, False)]
    while pending:
        node, inner_done = pending.pop()
        inner = _inner(node)
        if not inner_done and inner:
            pending.append((node, True))
            pending += [(part, False) for part in reversed(inner)]
            continue
        folded = done[len(done) - len(inner) :]
        del done[len(done) - len(inner) :]
        done.append(_folded(node, inner, folded))
    return done[0]


def _inner(node: Criterion) -> tuple[Criterion, ...]:
    """Return the criteria that stand directly in a criterion."""
    match node:
        case And(parts) | Or(parts):
            return parts
        case Not(criterion=inner) | RelationTest(criterion=inner) | In(choices=Query(where=inner)) if inner is not None:
            return (inner,)
        case _:
            return ()


def _folded(node: Criterion, inner: Sequence[Criterion], folded: Sequence[_Folded]) -> _Folded:
    """Return a criterion with its inner ones folded."""
    if isinstance(node, In) and node.choices == ():
        return node.negated
    if all(after is before for after, before in zip(folded, inner, strict=True)):
        return node
    match node:
        case And():
            return _joined(And, folded, neutral=True)
        case Or():
            return _joined(Or, folded, neutral=False)
        case Not():
            return not folded[0] if isinstance(folded[0], bool) else Not(folded[0], node.start)
        case RelationTest():
            return _relation_test(node, folded[0])
        case In(choices=Query() as query):
            return _subquery_test(node, query, folded[0])
        case _:
            return node


def _joined(kind: type[And] | type[Or], parts: Sequence[_Folded], *, neutral: bool) -> _Folded:
    """Join parts; the neutral truth drops out, the other one decides."""
    if any(part is (not neutral) for part in parts):
        return not neutral
    kept = [part for part in parts if not isinstance(part, bool)]
    return kind.of(kept) if kept else neutral


def _relation_test(test: RelationTest, inner: _Folded) -> _Folded:
    """Fold `any` and `has`: of no related entity what is never true holds; what always is asks for there being one."""
    if inner is False:
        return False
    return replace(test, criterion=None if inner is True else inner)


def _subquery_test(test: In, query: Query, inner: _Folded) -> _Folded:
    """Fold an `in` of a subquery: one that gives nothing has no choices."""
    if inner is False:
        return test.negated
    return replace(test, choices=replace(query, where=None if inner is True else inner))
