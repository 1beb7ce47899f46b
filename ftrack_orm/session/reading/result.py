"""The result of a query: fetched page by page as it is used, and kept."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from threading import RLock
from typing import TYPE_CHECKING, TypeVar

from ftrack_orm.deferral import deferred
from ftrack_orm.errors import MultipleResultsError, NoResultError
from ftrack_orm.mapping import Registry
from ftrack_orm.query import Query, Select
from ftrack_orm.session.gateway import Gateway
from ftrack_orm.session.reading.fetched import Fetched
from ftrack_orm.session.reading.paging import PAGE, Pages
from ftrack_orm.session.reading.row_reading import PlainRow, Reading, items_reader, rows_reader

if TYPE_CHECKING:
    import pandas
    import polars
    import pyarrow

    from ftrack_orm.session.table.arrow import arrow_table
    from ftrack_orm.session.table.column import columns_of
    from ftrack_orm.session.table.frames import pandas_frame, polars_frame
else:
    arrow_table = deferred("ftrack_orm.session.table.arrow.arrow_table")
    columns_of = deferred("ftrack_orm.session.table.column.columns_of")
    pandas_frame = deferred("ftrack_orm.session.table.frames.pandas_frame")
    polars_frame = deferred("ftrack_orm.session.table.frames.polars_frame")

__all__ = ["PAGE", "Result"]

_value_html: Callable[[object], str] = deferred("ftrack_orm.display.html.value_html")  # of a higher floor, when shown
_value_table: Callable[[object], object] = deferred("ftrack_orm.display.rich_table.value_table")

T = TypeVar("T")
R = TypeVar("R")


class Result(Fetched[T]):
    """What a query gives; nothing is sent before it is used.

    Iterating fetches a page of 500 when it is reached and keeps it, so that a second loop sends nothing; while a page
    is used the next one is fetched. `len()`, `all()` and indexing fetch what they need. An `in` list of more than 500
    values is sent in several requests. Tuples and values are what the server has, without pending changes.
    """

    def __init__(self, gateway: Gateway, select: Select[T], registry: Registry, parallel: int = 1) -> None:
        super().__init__()
        self._gateway = gateway
        self._select = select
        self._query = select.query
        self._registry = registry
        self._parallel = parallel
        self._read: Reading[T] = items_reader(gateway, select, registry)
        self._pages = self._pages_of(self._query, self._read)
        self._fetching = RLock()

    def __repr__(self) -> str:
        state = "complete" if self._pages.complete else f"{len(self._items)} fetched"
        return f"<Result of {str(self._query)!r}: {state}>"

    def _repr_html_(self) -> str:
        """Show the first rows in a notebook; where nothing was fetched yet they are asked for, and not kept."""
        return _value_html(self)

    def __rich__(self) -> object:
        """Show the first rows as a table of `rich`, as in a notebook."""
        return _value_table(self)

    def stream(self) -> Iterator[T]:
        """Give everything once and keep nothing, so that memory stays flat however long the result is.

        One page is held, and the next one as the server sent it. Entities that nobody else holds are gone when the
        next page comes; each call starts anew.
        """
        return self._streamed(self._read)

    def rows(self) -> Iterator[PlainRow]:
        """Stream what was selected as plain dictionaries by path, `{"name": ..., "status.name": ...}`; no entities.

        Values are what the server has, without pending changes. Where nothing was selected it is the key and what the
        server sends unasked.

        Raises:
            QueryError: A path leads to an entity or a collection itself.
        """
        return self._streamed(rows_reader(self._gateway, self._select, self._registry))

    def to_dicts(self) -> list[PlainRow]:
        """Return the rows of `rows()` as a list of dictionaries by path.

        Raises:
            QueryError: A path leads to an entity or a collection itself.
        """
        return list(self.rows())

    def to_arrow(self) -> pyarrow.Table:
        """Return the rows of `rows()` as an Arrow table, its types from the schema, also where there are no rows.

        Raises:
            QueryError: A path leads to an entity or a collection itself.
            InvalidValueError: The server sent a value that its attribute cannot hold.
            ConfigurationError: The extra `export` is not installed.
        """
        return arrow_table(columns_of(self._query, self._registry), self.rows())

    def to_polars(self) -> polars.DataFrame:
        """Return the rows of `rows()` as a Polars data frame; types and errors are those of `to_arrow()`."""
        return polars_frame(self.to_arrow())

    def to_pandas(self) -> pandas.DataFrame:
        """Return the rows of `rows()` as a pandas data frame, in its types that know missing values.

        Types and errors are those of `to_arrow()`.
        """
        return pandas_frame(self.to_arrow())

    def _streamed(self, read: Reading[R]) -> Iterator[R]:
        pages = self._pages_of(self._query, read)
        page = pages.next()
        while page:
            first = page.pop(0)
            yield first
            del first
            pages.look_ahead()
            page.reverse()
            while page:
                yield page.pop()
            page = pages.next(ahead=True)

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
        pages = self._pages_of(replace(self._query, limit=limit), self._read)
        found: list[T] = []
        while len(found) < limit and (page := pages.next()):
            found += page
        return found

    def _fetch_page(self, *, ahead: bool = False) -> bool:
        """Fetch one more page; tell whether it brought anything."""
        with self._fetching:
            page = self._pages.next(ahead=ahead)
            self._items += page
        return bool(page)

    def _look_ahead(self) -> None:
        with self._fetching:
            self._pages.look_ahead()

    def _pages_of(self, query: Query, read: Reading[R]) -> Pages[R]:
        return Pages(self._gateway, query, self._registry, read, self._parallel)
