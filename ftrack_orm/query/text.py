"""Read query text into the same values that the builder makes, and check either against a schema.

The parser and the checker are imported when they are first used: generated classes need neither.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ftrack_orm.query.ast import Query
from ftrack_orm.query.building.select import Select
from ftrack_orm.query.criterion import Criterion

if TYPE_CHECKING:
    from ftrack_orm.query.checking.diagnostic import Diagnostic
    from ftrack_orm.schema import Schema

__all__ = ["check", "parse", "text"]


def parse(text: str) -> Select[Any]:
    """Return the query that a text states; `str()` of it is the canonical text.

    >>> str(parse("Task where status.name = 'Done' LIMIT 3"))
    'Task where status.name is "Done" limit 3'

    Raises:
        QuerySyntaxError: The text is no query; the error says where and why.
    """
    from ftrack_orm.query.syntax.parser import parse_query

    return Select.of(parse_query(text))


def text(fragment: str) -> Criterion:
    """Return the criterion that a fragment of text states, as it would stand after `where`.

    >>> str(text("name = 'comp' or bid > 3"))
    'name is "comp" or bid > 3'

    Raises:
        QuerySyntaxError: The text is no criterion; the error says where and why.
    """
    from ftrack_orm.query.syntax.parser import parse_criterion

    return parse_criterion(fragment)


def check(query: Select[Any] | Query, schema: Schema) -> list[Diagnostic]:
    """Return what a schema has against a query, built or parsed; an empty list when all is well."""
    from ftrack_orm.query.checking.checker import check_query

    return check_query(query if isinstance(query, Query) else query.query, schema)
