"""Which schema a command looks at: a file, a generated package, the stock one, or that of a workspace."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TypeAlias

import typer

from ftrack_orm.errors import ConfigurationError
from ftrack_orm.reflection import reflect_schema, reflect_vocabulary
from ftrack_orm.schema import Schema
from ftrack_orm.schema.vocabulary import Vocabulary

if TYPE_CHECKING:
    from ftrack_orm.transport import Transport

__all__ = ["ApiKey", "ApiUser", "SchemaPath", "Stock", "Url", "read_schema", "read_workspace", "schema_at"]

Url: TypeAlias = Annotated[str | None, typer.Option(help="Address of the workspace; without it FTRACK_SERVER.")]
ApiUser: TypeAlias = Annotated[str | None, typer.Option(help="User name; without it FTRACK_API_USER.")]
ApiKey: TypeAlias = Annotated[
    str | None, typer.Option(help="API key; better is FTRACK_API_KEY, which no process list shows.")
]
SchemaPath: TypeAlias = Annotated[
    Path | None, typer.Option("--schema", metavar="PATH", help="JSON of query_schemas, or a generated package.")
]
Stock: TypeAlias = Annotated[bool, typer.Option("--stock", help="The schema that every workspace starts with.")]


def schema_at(path: Path) -> Schema:
    """Read the schema of a generated package (a folder), or a file with the JSON of `query_schemas`.

    Raises:
        SchemaError: There is none, or it cannot be read.
    """
    return Schema.from_file(path / "schema.json" if path.is_dir() else path)


def read_schema(
    path: Path | None, *, stock: bool, url: str | None, api_user: str | None, api_key: str | None
) -> Schema:
    """Read the schema that the options choose; with none of them that of the workspace at FTRACK_SERVER.

    Raises:
        ConfigurationError: The options exclude each other, or no workspace is configured.
        SchemaError: It cannot be read.
    """
    offline = _offline(path, stock=stock, url=url)
    if offline is not None:
        return offline
    with _connected(url, api_user, api_key) as transport:
        return reflect_schema(transport)


def read_workspace(
    path: Path | None, *, stock: bool, url: str | None, api_user: str | None, api_key: str | None
) -> tuple[Schema, Vocabulary]:
    """Read the schema and the words; a file and the stock schema come without words, a generated package with its own.

    Raises:
        ConfigurationError: The options exclude each other, or no workspace is configured.
        SchemaError: One of both cannot be read.
    """
    offline = _offline(path, stock=stock, url=url)
    if offline is not None:
        words = path / "vocabulary.json" if path is not None else None
        return offline, Vocabulary.from_file(words) if words is not None and words.exists() else Vocabulary()
    with _connected(url, api_user, api_key) as transport:
        schema = reflect_schema(transport)
        return schema, reflect_vocabulary(transport, schema)


def _offline(path: Path | None, *, stock: bool, url: str | None) -> Schema | None:
    if sum((url is not None, path is not None, stock)) > 1:
        raise ConfigurationError("--url, --schema and --stock exclude each other: give one")
    if stock:
        from ftrack_orm.schema.stock import stock_schema

        return stock_schema()
    return schema_at(path) if path is not None else None


@contextmanager
def _connected(url: str | None, api_user: str | None, api_key: str | None) -> Iterator[Transport]:
    from ftrack_orm.cli.connection import chosen_settings
    from ftrack_orm.transport import HttpTransport

    transport = HttpTransport(chosen_settings(url, api_user, api_key))
    try:
        yield transport
    finally:
        transport.close()
