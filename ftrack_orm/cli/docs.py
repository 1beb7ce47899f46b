"""`ftrack-orm docs`: write a reference of a workspace for people."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from ftrack_orm.cli.schema_source import ApiKey, ApiUser, SchemaPath, Stock, Url, read_workspace

__all__ = ["register", "write_docs"]


def register(app: typer.Typer) -> None:
    """Add the command to the application."""
    app.command("docs")(write_docs)


def write_docs(
    output: Annotated[Path, typer.Option("--output", "-o", metavar="DIR", help="Folder of the site.")],
    title: Annotated[
        str | None, typer.Option(help="What it is called; the address of the workspace without it.")
    ] = None,
    schema: SchemaPath = None,
    stock: Stock = False,
    url: Url = None,
    api_user: ApiUser = None,
    api_key: ApiKey = None,
) -> None:
    """Write a site of the workspace: its entity types, attributes, relations, custom attributes, statuses and types.

    It has a search and a diagram, and opens from the folder: no server, no network.

    Example: ftrack-orm docs --output reference && open reference/index.html
    """
    from ftrack_orm.reference import write_site

    found, vocabulary = read_workspace(schema, stock=stock, url=url, api_user=api_user, api_key=api_key)
    pages = write_site(
        found, vocabulary, output, title or _title(schema, stock=stock, url=url, api_user=api_user, api_key=api_key)
    )
    typer.echo(f"{pages} pages, from {output / 'index.html'} on")


def _title(schema: Path | None, *, stock: bool, url: str | None, api_user: str | None, api_key: str | None) -> str:
    if stock:
        return "Stock workspace"
    if schema is not None:
        return schema.stem
    from ftrack_orm.settings import Settings

    return Settings.resolve(url, api_user, api_key).server_url.split("://")[-1].rstrip("/")
