"""What the parts of a session share: the transport, the identity map and the unit of work."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, NoReturn, SupportsIndex, get_args

from ftrack_orm.errors import ConfigurationError, NotLoadedError, ProtocolError, SessionClosedError, SessionError
from ftrack_orm.mapping import Entity, MappedAttribute, Mapper, Registry
from ftrack_orm.mapping.recording import RECORDING
from ftrack_orm.query.ast import Query
from ftrack_orm.session.drift.server_schema import ServerSchema
from ftrack_orm.session.loading.siblings import Siblings
from ftrack_orm.session.pending.ledger import SessionLedger
from ftrack_orm.session.pending.unit_of_work import UnitOfWork
from ftrack_orm.session.reading.hydration import Hydration
from ftrack_orm.session.reading.identity_map import IdentityMap
from ftrack_orm.session.reading.row_shape import ShapeCache
from ftrack_orm.session.session_cache import SessionCache
from ftrack_orm.session.switches import Lazy, Switches
from ftrack_orm.session.writing.hooks import Hooks
from ftrack_orm.session.writing.turn import Turn
from ftrack_orm.transport import JSON, Operation, QueryExpression, RetryPolicy, Transport, collection_paused

if TYPE_CHECKING:
    from ftrack_orm.session.drift.detection import Drift
    from ftrack_orm.session.workflow.custom_configuration import Configurations
    from ftrack_orm.session.writing.plan import Plan

__all__ = ["Gateway", "Lazy"]

_NAMED = 3
"""Operations of a batch that an error names."""


class Gateway:
    """Sends operations and merges what comes back into the identity map.

    Threads may load side by side: answers are merged one after the other, and no lock is held while a request is out.
    `unsettled` is a batch whose answer was lost and whose fate is not known yet; `commits` counts those that sent all
    that was pending.
    """

    def __init__(self, transport: Transport, lazy: Lazy, retry: RetryPolicy, cache: SessionCache | None = None) -> None:
        if lazy not in get_args(Lazy):
            raise ConfigurationError(f"lazy is one of {', '.join(map(repr, get_args(Lazy)))}, got {lazy!r}")
        self.transport = transport
        self.cache: SessionCache = cache or SessionCache()
        self.retry = retry
        self.unsettled: Plan | None = None
        self.commits = 0
        self.edition: int = 0
        """Another one where what was read before may be too old to be merged: something was sent, or forgotten."""
        self.news = 0
        """Another one where an event told of changes; an answer that was on its way may lack them."""
        self.in_flight: frozenset[int] = frozenset()
        """The `id()` of what is being created right now: the request is out."""
        self.doomed: list[Entity] = []
        """What was deleted while its creation was in flight; it is deleted once that is settled."""
        self.server_schema: ServerSchema = ServerSchema(self)
        self.drift: Drift | None = None
        """Looks for drift; None where nobody cares."""
        self.information: dict[str, JSON] | None = None
        """What the server tells of itself, once it was asked."""
        self.link_configurations: Configurations | None = None
        """The custom attributes that hold entities, once one was asked for."""
        self.identities: IdentityMap = IdentityMap()
        self.unit_of_work: UnitOfWork = UnitOfWork()
        self.ledger: SessionLedger = SessionLedger(self)
        self.hooks: Hooks = Hooks()
        self.switches: Switches = Switches()
        self.turn: Turn = Turn()
        self.closed = False
        self.media: object | None = None
        """The session itself, for the methods of its entities about files."""
        self.prefetch = True
        """Whether the next page is fetched while one is used."""
        self.own_lazy: Lazy = lazy
        self._shapes: dict[Registry, ShapeCache] = {}

    def __reduce_ex__(self, protocol: SupportsIndex) -> NoReturn:
        raise TypeError(
            "a session cannot be pickled or copied, nor can a result: open one where it is needed; entities can, as of "
            "result.all(), and session.merge() takes them in"
        )

    @property
    def lazy(self) -> Lazy:
        """How this thread loads what is missing."""
        return self.switches.lazy or self.own_lazy

    @property
    def recording(self) -> bool:
        """Whether changes made by this thread are recorded."""
        return self.switches.recording

    @property
    def requests(self) -> int:
        """How many requests this thread sent."""
        return self.switches.requests

    def send(self, operations: Sequence[Operation]) -> list[JSON]:
        """Send one request.

        Raises:
            DriftError: The workspace has another schema than the classes, and the session refuses that.
            SessionClosedError: The session was closed.
            SessionError: Nothing may be sent now.
            TransportError: The request was not answered, or the server refused it.
        """
        return self._send(operations) if self.drift is None else self.drift.guarded(operations, self._send)

    def _send(self, operations: Sequence[Operation]) -> list[JSON]:
        if self.closed:
            raise SessionClosedError("the session is closed; open another one")
        if self.switches.silent:
            raise SessionError(f"{self.switches.silent}: {'; '.join(map(str, operations))[:200]}")
        self.switches.requests += 1
        changing = not all(operation.reads_only for operation in operations)
        try:
            self.edition += changing  # before and after, since a page may be read while it is out
            return self.transport.send(operations)
        except ProtocolError as error:
            error.asked("; ".join(map(str, operations[:_NAMED])))
            raise
        finally:
            self.edition += changing
            self.cache.sent(operations)

    def fetch(self, query: Query, registry: Registry, *, fresh: bool = False) -> list[Entity]:
        """Run a query that fits one page; `fresh` asks the server, whatever a cache holds."""
        return self.fetch_page(query, registry, fresh=fresh)[0]

    def fetch_page(self, query: Query, registry: Registry, *, fresh: bool = False) -> tuple[list[Entity], int | None]:
        """Run a query; return the entities and the offset of the next page, None at the end."""
        news = self.news
        rows, following = self.fetch_rows(query) if fresh else self.cached_rows(query, registry)
        if self.news != news:
            rows, following = self.fetch_rows(query)
        entities = self.merge(rows, registry, query)
        self.hooks.loaded.run(entities)
        return entities, following

    def cached_rows(self, query: Query, registry: Registry) -> tuple[list[JSON], int | None]:
        """Return the rows of a query and the offset of the next page, from the cache where it has them.

        Raises:
            SessionClosedError: The session was closed.
        """
        if self.closed:
            raise SessionClosedError("the session is closed; open another one")
        return self.cache.rows(query, registry, lambda: self.fetch_rows(query))

    def fetch_rows(self, query: Query, *, strict: bool = False) -> tuple[list[JSON], int | None]:
        """Run a query past the identity map; return its rows and the offset of the next page, None at the end."""
        return self.ask(QueryExpression(str(query), strict))

    def ask(self, operation: Operation) -> tuple[list[JSON], int | None]:
        """Send one operation that is answered by rows; return them and the offset of the next page, None at the end.

        Raises:
            ProtocolError: The answer has no list of objects.
        """
        (answer,) = self.send([operation])
        rows = answer.get("data") if isinstance(answer, dict) else None
        if not isinstance(rows, list) or not {*map(type, rows)} <= {dict}:
            error = ProtocolError("the answer to a query has no list of data, or one that does not hold objects alone")
            error.asked(str(operation))
            raise error
        metadata = answer.get("metadata")
        following = metadata.get("next") if isinstance(metadata, dict) else None
        offset = following.get("offset") if isinstance(following, dict) else None
        return rows, offset if isinstance(offset, int) else None

    def merge(
        self,
        rows: Sequence[JSON],
        registry: Registry,
        query: Query | None = None,
        *,
        before: Callable[[], None] | None = None,
    ) -> list[Entity]:
        """Merge the rows of one answer into the identity map, all or none; they become siblings.

        `before` is called once they were read, before anything that was known is changed.

        Raises:
            ProtocolError: A row is no entity, or holds what its type cannot; it names the `query`, where one is given.
        """
        with collection_paused(), RECORDING:
            shapes = self._shapes.get(registry)
            if shapes is None:
                shapes = self._shapes[registry] = ShapeCache(registry, self.server_schema)
            try:
                return Hydration(shapes, self.identities, Siblings(self)).rows(rows, before)
            except ProtocolError as error:
                if query is not None:
                    self.cache.invalidate(query.entity_type)  # it may have kept these rows
                    error.asked(f"query {query}")
                raise

    def check_lazy(self, mapper: Mapper, attribute: MappedAttribute) -> None:
        """Refuse to load where the session, or the thread, was told not to."""
        if self.lazy == "raise":
            path = f"{mapper.entity_type}.{attribute.name}"
            raise NotLoadedError(
                mapper.entity_type, attribute.name, f"the session does not load on access; add .load({path})"
            )
