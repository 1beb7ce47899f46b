"""Where a schema comes from: a workspace, a file, a generated package, or what every workspace starts with."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ftrack_orm.configuration import chosen_settings
from ftrack_orm.errors import ConfigurationError
from ftrack_orm.reflection import reflect_schema, reflect_vocabulary
from ftrack_orm.schema import Schema
from ftrack_orm.schema.vocabulary import Vocabulary

if TYPE_CHECKING:
    from ftrack_orm.transport import Transport

__all__ = ["SchemaSource", "schema_at"]


@dataclass(frozen=True, slots=True)
class SchemaSource:
    """What was said of it: an address, a path, or that it is the stock schema; else it is the workspace's own.

    Raises:
        ConfigurationError: More than one was said.
    """

    url: str | None = None
    path: Path | None = None
    stock: bool = False
    vocabulary: Path | None = None
    """A file with words, instead of those of the workspace or the package."""

    def __post_init__(self) -> None:
        if sum((self.url is not None, self.path is not None, self.stock)) > 1:
            raise ConfigurationError("--url, --schema and --stock exclude each other: give one")

    def over(self, stated: Mapping[str, Any]) -> SchemaSource:
        """Return it, completed by what pyproject.toml states: the command line wins.

        The address there is no choice between the sources, but where the workspace is; see `chosen_settings`.

        Raises:
            ConfigurationError: Both `schema` and `stock` stand there.
        """
        found = replace(self, vocabulary=self.vocabulary or stated.get("vocabulary"))
        if self.url is not None or self.path is not None or self.stock:
            return found
        path, stock = stated.get("schema"), bool(stated.get("stock", False))
        if path is not None and stock:
            raise ConfigurationError("schema and stock in [tool.ftrack-orm] exclude each other: state one")
        return replace(found, path=path, stock=stock)

    def schema(self, api_user: str | None = None, api_key: str | None = None) -> Schema:
        """Read the schema.

        Raises:
            ConfigurationError: The server's address or credentials are missing.
            SchemaError: It cannot be read.
            TransportError: The server does not answer.
        """
        offline = self._offline()
        if offline is not None:
            return offline
        with self._connected(api_user, api_key) as transport:
            return reflect_schema(transport)

    def workspace(self, api_user: str | None = None, api_key: str | None = None) -> tuple[Schema, Vocabulary | None]:
        """Read the schema and the words; a file and the stock schema come without words.

        Raises:
            ConfigurationError: The server's address or credentials are missing.
            SchemaError: One of both cannot be read.
            TransportError: The server does not answer.
        """
        words = self._words()
        offline = self._offline()
        if offline is not None:
            return offline, words
        with self._connected(api_user, api_key) as transport:
            schema = reflect_schema(transport)
            return schema, words or reflect_vocabulary(transport, schema)

    def title(self, api_user: str | None = None, api_key: str | None = None) -> str:
        """Return what to call it: the name of the file or the package, or the address of the workspace."""
        if self.stock:
            return "Stock workspace"
        if self.path is not None:
            return self.path.stem
        return chosen_settings(self.url, api_user, api_key).server_url.split("://")[-1]

    def _offline(self) -> Schema | None:
        if self.stock:
            from ftrack_orm.schema.stock import stock_schema

            return stock_schema()
        return None if self.path is None else schema_at(self.path)

    def _words(self) -> Vocabulary | None:
        if self.vocabulary is not None:
            return Vocabulary.from_file(self.vocabulary)
        beside = None if self.path is None or not self.path.is_dir() else self.path / "vocabulary.json"
        return Vocabulary.from_file(beside) if beside is not None and beside.exists() else None

    @contextmanager
    def _connected(self, api_user: str | None, api_key: str | None) -> Iterator[Transport]:
        from ftrack_orm.transport import HttpTransport

        transport = HttpTransport(chosen_settings(self.url, api_user, api_key))
        try:
            yield transport
        finally:
            transport.close()


def schema_at(path: Path) -> Schema:
    """Read the schema of a generated package (a folder), or a file with the JSON of `query_schemas`.

    Raises:
        SchemaError: There is none, or it cannot be read.
    """
    return Schema.from_file(path / "schema.json") if path.is_dir() else Schema.from_file(path, keep_hash=True)
