"""Read query text into the same values that the builder makes."""

from __future__ import annotations

from typing import Any

from ftrack_orm.query.criterion import Criterion
from ftrack_orm.query.parser import parse_criterion, parse_query
from ftrack_orm.query.select import Select

__all__ = ["parse", "text"]


def parse(text: str) -> Select[Any]:
    """Return the query that a text states; `str()` of it is the canonical text.

    >>> str(parse("Task where status.name = 'Done' LIMIT 3"))
    'Task where status.name is "Done" limit 3'

    Raises:
        QuerySyntaxError: The text is no query; the error says where and why.
    """
    return Select(parse_query(text))


def text(fragment: str) -> Criterion:
    """Return the criterion that a fragment of text states, as it would stand after `where`.

    >>> str(text("name = 'comp' or bid > 3"))
    'name is "comp" or bid > 3'

    Raises:
        QuerySyntaxError: The text is no criterion; the error says where and why.
    """
    return parse_criterion(fragment)
