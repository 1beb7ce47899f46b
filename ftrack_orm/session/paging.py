"""Fetch what a query gives, one page after the other."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from ftrack_orm.mapping import Registry
from ftrack_orm.query.ast import AttributePath, Ordering, Query
from ftrack_orm.query.folding import fold
from ftrack_orm.session.gateway import Gateway
from ftrack_orm.session.identity_map import Key, key_of
from ftrack_orm.session.splitting import split

__all__ = ["PAGE", "Pages"]

PAGE = 500
"""Entities in one request; the page size of the official clients."""


class Pages:
    """The pages of a query: entities, or plain rows where it groups; a query that nothing can match sends nothing.

    A page that could not be fetched is asked for again by the next call. Nothing is kept here.
    """

    def __init__(self, gateway: Gateway, query: Query, registry: Registry) -> None:
        folded = fold(query)
        self.grouped = bool(query.group_by) or any(not isinstance(path, AttributePath) for path in query.projections)
        self._gateway = gateway
        self._registry = registry
        self._key = registry.mapper(query.entity_type).wire_key
        self._parts: tuple[Query, ...] = () if folded is None or query.limit == 0 else split(folded)
        self._left = query.limit
        self._skip = query.offset or 0
        self._several = len(self._parts) > 1
        self._done = 0
        self._seen: set[Key] = set()

    @property
    def complete(self) -> bool:
        """Whether everything was fetched."""
        return not self._parts

    def next(self) -> list[Any]:
        """Fetch the next page; an empty list is the end."""
        while self._parts:
            page = self._piece() if self._several else self._whole()
            if self._left is not None:
                self._left -= len(page)
                if self._left <= 0:
                    self._parts = ()
            if page:
                return page
        return []

    def _whole(self) -> list[Any]:
        """Fetch a page of the one query there is."""
        size = PAGE if self._left is None else min(PAGE, self._left)
        page, following = self._fetch(self._skip + self._done, size)
        self._advance(len(page), following)
        return page

    def _piece(self) -> list[Any]:
        """Fetch a page of one of several queries; what to skip and what came already is left out here."""
        size = PAGE if self._left is None else min(PAGE, self._skip + self._left)
        page, following = self._fetch(self._done, size)
        self._advance(len(page), following)
        fresh = [entity for entity in page if key_of(entity) not in self._seen]
        self._seen.update(map(key_of, fresh))
        kept = fresh[self._skip :]
        self._skip -= len(fresh) - len(kept)
        return kept if self._left is None else kept[: self._left]

    def _advance(self, count: int, following: int | None) -> None:
        self._done += count
        if following is None or not count:
            self._parts, self._done = self._parts[1:], 0

    def _fetch(self, offset: int, size: int) -> tuple[list[Any], int | None]:
        query = replace(self._parts[0], offset=offset, limit=size, order_by=self._order_by())
        if self.grouped:
            return self._gateway.fetch_rows(query, strict=True)
        return self._gateway.fetch_page(query, self._registry)

    def _order_by(self) -> tuple[Ordering, ...]:
        """Order by the key what has no order and may need several pages: the server promises no order of its own."""
        query = self._parts[0]
        one_page = query.limit is not None and query.limit <= PAGE
        if query.order_by or self.grouped or one_page:
            return query.order_by
        return tuple(Ordering(AttributePath.of(name)) for name in self._key)
