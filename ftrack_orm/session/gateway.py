"""What the parts of a session share: the transport, the identity map and the unit of work."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, TypeAlias

from ftrack_orm.errors import NotLoadedError, ProtocolError, SessionClosedError
from ftrack_orm.mapping import Entity, MappedAttribute, Mapper, Registry
from ftrack_orm.query.ast import Query
from ftrack_orm.session.hydration import Hydration
from ftrack_orm.session.identity_map import IdentityMap
from ftrack_orm.session.plan import Plan
from ftrack_orm.session.row_shape import ShapeCache
from ftrack_orm.session.siblings import Siblings
from ftrack_orm.session.unit_of_work import UnitOfWork
from ftrack_orm.transport import JSON, Operation, QueryExpression, RetryPolicy, Transport

__all__ = ["Gateway", "Lazy"]

Lazy: TypeAlias = Literal["batch", "single", "raise"]
"""How an attribute that was not loaded is loaded: for all siblings at once, for one entity, or not at all."""


class Gateway:
    """Sends operations and merges what comes back into the identity map.

    `requests` counts what was sent; `unsettled` is a batch whose answer was lost and whose fate is not known yet.
    """

    def __init__(self, transport: Transport, lazy: Lazy, retry: RetryPolicy) -> None:
        self.transport = transport
        self.lazy = lazy
        self.retry = retry
        self.requests = 0
        self.unsettled: Plan | None = None
        self.identities = IdentityMap()
        self.unit_of_work = UnitOfWork()
        self.closed = False
        self._shapes: dict[Registry, ShapeCache] = {}

    def send(self, operations: Sequence[Operation]) -> list[JSON]:
        """Send one request.

        Raises:
            SessionClosedError: The session was closed.
            TransportError: The request was not answered, or the server refused it.
        """
        if self.closed:
            raise SessionClosedError("the session is closed; open another one")
        self.requests += 1
        return self.transport.send(operations)

    def fetch(self, query: Query, registry: Registry) -> list[Entity]:
        """Run a query that fits one page."""
        return self.fetch_page(query, registry)[0]

    def fetch_page(self, query: Query, registry: Registry) -> tuple[list[Entity], int | None]:
        """Run a query; return the entities and the offset of the next page, None at the end."""
        (answer,) = self.send([QueryExpression(str(query))])
        if not isinstance(answer, dict) or not isinstance(answer.get("data"), list):
            raise ProtocolError(f"the answer to a query has no list of data: {query}")
        metadata = answer.get("metadata") or {}
        following = (metadata.get("next") or {}).get("offset")
        return self.merge(answer["data"], registry), following if isinstance(following, int) else None

    def merge(self, rows: Sequence[JSON], registry: Registry) -> list[Entity]:
        """Merge the rows of one answer into the identity map; they become siblings."""
        shapes = self._shapes.get(registry)
        if shapes is None:
            shapes = self._shapes[registry] = ShapeCache(registry)
        return Hydration(shapes, self.identities, Siblings(self)).rows(rows)

    def check_lazy(self, mapper: Mapper, attribute: MappedAttribute) -> None:
        """Refuse to load where the session was told not to."""
        if self.lazy == "raise":
            path = f"{mapper.entity_type}.{attribute.name}"
            raise NotLoadedError(
                mapper.entity_type, attribute.name, f"the session does not load on access; add .load({path})"
            )
