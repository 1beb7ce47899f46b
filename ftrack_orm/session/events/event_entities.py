"""Load the entities that an event names, all in one request, when the first is asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from threading import Lock

from ftrack_orm.errors import ProtocolError
from ftrack_orm.mapping import Entity, Mapper
from ftrack_orm.query.ast import Query
from ftrack_orm.session.gateway import Gateway
from ftrack_orm.session.loading.chunking import chunked
from ftrack_orm.session.loading.siblings import key_criterion, stored_paths
from ftrack_orm.transport import QueryExpression

__all__ = ["EventEntities", "Place"]

Place = tuple[Mapper, str]
"""An entity type, or a base of it, and an id."""


class EventEntities:
    """The entities of one event as the server has them now; pending changes of this session stay.

    Args:
        gateway: The session.
        wanted: Gives what to load with the first entity that is asked for, so that no other needs a request.
    """

    def __init__(self, gateway: Gateway, wanted: Callable[[], Iterable[Place]]) -> None:
        self._gateway = gateway
        self._wanted = wanted
        self._loaded: dict[Place, Entity | None] = {}
        self._asked = False
        self._loading = Lock()

    def get(self, mapper: Mapper, id: str) -> Entity | None:
        """Return an entity, None where the server has none."""
        with self._loading:
            if (mapper, id) not in self._loaded:
                wanted = [] if self._asked else list(self._wanted())
                self._asked = True
                self._load(list(dict.fromkeys((*wanted, (mapper, id)))))
            return self._loaded[mapper, id]

    def _load(self, places: Sequence[Place]) -> None:
        by_mapper: dict[Mapper, list[str]] = {}
        for mapper, id in places:
            by_mapper.setdefault(mapper, []).append(id)
        asked = [(mapper, chunk) for mapper, ids in by_mapper.items() for chunk in chunked(ids)]
        queries = [
            Query(mapper.entity_type, stored_paths(mapper), key_criterion(mapper, list(chunk)))
            for mapper, chunk in asked
        ]
        answers = self._gateway.send([QueryExpression(str(query)) for query in queries])
        self._loaded.update(dict.fromkeys(places))
        for (mapper, _), answer in zip(asked, answers, strict=True):
            rows = answer.get("data") if isinstance(answer, dict) else None
            if not isinstance(rows, list):
                raise ProtocolError(f"the answer to a query on {mapper.entity_type} has no list of data")
            found = self._gateway.merge(rows, mapper.registry)
            self._gateway.hooks.loaded.run(found)
            for entity in found:
                self._loaded[mapper, entity.__ftrack_key__[0]] = entity
