"""`ftrack-orm docs`: write a reference of a workspace for people."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from ftrack_orm.cli.options import ApiKey, ApiUser, AsJson, SchemaPath, Stock, Url
from ftrack_orm.cli.output import json_text, write
from ftrack_orm.schema.vocabulary import Vocabulary
from ftrack_orm.schema_source import SchemaSource

__all__ = ["register", "write_docs"]


def register(app: typer.Typer) -> None:
    """Add the command to the application."""
    app.command("docs")(write_docs)


def write_docs(
    output: Annotated[Path, typer.Option("--output", "-o", metavar="DIR", help="Folder of the site.")],
    title: Annotated[
        str | None, typer.Option(metavar="TEXT", help="What it is called; the address of the workspace without it.")
    ] = None,
    schema: SchemaPath = None,
    stock: Stock = False,
    url: Url = None,
    api_user: ApiUser = None,
    api_key: ApiKey = None,
    as_json: AsJson = False,
) -> None:
    """Write a site of the workspace: its entity types, attributes, relations, custom attributes, statuses and types.

    It has a search and a diagram, and opens from the folder: no server, no network.

    Example: ftrack-orm docs --output reference && open reference/index.html
    """
    from ftrack_orm.reference import write_site

    source = SchemaSource(url, schema, stock)
    found, words = source.workspace(api_user, api_key)
    name = title or source.title(api_user, api_key)
    pages = write_site(found, words or Vocabulary(), output, name)
    if as_json:
        told = {"folder": str(output), "index": str(output / "index.html"), "title": name, "pages": pages}
        write(json_text(told, indent=2) + "\n")
    else:
        typer.echo(f"{pages} pages, from {output / 'index.html'} on")
