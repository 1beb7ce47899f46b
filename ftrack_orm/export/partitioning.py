"""Cut a query into parts that are about equally large, share no row and leave none out.

By ranges of keys where the keys are ids as text: the ids that begin with `3f` are one part, or sixteen smaller ones
where they are too many. `like` is the only range that the query language has for ids. What is created while the export
runs belongs to one of the parts too, since one of them takes every id that the others leave.

By position (`offset` and `limit`) where there is no such key, and where the query has an order or a limit of its own.
A query that groups is one part.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import takewhile
from typing import Any

from ftrack_orm.mapping import Registry
from ftrack_orm.query import Select
from ftrack_orm.query.ast import And, AttributePath, Comparison, Criterion, Not, Or, Ordering, Query, String
from ftrack_orm.query.literal import escape_like
from ftrack_orm.session import Session
from ftrack_orm.session.reading.splitting import is_grouped

__all__ = ["Range", "keyed", "partitions", "text_key"]

Range = tuple[Query, bool]
"""A query, and whether it is sent as it is (a part by position) or read by its key."""

_DIGITS = "0123456789abcdef"


def partitions(session: Session, registry: Registry, query: Query, size: int) -> list[Range]:
    """Return queries of about `size` rows at most that together give what one gives; this asks for single keys only."""
    if is_grouped(query):
        return [(query, True)]
    key = text_key(registry, query.entity_type)
    if key is None or query.order_by or query.limit is not None or query.offset:
        return [(each, True) for each in _Positions(session, registry, query, size).cut()]
    return [(_narrowed(query, criterion), False) for criterion in _Prefixes(session, query, key, size).cut()]


def text_key(registry: Registry, entity_type: str) -> AttributePath | None:
    """Return the key of an entity type where it is one attribute that holds an id as text, else None."""
    names = registry.mapper(entity_type).wire_key
    if len(names) != 1 or registry.current_schema[entity_type][names[0]].value_kind not in ("id", "text"):
        return None
    return AttributePath.of(names[0])


def keyed(registry: Registry, query: Query) -> Query:
    """Return the query with the key behind its order, so that the order is the same each time."""
    ordered = {ordering.path for ordering in query.order_by}
    keys = map(AttributePath.of, registry.mapper(query.entity_type).wire_key)
    return query.changed(order_by=(*query.order_by, *(Ordering(key) for key in keys if key not in ordered)))


def _narrowed(query: Query, criterion: Criterion | None) -> Query:
    parts = [each for each in (query.where, criterion) if each is not None]
    return query.changed(where=And.of(parts) if parts else None)


class _Prefixes:
    """Cuts by how keys begin."""

    def __init__(self, session: Session, query: Query, key: AttributePath, size: int) -> None:
        self._session = session
        self._keys = query.changed(projections=(key,))
        self._key = key
        self._size = size

    def cut(self) -> Iterator[Criterion | None]:
        """Give a criterion for each part; None takes all."""
        return self._cut("")

    def _cut(self, prefix: str) -> Iterator[Criterion | None]:
        if self._key_at(prefix, self._size) is None:
            yield self._begins(prefix)
            return
        shared = self._shared(prefix)
        large = [shared + digit for digit in _DIGITS if self._key_at(shared + digit) is not None]
        for longer in large:
            yield from self._cut(longer)
        yield self._but(prefix, large)

    def _shared(self, prefix: str) -> str:
        """Return how all keys begin that begin with the prefix."""
        ends = (self._key_at(prefix) or "", self._key_at(prefix, descending=True) or "")
        pairs = zip(*(end.lower() for end in ends), strict=False)
        shared = "".join(one for one, _ in takewhile(lambda pair: pair[0] == pair[1], pairs))
        return shared if shared.startswith(prefix) else prefix

    def _key_at(self, prefix: str, offset: int = 0, *, descending: bool = False) -> str | None:
        """Return the key that stands at an offset among those with a prefix, None past the last."""
        query = _narrowed(self._keys, self._begins(prefix))
        query = query.changed(order_by=(Ordering(self._key, descending),), offset=offset or None, limit=1)
        found = _first(self._session, query)
        return None if found is None else str(found[str(self._key)])

    def _begins(self, prefix: str) -> Criterion | None:
        return Comparison(self._key, "like", String(f"{escape_like(prefix)}%")) if prefix else None

    def _but(self, prefix: str, others: Sequence[str]) -> Criterion | None:
        """Take what begins with the prefix and is in none of the others."""
        begins = self._begins(prefix)
        taken = [each for each in map(self._begins, others) if each is not None]
        if not taken:
            return begins
        rest = Not(Or.of(taken) if len(taken) > 1 else taken[0])
        return rest if begins is None else And.of([begins, rest])


class _Positions:
    """Cuts by position in an order that is the query's own, and by key within."""

    def __init__(self, session: Session, registry: Registry, query: Query, size: int) -> None:
        self._session = session
        self._query = keyed(registry, query)
        self._keys = query.changed(
            projections=tuple(map(AttributePath.of, registry.mapper(query.entity_type).wire_key))
        )
        self._size = size
        self._start = query.offset or 0
        self._limit = query.limit

    def cut(self) -> Iterator[Query]:
        """Give a query for each part; the last takes what comes after, unless the query has a limit."""
        count = self._count()
        for number in range(count):
            done = number * self._size
            left = None if self._limit is None else self._limit - done
            limit = left if number == count - 1 else self._size
            yield self._query.changed(offset=self._start + done or None, limit=limit)

    def _count(self) -> int:
        """Return how many parts there are, found by doubling and halving: a server can count only some types."""
        if self._limit is not None and self._limit <= self._size:
            return 1
        most = 1
        while self._reaches(most):
            most *= 2
        least = max(most // 2, 1)
        while least < most:
            middle = (least + most + 1) // 2
            if self._reaches(middle - 1):
                least = middle
            else:
                most = middle - 1
        return least

    def _reaches(self, number: int) -> bool:
        """Tell whether there is a part of this number, counted from 0."""
        offset = number * self._size
        if self._limit is not None and offset >= self._limit:
            return False
        return _first(self._session, self._keys.changed(offset=self._start + offset or None, limit=1)) is not None


def _first(session: Session, query: Query) -> dict[str, Any] | None:
    return next(session.query(Select.of(query)).rows(), None)
