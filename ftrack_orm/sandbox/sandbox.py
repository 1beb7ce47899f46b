"""The sandbox as a whole: a store, its seed, and the server before it."""

from __future__ import annotations

from contextlib import ExitStack
from pathlib import Path
from types import TracebackType
from typing import Self

from sqlalchemy.exc import SQLAlchemyError

from ftrack_orm.errors import ConfigurationError
from ftrack_orm.sandbox.executor import Executor
from ftrack_orm.sandbox.seeds import Seed, settle
from ftrack_orm.sandbox.seeds.people import DEFAULT_USER
from ftrack_orm.sandbox.storage.store import Store
from ftrack_orm.sandbox.web.application import application
from ftrack_orm.sandbox.web.authentication import Credentials
from ftrack_orm.sandbox.web.server import LoopbackServer
from ftrack_orm.schema import Schema
from ftrack_orm.schema.stock import stock_schema

__all__ = ["Sandbox"]


class Sandbox:
    """An ftrack-compatible server on the loopback, for as long as its `with` block lasts.

    `schema` is a schema, or a file with the JSON of `query_schemas`; without it the workspace is the stock one. `seed`
    is `demo`, `empty`, or `bench:N` for N tasks. Data is kept in memory, or in `database`: a path or a SQLAlchemy URL.
    A database that holds data is served as it is, with the API user added if it is missing.

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
    ) -> None:
        self._schema = schema
        self._seed = Seed.parse(seed)
        self._database = None if database is None else str(database)
        self._port = port
        user = DEFAULT_USER if api_user is None else api_user
        self._credentials = Credentials(user) if api_key is None else Credentials(user, api_key)
        self._server: LoopbackServer | None = None
        self._closing = ExitStack()

    @property
    def url(self) -> str:
        """Address of the server, as `http://127.0.0.1:41235`.

        Raises:
            ConfigurationError: The sandbox is not running.
        """
        if self._server is None:
            raise ConfigurationError("the sandbox is not running: write `with Sandbox() as sandbox:`")
        return self._server.url

    @property
    def api_user(self) -> str:
        """User name that the server accepts."""
        return self._credentials.user

    @property
    def api_key(self) -> str:
        """Key that the server accepts; a new random one for each sandbox unless one was given."""
        return self._credentials.key

    def __enter__(self) -> Self:
        if self._server is not None:
            raise ConfigurationError("the sandbox is running already")
        with ExitStack() as opening:
            store, user_id = self._open_workspace(opening)
            executor = Executor(store)
            server = LoopbackServer(application(executor, self._credentials, user_id), self._port)
            opening.callback(server.close)
            executor.server_url = server.url
            self._closing = opening.pop_all()
        self._server = server
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Stop the server and close the database; again, it does nothing."""
        self._server = None
        self._closing.close()

    def __repr__(self) -> str:
        return f"<Sandbox {'closed' if self._server is None else self._server.url}>"

    def _open_workspace(self, opening: ExitStack) -> tuple[Store, str]:
        """Return the store with its data, and the id of the API user."""
        schema = self._schema
        if schema is None:
            schema = stock_schema()
        elif not isinstance(schema, Schema):
            schema = Schema.from_file(schema)
        try:
            store = Store(schema, self._database)
            opening.callback(store.close)
            return store, settle(store, self._seed, self.api_user, in_memory=self._database is None)
        except SQLAlchemyError as error:
            reason = str(getattr(error, "orig", None) or error)
            raise ConfigurationError(f"the database cannot be opened: {reason}") from error
