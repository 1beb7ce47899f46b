"""The result of a query: fetched page by page as it is used, and kept."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from threading import RLock
from typing import Any, TypeVar

from ftrack_orm.errors import MultipleResultsError, NoResultError
from ftrack_orm.mapping import Entity, Registry
from ftrack_orm.query import Select
from ftrack_orm.query.aggregate import row_key
from ftrack_orm.query.ast import AttributePath
from ftrack_orm.session.fetched import Fetched
from ftrack_orm.session.gateway import Gateway
from ftrack_orm.session.paging import PAGE, Pages
from ftrack_orm.transport import decode_value

__all__ = ["PAGE", "Result"]

T = TypeVar("T")


class Result(Fetched[T]):
    """What a query gives; nothing is sent before it is used.

    Iterating fetches a page of 500 when it is reached and keeps it, so that a second loop sends nothing. `len()`,
    `all()` and indexing fetch what they need. An `in` list of more than 500 values is sent in several requests.
    """

    def __init__(self, gateway: Gateway, select: Select[T], registry: Registry) -> None:
        super().__init__()
        self._gateway = gateway
        self._query = select.query
        self._registry = registry
        self._pages = Pages(gateway, select.query, registry)
        self._read: Callable[[Any], T] = _reader(select, grouped=self._pages.grouped)
        self._fetching = RLock()

    def __repr__(self) -> str:
        state = "complete" if self._pages.complete else f"{len(self._items)} fetched"
        return f"<Result of {str(self._query)!r}: {state}>"

    def stream(self) -> Iterator[T]:
        """Give everything once and keep nothing, so that memory stays flat however long the result is.

        Entities that nobody else holds are gone when the next page comes; each call starts anew.
        """
        pages = Pages(self._gateway, self._query, self._registry)
        page = pages.next()
        while page:
            yield from map(self._read, page)
            page = []  # before the next one comes
            page = pages.next()

    def first(self) -> T | None:
        """Return the first, or None; asks for one only where nothing was fetched yet."""
        items = self._some(1)
        return items[0] if items else None

    def one(self) -> T:
        """Return the only one.

        Raises:
            NoResultError: There is none.
            MultipleResultsError: There are more.
        """
        items = self._some(2)
        if not items:
            raise NoResultError(f"no result for: {self._query}")
        return self._only(items)

    def one_or_none(self) -> T | None:
        """Return the only one, or None.

        Raises:
            MultipleResultsError: There are more than one.
        """
        items = self._some(2)
        return self._only(items) if items else None

    def _only(self, items: list[T]) -> T:
        if len(items) > 1:
            raise MultipleResultsError(f"more than one result for: {self._query}")
        return items[0]

    def _some(self, count: int) -> list[T]:
        """Return so many from the start, or all where there are less; asks for just those where nothing was fetched."""
        if self._items or self._pages.complete:
            return self._items[:count]
        limit = count if self._query.limit is None else min(count, self._query.limit)
        pages = Pages(self._gateway, replace(self._query, limit=limit), self._registry)
        found: list[T] = []
        while len(found) < limit and (page := pages.next()):
            found += map(self._read, page)
        return found

    def _fetch_page(self) -> bool:
        """Fetch one more page; tell whether it brought anything."""
        with self._fetching:
            page = self._pages.next()
            self._items += map(self._read, page)
        return bool(page)


def _reader(select: Select[Any], *, grouped: bool) -> Callable[[Any], Any]:
    """Return what turns an entity, or a row of a query that groups, into an item of the result."""
    if grouped:
        return _row_reader(select)
    if select.shape == "entities":
        return lambda entity: entity
    paths = [path for path in select.columns if isinstance(path, AttributePath)]
    if select.shape == "values":
        return lambda entity: _value(entity, paths[0])
    return lambda entity: tuple(_value(entity, path) for path in paths)


def _row_reader(select: Select[Any]) -> Callable[[dict[str, Any]], Any]:
    keys = [row_key(column) for column in select.columns]
    if not keys:  # from text, so there is no order to give the values in
        return lambda row: {name: decode_value(value) for name, value in row.items()}
    if select.shape == "values":
        return lambda row: decode_value(row.get(keys[0]))
    return lambda row: tuple(decode_value(row.get(key)) for key in keys)


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
