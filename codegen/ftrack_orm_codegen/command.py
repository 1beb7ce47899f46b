"""The command `ftrack-orm generate`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from ftrack_orm.errors import ConfigurationError
from ftrack_orm.schema import Schema

__all__ = ["generate", "register"]

_Output = Annotated[Path, typer.Option(help="Folder of the package; its name is the name to import.")]
_Url = Annotated[str | None, typer.Option(help="Address of the workspace; without it FTRACK_SERVER.")]
_ApiUser = Annotated[str | None, typer.Option(help="User name; without it FTRACK_API_USER.")]
_ApiKey = Annotated[str | None, typer.Option(help="API key; better is FTRACK_API_KEY, which no process list shows.")]
_SchemaFile = Annotated[Path | None, typer.Option("--schema", help="File with the JSON of query_schemas.")]
_Stock = Annotated[bool, typer.Option("--stock", help="The schema that every workspace starts with.")]
_Check = Annotated[bool, typer.Option("--check", help="Write nothing; exit 1 when the folder is not up to date.")]


def register(app: typer.Typer) -> None:
    """Add the command to the application."""
    app.command()(generate)


def generate(
    output: _Output,
    url: _Url = None,
    api_user: _ApiUser = None,
    api_key: _ApiKey = None,
    schema: _SchemaFile = None,
    stock: _Stock = False,
    check: _Check = False,
) -> None:
    """Write a typed package of entity classes for a workspace.

    The schema comes from the workspace at --url or FTRACK_SERVER, from a file, or is the stock schema.

    A folder is replaced only if it was generated and nobody edited it since.
    """
    from ftrack_orm_codegen.package import compare_package, generate_package

    source = _schema(url, api_user, api_key, schema, stock)
    if not check:
        typer.echo(generate_package(source, output))
        return
    found = compare_package(source, output)
    for difference in found:
        typer.echo(difference)
    if found:
        raise typer.Exit(1)
    typer.echo(f"{output} is up to date")


def _schema(url: str | None, api_user: str | None, api_key: str | None, file: Path | None, stock: bool) -> Schema:
    if sum((url is not None, file is not None, stock)) > 1:
        raise ConfigurationError("--url, --schema and --stock exclude each other: give one")
    if stock:
        from ftrack_orm.schema.stock import stock_schema

        return stock_schema()
    if file is not None:
        return Schema.from_file(file)
    return _reflected(url, api_user, api_key)


def _reflected(url: str | None, api_user: str | None, api_key: str | None) -> Schema:
    from ftrack_orm.settings import Settings
    from ftrack_orm.transport import HttpTransport
    from ftrack_orm.transport.operation import QuerySchemas

    transport = HttpTransport(Settings.resolve(url, api_user, api_key))
    try:
        (answer,) = transport.send([QuerySchemas()])
    finally:
        transport.close()
    return Schema.from_json(answer)
