"""Parse the text of queries and criteria.

Lark is imported, and its grammar loaded, when the first text is parsed.
"""

from __future__ import annotations

from typing import Any, Literal

from ftrack_orm.errors import QuerySyntaxError
from ftrack_orm.query.ast import Query
from ftrack_orm.query.criterion import Criterion
from ftrack_orm.query.syntax.nesting import check_parentheses, check_tree
from ftrack_orm.query.syntax.tree_building import Misplaced, build_query

__all__ = ["parse_criterion", "parse_query"]


def parse_query(text: str) -> Query:
    """Return the syntax tree of a query; its nodes know where they start in the text.

    >>> parse_query("Task where name is comp limit 5").limit
    5

    Raises:
        QuerySyntaxError: The text is no query; it tells where it stops being one, and why.
    """
    try:
        query = build_query(_matched(text, "query"), text)
        check_tree(text, query.where)
    except Misplaced as refusal:
        raise QuerySyntaxError(refusal.message, text, refusal.offset) from None
    return query


def parse_criterion(text: str) -> Criterion:
    """Return the syntax tree of what stands after `where`.

    >>> str(parse_criterion("name = 'comp' or (bid > 3 and not notes any ())"))
    'name is "comp" or bid > 3 and not notes any ()'

    Raises:
        QuerySyntaxError: The text is no criterion.
    """
    try:
        criterion: Criterion = _matched(text, "criterion")
        check_tree(text, criterion)
    except Misplaced as refusal:
        raise QuerySyntaxError(refusal.message, text, refusal.offset) from None
    return criterion


def _matched(text: str, start: Literal["query", "criterion"]) -> Any:
    from lark.exceptions import UnexpectedInput

    from ftrack_orm.query.syntax.grammar_table import grammar

    check_parentheses(text)
    try:
        return grammar().parse(text, start=start)
    except UnexpectedInput:
        from ftrack_orm.query.syntax.syntax_error import explain

        raise explain(grammar(), text, start) from None
