"""The session: the door to a workspace. It delegates, and holds no logic of its own."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from types import ModuleType, TracebackType
from typing import TYPE_CHECKING, Any, Literal, NoReturn, Self, SupportsIndex, TypeVar, overload

from ftrack_orm.deferral import deferred
from ftrack_orm.errors import SessionError
from ftrack_orm.mapping import Entity
from ftrack_orm.mapping.identifier import new_id
from ftrack_orm.query import Select, parse
from ftrack_orm.secret import Secret
from ftrack_orm.session.drift.detection import Drift, OnDrift
from ftrack_orm.session.entity_access import EntityAccess
from ftrack_orm.session.gateway import Gateway, Lazy
from ftrack_orm.session.loading.siblings import Siblings
from ftrack_orm.session.models import registry_of
from ftrack_orm.session.reading.paging import checked_parallel
from ftrack_orm.session.reading.result import Result
from ftrack_orm.session.server_actions import ServerActions
from ftrack_orm.session.session_cache import CacheChoice, SessionCache
from ftrack_orm.session.shortcuts import Shortcuts
from ftrack_orm.session.transactions import Transactions
from ftrack_orm.session.upload_access import UploadAccess
from ftrack_orm.session.workspace_schema import WorkspaceSchema
from ftrack_orm.settings import Settings
from ftrack_orm.transport import Connection, HttpTransport, RetryPolicy, Transport

if TYPE_CHECKING:
    from ftrack_orm.schema import Schema
    from ftrack_orm.session.echo import Echo
    from ftrack_orm.session.writing.committing import add
else:
    add = deferred("ftrack_orm.session.writing.committing.add")
    Echo = deferred("ftrack_orm.session.echo.Echo")

__all__ = ["Session"]

T = TypeVar("T")


class Session(Transactions, EntityAccess, Shortcuts, ServerActions, UploadAccess):
    """An identity map and a unit of work over one workspace.

    Use it in a `with` block. Changes are tracked and sent by `commit()` as one batch, all or nothing; nothing is sent
    before. Opening a session sends nothing either. Threads may share one: loading is safe, commits come one after the
    other, and what one thread has half done no other sends.

    Args:
        server_url: Address of the workspace, else FTRACK_SERVER.
        api_user: User name, else FTRACK_API_USER, else the operating system's user.
        api_key: API key, else FTRACK_API_KEY.
        models: The generated package whose classes text queries give; needed where several were imported.
        schema: What queries are checked against, instead of the schema that the classes were generated from: another
            one, or "workspace" to ask the server for its own with the first query.
        lazy: "batch" loads a missing attribute for all siblings at once, "single" for one entity, "raise" refuses.
        echo: Log a readable line for each request (`logging.getLogger("ftrack_orm.session")`, INFO).
        prefetch: Fetch the next page of a result while one is used, in a thread of its own.
        timeout: Seconds to wait for the server.
        retry: How often, and after how long, something is sent again that got no answer. Queries are; a batch of
            changes is only when the server, asked what became of it, does not have it.
        headers: Sent along with each request, as are `cookies`.
        cookies: By name.
        proxies: By scheme, as `{"https": "http://proxy.studio:3128"}`.
        verify: False accepts any certificate; a path names those of a studio's own authority.
        strict: Ask for the strict API: errors come with real HTTP statuses, and only what was asked for comes.
        client_token: Names this client in the events that its changes cause.
        push_token: Names the push connection that needs no event of them.
        cache: Keep the answers to queries on reference data (statuses, types, priorities, project schemas ...): a
            `ReferenceCache`, a folder, an address like `redis://host:6379/0`, or True for the usual folder.
        on_drift: What to do when the workspace's schema is not the one that the classes were generated from: "warn"
            when the server's information is first asked for, "raise" before anything is used, or "ignore".
        live: Keep what is held fresh: attributes that others change are forgotten, by the events that tell of it, and
            loaded again when they are read; pending changes are never touched. It connects at once, in the background.
        transport: Instead of HTTP: anything with `send(operations)`. What is above from `timeout` on to `push_token` is
            HTTP's.
    """

    def __init__(
        self,
        server_url: str | None = None,
        api_user: str | None = None,
        api_key: str | None = None,
        *,
        models: ModuleType | None = None,
        schema: Schema | Literal["workspace"] | None = None,
        lazy: Lazy = "batch",
        echo: bool = False,
        prefetch: bool = True,
        timeout: float = 60.0,
        retry: RetryPolicy | None = None,
        headers: Mapping[str, str] | None = None,
        cookies: Mapping[str, str] | None = None,
        proxies: Mapping[str, str] | None = None,
        verify: bool | str | Path = True,
        strict: bool = False,
        client_token: str | None = None,
        push_token: str | None = None,
        cache: CacheChoice = None,
        on_drift: OnDrift = "warn",
        live: bool = False,
        transport: Transport | None = None,
    ) -> None:
        api_key = Secret.of(api_key)
        client_token = new_id() if live and client_token is None else client_token
        retry = retry or RetryPolicy()
        self._settings: Settings | None = None
        asking = None
        if transport is not None and server_url and api_key:
            asking = Settings.resolve(server_url, api_user, api_key, {})
        if transport is None:
            connection = Connection(
                headers or {}, cookies or {}, proxies or {}, verify, strict, client_token, push_token
            )
            self._connection = connection
            self._settings = asking = settings = Settings.resolve(server_url, api_user, api_key)
            transport = HttpTransport(settings, timeout=timeout, retry=retry, connection=connection)
        self._asking = asking
        kept = SessionCache.chosen(cache, asking, strict=strict)
        self._gateway = Gateway(Echo(transport) if echo else transport, lazy, retry, kept)
        self._gateway.prefetch = prefetch
        self._gateway.media = self
        self._models = models
        self._gateway.drift = Drift(self._gateway, on_drift, models)
        self._workspace_schema = WorkspaceSchema(self._gateway, schema)
        self._pending = Siblings(self._gateway)
        if live:
            self._go_live(client_token if self._connection is not None else None)

    def __repr__(self) -> str:
        if not hasattr(self, "_gateway"):
            return "<Session that could not be opened>"
        changes = self._gateway.unit_of_work.changes
        counts = f"{len(changes.created)} new, {len(changes.updated)} dirty, {len(changes.deleted)} deleted"
        return f"<Session {self._gateway.transport!r}: {counts}>"

    def __reduce_ex__(self, protocol: SupportsIndex) -> NoReturn:
        self._gateway.__reduce_ex__(protocol)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Release connections; what was loaded stays readable, what was not sent is dropped. Closing twice is fine."""
        self._close_events()
        self._close_files()
        self._gateway.closed = True
        self._gateway.transport.close()
        self._gateway.cache.close()

    @property
    def closed(self) -> bool:
        """Whether the session was closed."""
        return self._gateway.closed

    @property
    def cache(self) -> SessionCache:
        """The cache of reference data; one that is off where `Session(cache=)` was not given."""
        return self._gateway.cache

    @property
    def server_url(self) -> str | None:
        """The address of the workspace; None where the session was given a transport."""
        return self._settings.server_url if self._settings is not None else None

    @property
    def api_user(self) -> str | None:
        """The name of the user who asks; None where the session was given a transport."""
        return self._settings.api_user if self._settings is not None else None

    @overload
    def query(self, query: Select[T], /, *, parallel: int = 1) -> Result[T]: ...
    @overload
    def query(self, query: str, /, *, parallel: int = 1) -> Result[Any]: ...
    def query(self, query: Select[Any] | str, /, *, parallel: int = 1) -> Result[Any]:
        """Return the result of a query; it is checked now and sent when it is used.

        Args:
            query: What to ask for.
            parallel: How many pages to ask for side by side, for long results on a connection with latency. The order
                is that of the query, and by key within; up to this many further requests may find nothing.

        Raises:
            QuerySyntaxError: The text is no query.
            QueryCheckError: The schema does not allow it; every finding has its place.
            SessionError: `parallel` is no number from 1 to 32, or something else than a select was given.
        """
        chosen = parse(query) if isinstance(query, str) else query
        if isinstance(chosen, type):
            raise SessionError(f"query() takes a select or a text: write query(select({chosen.__name__}))")
        if not hasattr(type(chosen), "query"):
            raise SessionError(f"query() takes a select or a text, as select(Task).where(...), got {chosen!r}")
        registry = registry_of(chosen.entity, self._models)
        self._workspace_schema.check(registry, chosen.query)
        return Result(self._gateway, chosen, registry, checked_parallel(parallel))

    def add(self, entity: Entity) -> None:
        """Create a new entity, and the new ones that it refers to, with the next commit.

        Raises:
            SessionError: It belongs to another session, or was deleted.
        """
        add(self._gateway, entity, self._pending)

    def add_all(self, entities: Iterable[Entity]) -> None:
        """Create several new entities with the next commit."""
        for entity in entities:
            self.add(entity)
