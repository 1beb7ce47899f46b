"""Free-text search: entities of one or more types in which all words occur."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from types import ModuleType
from typing import Any, TypeAlias, TypeVar

from ftrack_orm.errors import SessionError
from ftrack_orm.mapping import Entity, Registry
from ftrack_orm.query import Query, Select, select
from ftrack_orm.session.gateway import Gateway
from ftrack_orm.session.loading.attribute_choice import check_query_in
from ftrack_orm.session.models import registry_of
from ftrack_orm.session.reading.fetched import Fetched
from ftrack_orm.session.reading.paging import PAGE
from ftrack_orm.session.workflow.server_action import key_on_server
from ftrack_orm.transport import SearchExpression

__all__ = ["Found", "Searched", "search", "terms_of"]

E = TypeVar("E", bound=Entity)

Searched: TypeAlias = type[E] | Select[E]
"""Where to search: all entities of a class, or those of a select, which also says what to load."""


class Found(Fetched[E]):
    """What a search finds: the entities of each type in turn, fetched page by page as they are used, and kept."""

    def __init__(self, gateway: Gateway, searches: Sequence[_Search]) -> None:
        super().__init__()
        self._gateway = gateway
        self._searches = list(searches)
        self._named = ", ".join(search.query.entity_type for search in searches)

    def __repr__(self) -> str:
        state = f"{len(self._items)} fetched" if self._searches else "complete"
        return f"<Found in {self._named}: {state}>"

    def first(self) -> E | None:
        """Return the first, or None."""
        return next(iter(self), None)

    def _fetch_page(self, *, ahead: bool = False) -> bool:
        """Fetch one more page; tell whether it brought anything."""
        while self._searches:
            current = self._searches[0]
            found, following = current.page(self._gateway)
            self._items += found
            self._searches[:1] = [] if following is None or not found else [current.after(len(found), following)]
            if found:
                return True
        return False


@dataclass(frozen=True, slots=True)
class _Search:
    """What is left to find of one entity type."""

    query: Query
    registry: Registry
    terms: tuple[str, ...]
    context_id: str | None
    object_type_ids: tuple[str, ...] | None

    def page(self, gateway: Gateway) -> tuple[list[Any], int | None]:
        """Fetch its first page; return the entities and the offset of what follows, None at the end."""
        limit = PAGE if self.query.limit is None else min(PAGE, self.query.limit)
        if not limit:
            return [], None
        query = replace(self.query, offset=self.query.offset or 0, limit=limit)
        operation = SearchExpression(str(query), query.entity_type, self.terms, self.context_id, self.object_type_ids)
        rows, following = gateway.ask(operation)
        entities = gateway.merge(rows, self.registry, query)
        gateway.hooks.loaded.run(entities)
        return entities, following

    def after(self, count: int, offset: int) -> _Search:
        """Return the search for what comes after so many."""
        left = None if self.query.limit is None else self.query.limit - count
        return replace(self, query=replace(self.query, offset=offset, limit=left))


def search(
    gateway: Gateway,
    models: ModuleType | None,
    text: str,
    within: Sequence[Searched[E]],
    context: Entity | None,
    object_types: Iterable[Entity],
) -> Found[E]:
    """Return what the server finds by the words of a text; nothing is sent before it is used.

    Raises:
        QueryCheckError: The schema does not allow a select.
        SessionError: Nothing was said to search for, or in.
    """
    terms = terms_of(text)
    if not terms or not within:
        raise SessionError('search() needs words, and where to look: session.search("bunny", Shot, AssetBuild)')
    context_id = None if context is None else key_on_server(context)[0]
    ids = tuple(key_on_server(each)[0] for each in object_types) or None
    searches = []
    for chosen in within:
        chosen = _select(chosen)
        registry = registry_of(chosen.entity, models)
        check_query_in(registry.current_schema, chosen.query)
        searches.append(_Search(chosen.query, registry, terms, context_id, ids))
    return Found(gateway, searches)


def terms_of(text: str) -> tuple[str, ...]:
    """Return the words of a text; what stands in double quotes is one.

    >>> terms_of('bunny "big buck"')
    ('bunny', 'big buck')
    """
    return tuple(quoted or word for quoted, word in re.findall(r'"([^"]+)"|([^\s"]+)', text))


def _select(chosen: Searched[E]) -> Select[E]:
    chosen = chosen if isinstance(chosen, Select) else select(chosen)
    if chosen.shape != "entities" or chosen.query.group_by:
        raise SessionError(f"search() finds entities; give it a class or a select of one, not {chosen}")
    return chosen
