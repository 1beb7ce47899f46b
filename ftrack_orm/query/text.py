"""Read query text into the same value that the builder makes."""

from __future__ import annotations

from typing import Any

from ftrack_orm.query.parser import parse_query
from ftrack_orm.query.select import Select

__all__ = ["parse"]


def parse(text: str) -> Select[Any]:
    """Return the query that a text states; `str()` of it is the canonical text.

    >>> str(parse("Task where status.name = 'Done' LIMIT 3"))
    'Task where status.name is "Done" limit 3'

    Raises:
        QuerySyntaxError: The text is no query; the error says where and why.
    """
    return Select(parse_query(text))
