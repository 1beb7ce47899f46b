"""The session: the door to a workspace. It delegates, and holds no logic of its own."""

from __future__ import annotations

from collections.abc import Iterable
from types import ModuleType, TracebackType
from typing import Any, Self, TypeVar, overload

from ftrack_orm.errors import QueryCheckError, SessionError
from ftrack_orm.mapping import Entity, Registry
from ftrack_orm.mapping.state import adopt, loader_of
from ftrack_orm.query import Query, Select, parse
from ftrack_orm.query.checker import check_query
from ftrack_orm.session.cascade import cascade
from ftrack_orm.session.flush import CommitReport, flush, resolve
from ftrack_orm.session.gateway import Gateway, Lazy
from ftrack_orm.session.models import registry_of
from ftrack_orm.session.plan import Plan
from ftrack_orm.session.planning import plan
from ftrack_orm.session.result import Result
from ftrack_orm.session.siblings import Siblings, key_criterion, stored_paths
from ftrack_orm.settings import Settings
from ftrack_orm.transport import JSON, HttpTransport, QueryServerInformation, RetryPolicy, Transport

__all__ = ["Session"]

T = TypeVar("T")
E = TypeVar("E", bound=Entity)


class Session:
    """An identity map and a unit of work over one workspace.

    Use it in a `with` block. Changes are tracked and sent by `commit()` as one batch, all or nothing; nothing is sent
    before. Opening a session sends nothing either.

    Args:
        server_url: Address of the workspace, else FTRACK_SERVER. api_user: User name, else FTRACK_API_USER, else the
        operating system's user. api_key: API key, else FTRACK_API_KEY. models: The generated package whose classes
        text queries give; needed where several were imported. lazy: "batch" loads a missing attribute for all
        siblings at once, "single" for one entity, "raise" refuses. timeout: Seconds to wait for the server. retry:
        How often, and after how long, something is sent again that got no answer. Queries are; a batch of changes is
            only when the server, asked what became of it, does not have it.
        transport: Instead of HTTP: anything with `send(operations)`.
    """

    def __init__(
        self,
        server_url: str | None = None,
        api_user: str | None = None,
        api_key: str | None = None,
        *,
        models: ModuleType | None = None,
        lazy: Lazy = "batch",
        timeout: float = 60.0,
        retry: RetryPolicy | None = None,
        transport: Transport | None = None,
    ) -> None:
        retry = retry or RetryPolicy()
        if transport is None:
            settings = Settings.resolve(server_url, api_user, api_key)
            transport = HttpTransport(settings, timeout=timeout, retry=retry)
        self._gateway = Gateway(transport, lazy, retry)
        self._models = models
        self._pending = Siblings(self._gateway)

    def __repr__(self) -> str:
        changes = self._gateway.unit_of_work.changes
        counts = f"{len(changes.created)} new, {len(changes.updated)} dirty, {len(changes.deleted)} deleted"
        return f"<Session {self._gateway.transport!r}: {counts}>"

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Release connections; what was loaded stays readable, what was not sent is dropped. Closing twice is fine."""
        self._gateway.closed = True
        self._gateway.transport.close()

    @property
    def new(self) -> tuple[Entity, ...]:
        """The entities that the next commit creates."""
        return self._gateway.unit_of_work.changes.created

    @property
    def dirty(self) -> tuple[Entity, ...]:
        """The entities that the next commit updates."""
        return self._gateway.unit_of_work.changes.updated

    @property
    def deleted(self) -> tuple[Entity, ...]:
        """The entities that the next commit deletes."""
        return self._gateway.unit_of_work.changes.deleted

    @property
    def server_information(self) -> dict[str, JSON]:
        """What the server tells of itself: version, schema hash, settings. One request each time."""
        (answer,) = self._gateway.send([QueryServerInformation()])
        return dict(answer)

    @overload
    def query(self, query: Select[T], /) -> Result[T]: ...
    @overload
    def query(self, query: str, /) -> Result[Any]: ...
    def query(self, query: Select[Any] | str, /) -> Result[Any]:
        """Return the result of a query; it is checked now and sent when it is used.

        Raises:
            QuerySyntaxError: The text is no query.
            QueryCheckError: The schema does not allow it; every finding has its place.
        """
        chosen = parse(query) if isinstance(query, str) else query
        registry = registry_of(chosen.entity, self._models)
        _check(chosen.query, registry)
        return Result(self._gateway, chosen, registry)

    def get(self, entity: type[E], *key: str) -> E | None:
        """Return the entity of a primary key: the one at hand, else from the server; None where there is none."""
        mapper = entity.__mapper__
        if len(key) != len(mapper.primary_key):
            raise SessionError(
                f"the key of {mapper.entity_type} is {', '.join(mapper.primary_key)}; got {len(key)} values"
            )
        held: Any = self._gateway.identities.get(mapper, key[0] if len(key) == 1 else key)
        if held is not None:
            return held if isinstance(held, entity) and not self._gateway.unit_of_work.is_deleted(held) else None
        criterion = key_criterion(mapper, [key[0] if len(key) == 1 else key])
        found: Any = self._gateway.fetch(Query(mapper.entity_type, stored_paths(mapper), criterion), mapper.registry)
        return found[0] if found else None

    def add(self, entity: Entity) -> None:
        """Create a new entity, and the new ones that it refers to, with the next commit.

        Raises:
            SessionError: It belongs to another session, or was deleted.
        """
        for reached in cascade(entity):
            loader = loader_of(reached)
            if loader is None:
                adopt(reached, self._pending)
                self._gateway.unit_of_work.add(reached)
            elif reached is entity and not self._holds(entity):
                raise SessionError(f"{entity!r} belongs to another session, or was deleted")

    def add_all(self, entities: Iterable[Entity]) -> None:
        """Create several new entities with the next commit."""
        for entity in entities:
            self.add(entity)

    def delete(self, entity: Entity) -> None:
        """Delete an entity with the next commit; the server deletes what hangs on it too.

        Raises:
            SessionError: The session does not hold it.
        """
        if not self._holds(entity):
            raise SessionError(f"{entity!r} is not held by this session; it cannot be deleted through it")
        self._gateway.unit_of_work.delete(entity)

    def plan(self) -> Plan:
        """Return what a commit would send; print it to see a table.

        Raises:
            PlanError: The changes cannot be ordered.
        """
        self._cascade()
        return plan(self._gateway.unit_of_work.changes)

    def commit(self) -> CommitReport:
        """Send all changes as one batch, all or nothing; with nothing to send, nothing is sent.

        Raises:
            CommitError: The server refused it; nothing was saved and everything is still pending.
            CommitUnknown: The answer was lost and the server cannot be asked; everything is still pending.
            PlanError: The changes cannot be ordered.
            TransportError: Nothing was sent; everything is still pending.
        """
        resolve(self._gateway)
        return flush(self._gateway, self.plan())

    def rollback(self) -> None:
        """Drop everything that was not sent: loaded values come back, new entities belong to no session."""
        self._gateway.unit_of_work.rollback()
        self._gateway.unsettled = None

    def _cascade(self) -> None:
        for entity in (*self.new, *self.dirty):
            self.add(entity)

    def _holds(self, entity: Entity) -> bool:
        return self._gateway.unit_of_work.is_new(entity) or entity in self._gateway.identities


def _check(query: Query, registry: Registry) -> None:
    findings = [finding for finding in check_query(query, registry.schema) if finding.severity == "error"]
    if findings:
        raise QueryCheckError(findings)
