"""Split a query whose `in` lists are longer than the server should get into several.

Only a list that stands alone or joined by `and` can be split: an entity that meets the rest meets one of the pieces.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ftrack_orm.errors import QueryError
from ftrack_orm.query.ast import And, AttributePath, Criterion, In, Query, Value
from ftrack_orm.session.loading.chunking import chunked
from ftrack_orm.session.loading.siblings import CHUNK

__all__ = ["is_grouped", "split"]


def split(query: Query) -> tuple[Query, ...]:
    """Return the queries that together give what one with a long list would give; mostly the query itself.

    The pieces have neither offset nor limit: these count over all of them.

    Raises:
        QueryError: The pieces would have to be ordered, or grouped, together.
    """
    found = _long_list(query.where)
    if found is None:
        return (query,)
    test, choices = found
    if query.order_by or is_grouped(query):
        what = "ordered together; sort the result in Python" if query.order_by else "grouped together"
        raise QueryError(
            f"{len(choices)} values in one 'in' list of {test.path} are sent in several requests, whose results cannot "
            f"be {what}, or give at most {CHUNK} values"
        )
    whole = replace(query, offset=None, limit=None, text=None)
    pieces = (_with_choices(whole, test, piece) for piece in chunked(choices))
    return tuple(smaller for piece in pieces for smaller in split(piece))


def _long_list(where: Criterion | None) -> tuple[In, tuple[Value, ...]] | None:
    """Find the first list that is too long, each value of it once."""
    for part in where.parts if isinstance(where, And) else (where,):
        if isinstance(part, In) and not part.negated and not isinstance(part.choices, Query):
            choices = tuple(dict.fromkeys(part.choices))
            if len(choices) > CHUNK:
                return part, choices
    return None


def _with_choices(query: Query, test: In, choices: Sequence[Value]) -> Query:
    where = query.where
    assert where is not None
    parts = where.parts if isinstance(where, And) else (where,)
    smaller = replace(test, choices=tuple(choices))
    return replace(query, where=And.of(smaller if part is test else part for part in parts))


def is_grouped(query: Query) -> bool:
    """Tell whether a query gives rows of groups, not entities."""
    return bool(query.group_by) or any(not isinstance(path, AttributePath) for path in query.projections)
