"""Fetch what a query gives page by page, and ask for pages before they are needed.

Which page comes next follows from the one before, so pages ahead are a guess: that pages are full, that nothing was
changed meanwhile. What turns out to be asked for wrongly is dropped, and asked for again.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any, Generic, TypeVar

from ftrack_orm.errors import ProtocolError, SessionError
from ftrack_orm.mapping import Registry
from ftrack_orm.query.ast import AttributePath, Ordering, Query
from ftrack_orm.query.building.folding import fold
from ftrack_orm.session.gateway import Gateway
from ftrack_orm.session.reading.page_request import Page, PageRequest
from ftrack_orm.session.reading.splitting import is_grouped, split
from ftrack_orm.transport import JSON

__all__ = ["PAGE", "Pages", "checked_parallel"]

T = TypeVar("T")

PAGE = 500
"""Entities in one request; the page size of the official clients."""


_MOST = 32
"""Pages side by side that are no burden for a server which others use too."""


def checked_parallel(parallel: int) -> int:
    """Return how many pages to ask for side by side.

    Raises:
        SessionError: It is no number from 1 to 32.
    """
    if isinstance(parallel, bool) or not isinstance(parallel, int) or not 1 <= parallel <= _MOST:
        raise SessionError(f"parallel takes a number from 1 to {_MOST}, got {parallel!r}")
    return parallel


@dataclass(frozen=True, slots=True)
class _Place:
    """Where to go on: in which of the queries, and after how many of its rows."""

    part: int = 0
    done: int = 0


class Pages(Generic[T]):
    """The pages of a query, each row read into an item; a query that nothing can match sends nothing.

    `parallel` is how many pages are asked for side by side once there is more than one. Then what is not ordered
    wholly is ordered by the key too, since pages that are cut side by side must agree. Queries that group, and a limit
    or an offset over several queries, leave no way to tell where a later page begins: they go one by one.

    A page that could not be fetched is asked for again by the next call. Nothing is kept here but pages ahead.
    """

    def __init__(
        self,
        gateway: Gateway,
        query: Query,
        registry: Registry,
        read: Callable[[list[JSON]], list[T]],
        parallel: int = 1,
    ) -> None:
        folded = fold(query)
        self._gateway = gateway
        self._registry = registry
        self._read = read
        self._key = registry.mapper(query.entity_type).wire_key
        self._grouped = is_grouped(query)
        self._parts = () if folded is None or query.limit == 0 else split(folded)
        self._several = len(self._parts) > 1
        self._left = query.limit
        self._skip = query.offset or 0
        self._guessable = not self._grouped and not (self._several and (self._skip or query.limit is not None))
        self._side_by_side = parallel if self._guessable else 1
        self._place = _Place()
        self._ahead: deque[tuple[_Place, PageRequest]] = deque()
        self._seen: set[Any] = set()

    @property
    def complete(self) -> bool:
        """Whether everything was fetched."""
        return self._question(self._place) is None

    def next(self, *, ahead: bool = False) -> list[T]:
        """Fetch the next page, and begin to fetch what follows it where it will be needed; an empty list is the end."""
        while (question := self._question(self._place)) is not None:
            rows, following = self._page(question)
            if following is not None and following <= (question.offset or 0):
                error = ProtocolError("the server says that the next page is not behind this one")
                error.asked(f"query {question}")
                raise error
            more = following is not None and bool(rows)
            after = replace(self._place, done=self._place.done + len(rows)) if more else self._part_after(self._place)
            if ahead:
                self._ask(after)  # before the rows are read, which takes a while
            page = self._items(rows)
            self._place = after
            if page:
                return page
        return []

    def look_ahead(self) -> None:
        """Begin to fetch the next page, since it will be needed."""
        self._ask(self._place)

    def _page(self, question: Query) -> Page:
        """Return a page that was asked for ahead, if it is the right one and nothing was changed since."""
        if self._ahead:
            place, request = self._ahead.popleft()
            if place == self._place and request.edition == self._gateway.edition and self._may_send:
                try:
                    return request.page()
                except BaseException:
                    self._ahead.clear()
                    raise
            self._ahead.clear()
        return self._fetch(question)

    @property
    def _may_send(self) -> bool:
        return not (self._gateway.closed or self._gateway.switches.silent)

    def _ask(self, place: _Place) -> None:
        """Ask for pages from a place on, as many as may be under way."""
        if not (self._may_send and self._guessable and (self._gateway.prefetch or self._side_by_side > 1)):
            return
        if self._ahead and (self._ahead[0][0] != place or self._ahead[0][1].edition != self._gateway.edition):
            self._ahead.clear()
        while len(self._ahead) < self._side_by_side:
            if self._ahead:
                last, request = self._ahead[-1]
                over = self._several or request.is_last
                place = self._part_after(last) if over else replace(last, done=last.done + self._size(last))
            question = self._question(place)
            if question is None:
                return
            fetch = _fetching(self._gateway, question, self._registry)
            self._ahead.append((place, PageRequest(fetch, self._gateway.edition)))
            self._gateway.switches.requests += 1

    def _items(self, rows: list[JSON]) -> list[T]:
        """Read rows; of several queries, what to skip and what came already is left out here."""
        keys = [self._key_of(row) for row in rows] if self._several else []
        items = self._read(rows)
        if not self._several:
            return items
        fresh: list[T] = []
        for key, item in zip(keys, items, strict=True):
            if key not in self._seen:
                self._seen.add(key)
                fresh.append(item)
        kept = fresh[self._skip :]
        self._skip -= len(fresh) - len(kept)
        if self._left is not None:
            kept = kept[: self._left]
            self._left -= len(kept)
        return kept

    def _key_of(self, row: JSON) -> Any:
        try:
            return tuple([row[name] for name in self._key])
        except (KeyError, TypeError):
            raise ProtocolError("expected an entity, the server sent something without its key") from None

    def _part_after(self, place: _Place) -> _Place:
        return _Place(place.part + 1)

    def _size(self, place: _Place) -> int:
        """Return how many rows to ask for at a place."""
        if self._left is None:
            return PAGE
        return min(PAGE, self._skip + self._left if self._several else self._left - place.done)

    def _question(self, place: _Place) -> Query | None:
        """Return the query for the page at a place, None past the end."""
        if place.part >= len(self._parts) or self._size(place) <= 0 or self._left == 0:
            return None
        query = self._parts[place.part]
        offset = place.done if self._several else self._skip + place.done
        return replace(query, offset=offset, limit=self._size(place), order_by=self._order_by(query))

    def _order_by(self, query: Query) -> tuple[Ordering, ...]:
        """Order by the key what has no order and may need several pages: the server promises no order of its own."""
        one_page = query.limit is not None and query.limit <= PAGE
        if self._grouped or one_page or (query.order_by and self._side_by_side == 1):
            return query.order_by
        ordered = {ordering.path for ordering in query.order_by}
        keys = (AttributePath.of(name) for name in self._key)
        return (*query.order_by, *(Ordering(key) for key in keys if key not in ordered))

    def _fetch(self, question: Query) -> Page:
        if self._grouped:
            return self._gateway.fetch_rows(question, strict=True)
        return self._gateway.cached_rows(question, self._registry)


def _fetching(gateway: Gateway, question: Query, registry: Registry) -> Callable[[], Page]:
    """Return what fetches a page; it holds on to no result, so that one that is dropped is gone."""
    return lambda: gateway.cached_rows(question, registry)
