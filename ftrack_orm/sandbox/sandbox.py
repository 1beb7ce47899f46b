"""The sandbox as a whole: a store, its seed, and the server before it."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import ExitStack
from pathlib import Path
from types import TracebackType
from typing import Self

from sqlalchemy.exc import SQLAlchemyError

from ftrack_orm.errors import ConfigurationError
from ftrack_orm.sandbox.executor import Executor
from ftrack_orm.sandbox.faults import Faults
from ftrack_orm.sandbox.faults.injector import FaultInjector
from ftrack_orm.sandbox.in_process_transport import InProcessTransport
from ftrack_orm.sandbox.operations.invitation import Invitation
from ftrack_orm.sandbox.refusal import Refusal
from ftrack_orm.sandbox.rights.api_keys import issue_key
from ftrack_orm.sandbox.rights.authentication import Authenticator
from ftrack_orm.sandbox.rights.credentials import Credentials
from ftrack_orm.sandbox.rights.user_creation import add_user
from ftrack_orm.sandbox.seeds import Seed, settle
from ftrack_orm.sandbox.services import UPLOAD_LIMIT, Services, open_services
from ftrack_orm.sandbox.storage.kept_schema import kept_schema
from ftrack_orm.sandbox.storage.store import Store
from ftrack_orm.sandbox.web.application import application
from ftrack_orm.sandbox.web.server import LoopbackServer
from ftrack_orm.schema import Schema
from ftrack_orm.schema.stock import stock_schema

__all__ = ["Sandbox"]

_NOWHERE = "http://sandbox.invalid"
"""Begins the addresses that entities hold while there is no server; the domain is reserved and leads nowhere."""


class Sandbox:
    """An ftrack-compatible server on the loopback, for as long as its `with` block lasts.

    `schema` is a schema, or a file with the JSON of `query_schemas`; without it the workspace is the
    one that `database` was made for, or the stock one. `seed`
    is `demo`, `empty`, `conformance`, or `bench:N` for N tasks. Data is kept in memory, or in `database`: a path or a
    SQLAlchemy URL. A database that holds data is served as it is, with the API user added if it is missing. Uploaded
    files are kept in the folder `files`, beside the database without it; none is larger than `upload_limit` bytes.
    `faults` are what goes wrong with requests. Without `serve` there is no server and no port: sessions reach the
    workspace by `transport()`, until `serve()` starts one.

    Raises:
        ConfigurationError: The seed, the user or the key cannot be right; on entering: the port or the database.
        SchemaError: On entering: the schema file cannot be read.
    """

    def __init__(
        self,
        schema: Schema | str | Path | None = None,
        seed: str = "demo",
        database: str | Path | None = None,
        *,
        port: int = 0,
        api_user: str | None = None,
        api_key: str | None = None,
        faults: Faults | None = None,
        files: str | Path | None = None,
        upload_limit: int = UPLOAD_LIMIT,
        serve: bool = True,
    ) -> None:
        self.faults: Faults = Faults() if faults is None else faults
        """What goes wrong with requests, to be scripted from a test."""
        self._schema = schema
        self._seed = Seed.parse(seed)
        self._database = None if database is None else str(database)
        self._files = None if files is None else Path(files).expanduser()
        self._limit = _upload_limit(upload_limit)
        self._port = port
        self._serves = serve
        user = self._seed.default_user if api_user is None else api_user
        self._credentials = Credentials(user) if api_key is None else Credentials(user, api_key)
        self._server: LoopbackServer | None = None
        self._store: Store | None = None
        self._services: Services | None = None
        self._executor: Executor | None = None
        self._authenticator: Authenticator | None = None
        self._closing = ExitStack()

    @property
    def url(self) -> str:
        """Address of the server, as `http://127.0.0.1:41235`.

        Raises:
            ConfigurationError: The sandbox is not running.
        """
        if self._server is None:
            self._running_store()
            raise ConfigurationError("the sandbox has no server: call serve() first")
        return self._server.url

    @property
    def api_user(self) -> str:
        """User name that the server accepts."""
        return self._credentials.user

    @property
    def api_key(self) -> str:
        """Key that the server accepts; a new random one for each sandbox unless one was given."""
        return self._credentials.key

    @property
    def invitations(self) -> tuple[Invitation, ...]:
        """What users and invitees of review sessions would have been sent."""
        return () if self._services is None else self._services.outbox.invitations

    def wait_for_jobs(self, timeout: float | None = None) -> bool:
        """Wait until all media that clients sent is encoded; tell whether it is, after `timeout` seconds at most."""
        return self._services is None or self._services.encoder.wait(timeout)

    def add_user(
        self,
        username: str,
        *,
        roles: Iterable[str] = ("User",),
        projects: Iterable[str] | None = None,
        key: str | None = None,
        is_active: bool = True,
    ) -> Credentials:
        """Add a user with security roles and an API key, random unless given; return what to open a session with.

        A role is named as in `SecurityRole`: `Administrator`, `Project Manager`, `API`, `User`, or `Reader`, who may
        change nothing; one that is not there yet is made. Roles hold for the projects of these names, or for all.

        Raises:
            ConfigurationError: The sandbox is not running, the user exists, or a project does not.
        """
        credentials = Credentials(username) if key is None else Credentials(username, key)
        with self._running_store().begin() as connection:
            add_user(self._running_store(), connection, credentials, roles, projects, is_active=is_active)
        return credentials

    def add_global_key(self, key: str | None = None) -> str:
        """Add an API key that goes with every user, random unless given; return it.

        Raises:
            ConfigurationError: The sandbox is not running, or the key cannot stand in a header.
        """
        chosen = Credentials(self.api_user).key if key is None else Credentials(self.api_user, key).key
        store = self._running_store()
        with store.begin() as connection:
            return issue_key(connection, store.tables, None, chosen)

    def __enter__(self) -> Self:
        if self._store is not None:
            raise ConfigurationError("the sandbox is running already")
        with ExitStack() as opening:
            store, user_id = self._open_workspace(opening)
            executor = Executor(store, checks_rights=True)
            authenticator = Authenticator(store, self._credentials, user_id)
            executor.listeners.append(authenticator.notice)
            services = open_services(
                executor, authenticator, opening, database=self._database, folder=self._files, upload_limit=self._limit
            )
            executor.server_url = _NOWHERE
            self._closing = opening.pop_all()
        self._store, self._services = store, services
        self._executor, self._authenticator = executor, authenticator
        if self._serves:
            try:
                self.serve()
            except BaseException:
                self.close()
                raise
        services.encoder.resume()
        return self

    def serve(self) -> Self:
        """Start the server, if there is none yet.

        Raises:
            ConfigurationError: The sandbox is not running, or the port cannot be used.
        """
        executor, authenticator, services = self._running()
        if self._server is None:
            served = FaultInjector(application(executor, authenticator, services.routes), self.faults)
            server = self._server = LoopbackServer(served, self._port)
            self._closing.callback(server.close)
            executor.server_url = server.url
        return self

    def transport(self, credentials: Credentials | None = None, *, strict: bool = False) -> InProcessTransport:
        """Return a transport that reaches the workspace without a server: `Session(transport=sandbox.transport())`.

        It acts for the sandbox's own user, or one that `add_user` gave the credentials of. Files need the server.

        Raises:
            ConfigurationError: The sandbox is not running, or the credentials are not right.
        """
        executor, authenticator, _ = self._running()
        given = self._credentials if credentials is None else credentials
        try:
            identity = authenticator.identify(given.user, given.key)
        except Refusal as refused:
            raise ConfigurationError(refused.content) from None
        return InProcessTransport(executor, identity, strict=strict)

    def hold(self) -> None:
        """Remember what the workspace holds now, for `restore`; only for one in memory.

        Raises:
            ConfigurationError: The sandbox is not running, or its data is in a database.
        """
        self._running_store().hold()

    def restore(self) -> None:
        """Go back to what the workspace held when `hold` was called, as often as needed; it takes about 1 ms.

        Encodings are waited for. Scripted faults and invitations are forgotten.
        """
        _, authenticator, services = self._running()
        services.encoder.wait()
        self._running_store().restore()
        services.outbox.clear()
        authenticator.forget()
        self.faults.clear()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Stop the server and close the database; again, it does nothing."""
        self._server = self._store = self._services = self._executor = self._authenticator = None
        self._closing.close()

    def __repr__(self) -> str:
        if self._server is not None:
            return f"<Sandbox {self._server.url}>"
        return f"<Sandbox {'closed' if self._store is None else 'in process'}>"

    def _running(self) -> tuple[Executor, Authenticator, Services]:
        self._running_store()
        assert self._executor is not None
        assert self._authenticator is not None
        assert self._services is not None
        return self._executor, self._authenticator, self._services

    def _running_store(self) -> Store:
        if self._store is None:
            raise ConfigurationError("the sandbox is not running: write `with Sandbox() as sandbox:`")
        return self._store

    def _open_workspace(self, opening: ExitStack) -> tuple[Store, str]:
        """Return the store with its data, and the id of the API user."""
        schema = self._schema
        if schema is None:
            schema = (kept_schema(self._database) if self._database is not None else None) or stock_schema()
        elif not isinstance(schema, Schema):
            schema = Schema.from_file(schema)
        try:
            store = Store(schema, self._database)
            opening.callback(store.close)
            if self._schema is not None and self._database is not None:
                store.keep_schema()
            return store, settle(store, self._seed, self.api_user, in_memory=self._database is None)
        except SQLAlchemyError as error:
            reason = str(getattr(error, "orig", None) or error)
            raise ConfigurationError(f"the database cannot be opened: {reason}") from error


def _upload_limit(size: int) -> int:
    if size < 1:
        raise ConfigurationError(f"the upload limit is a number of bytes above 0, not {size}")
    return size
