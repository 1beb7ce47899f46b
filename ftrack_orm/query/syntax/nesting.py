"""Keep queries from nesting so deep that walking or comparing their tree would exhaust Python's stack."""

from __future__ import annotations

import re

from ftrack_orm.query.ast import And, In, Not, Or, Query, RelationTest
from ftrack_orm.query.criterion import Criterion
from ftrack_orm.query.syntax.tree_building import Misplaced

__all__ = ["MOST_LEVELS", "check_parentheses", "check_tree"]

MOST_LEVELS = 200
"""Of parentheses in a text, and of criteria within criteria in its tree."""

_LEVELS_PER_PARENTHESIS = 4
"""At most: a relation test, `or`, `and`, and the query of an `in`."""

_OUTERMOST = 3
"""Levels without a parenthesis: `or`, `and`, and a condition."""

_PARENTHESIS_OR_STRING = re.compile(r"""[()]|"[^"\\]*(?:\\.[^"\\]*)*"?|'[^'\\]*(?:\\.[^'\\]*)*'?""", re.DOTALL)


def check_parentheses(text: str) -> None:
    """Refuse a text with too many open parentheses, before it is parsed."""
    if text.count("(") <= MOST_LEVELS:
        return
    level = 0
    for match in _PARENTHESIS_OR_STRING.finditer(text):
        level += {"(": 1, ")": -1}.get(match[0], 0)
        if level > MOST_LEVELS:
            raise _too_deep(match.start())


def check_tree(text: str, where: Criterion | None) -> None:
    """Refuse a parsed tree that is too deep; the text tells cheaply whether it can be."""
    deepest = _OUTERMOST + text.count("(") * _LEVELS_PER_PARENTHESIS + text.lower().count("not")
    if deepest <= MOST_LEVELS:
        return
    pending: list[tuple[Criterion | Query | None, int, int]] = [(where, 1, 0)]
    while pending:
        node, level, offset = pending.pop()
        offset = getattr(node, "start", None) or offset
        if level > MOST_LEVELS:
            raise _too_deep(offset)
        pending.extend((part, level + 1, offset) for part in _parts(node))


def _parts(node: Criterion | Query | None) -> tuple[Criterion | Query, ...]:
    match node:
        case And(parts) | Or(parts):
            return parts
        case Not(criterion=inner) | RelationTest(criterion=inner) | Query(where=inner):
            return (inner,) if inner is not None else ()
        case In(choices=Query() as query):
            return (query,)
        case _:
            return ()


def _too_deep(offset: int) -> Misplaced:
    return Misplaced(f"nested more than {MOST_LEVELS} levels deep", offset)
