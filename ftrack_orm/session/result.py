"""The result of a query: fetched page by page as it is used, and kept."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any, Generic, TypeVar, overload

from ftrack_orm.errors import MultipleResultsError, NoResultError
from ftrack_orm.mapping import Entity, Mapper, Registry
from ftrack_orm.query import Query, Select
from ftrack_orm.query.ast import AttributePath, Ordering
from ftrack_orm.session.gateway import Gateway

__all__ = ["PAGE", "Result"]

T = TypeVar("T")

PAGE = 500
"""Entities in one request; the page size of the official clients."""


class Result(Generic[T]):
    """What a query gives; nothing is sent before it is used.

    Iterating fetches a page of 500 when it is reached and keeps it, so that a second loop sends nothing. `len()`,
    `all()` and indexing fetch what they need.
    """

    def __init__(self, gateway: Gateway, select: Select[T], registry: Registry) -> None:
        self._gateway = gateway
        self._query = select.query
        self._registry = registry
        self._mapper = registry.mapper(select.query.entity_type)
        self._read: Callable[[Entity], T] = _reader(select, self._mapper)
        self._items: list[T] = []
        self._complete = select.query.limit == 0

    def __repr__(self) -> str:
        state = "complete" if self._complete else f"{len(self._items)} fetched"
        return f"<Result of {str(self._query)!r}: {state}>"

    def __iter__(self) -> Iterator[T]:
        index = 0
        while index < len(self._items) or self._fetch_page():
            yield self._items[index]
            index += 1

    def __len__(self) -> int:
        return len(self.all())

    def __bool__(self) -> bool:
        return bool(self._items) or self._fetch_page()

    @overload
    def __getitem__(self, index: int) -> T: ...
    @overload
    def __getitem__(self, index: slice) -> list[T]: ...
    def __getitem__(self, index: int | slice) -> T | list[T]:
        if isinstance(index, int) and index >= 0:
            while len(self._items) <= index and self._fetch_page():
                pass
            return self._items[index]
        return self.all()[index]

    def all(self) -> list[T]:
        """Return everything, as a list."""
        while self._fetch_page():
            pass
        return list(self._items)

    def first(self) -> T | None:
        """Return the first, or None; asks for one only where nothing was fetched yet."""
        if not self._items and not self._complete:
            found = self._page(replace(self._query, offset=self._query.offset or 0, limit=1))[0]
            return found[0] if found else None
        return self._items[0] if self._items else None

    def one(self) -> T:
        """Return the only one.

        Raises:
            NoResultError: There is none.
            MultipleResultsError: There are more.
        """
        found = self.one_or_none()
        if found is None:
            raise NoResultError(f"no result for: {self._query}")
        return found

    def one_or_none(self) -> T | None:
        """Return the only one, or None.

        Raises:
            MultipleResultsError: There are more than one.
        """
        items = self._items
        if not items and not self._complete:
            limit = 2 if self._query.limit is None else min(2, self._query.limit)
            items = self._page(replace(self._query, offset=self._query.offset or 0, limit=limit))[0]
        if len(items) > 1:
            raise MultipleResultsError(f"more than one result for: {self._query}")
        return items[0] if items else None

    def _fetch_page(self) -> bool:
        """Fetch one more page; tell whether it brought anything."""
        if self._complete:
            return False
        query, done = self._query, len(self._items)
        size = PAGE if query.limit is None else min(PAGE, query.limit - done)
        items, following = self._page(
            replace(query, offset=(query.offset or 0) + done, limit=size, order_by=self._order_by())
        )
        self._items += items
        self._complete = following is None or not items or len(self._items) == query.limit
        return bool(items)

    def _order_by(self) -> tuple[Ordering, ...]:
        """Order by the key what has no order and may need several pages: the server promises no order of its own."""
        query = self._query
        if query.order_by or query.group_by or (query.limit is not None and query.limit <= PAGE):
            return query.order_by
        return tuple(Ordering(AttributePath.of(name)) for name in self._mapper.wire_key)

    def _page(self, query: Query) -> tuple[list[T], int | None]:
        entities, following = self._gateway.fetch_page(query, self._registry)
        return [self._read(entity) for entity in entities], following


def _reader(select: Select[Any], mapper: Mapper) -> Callable[[Entity], Any]:
    """Return what turns an entity into an item of the result."""
    if select.shape == "entities":
        return lambda entity: entity
    paths = [path for path in select.query.projections if isinstance(path, AttributePath)]
    if select.shape == "values":
        return lambda entity: _value(entity, paths[0])
    return lambda entity: tuple(_value(entity, path) for path in paths)


def _value(entity: Entity, path: AttributePath) -> Any:
    """Walk a path from an entity; a collection on the way gives a list, an empty link None."""
    value: Any = entity
    for index, step in enumerate(path.segments):
        if value is None:
            return None
        if isinstance(value, list):
            rest = AttributePath(path.segments[index:])
            return [_value(item, rest) for item in value]
        value = getattr(value, type(value).__mapper__.wire[step.name].name)
    return value
