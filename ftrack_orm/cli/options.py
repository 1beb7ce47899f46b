"""The options that several commands take."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, TypeAlias

import typer

__all__ = ["ApiKey", "ApiUser", "AsJson", "Models", "SchemaPath", "Stock", "Url"]

Url: TypeAlias = Annotated[
    str | None,
    typer.Option(metavar="URL", help="Address of the workspace; without it FTRACK_SERVER, or url in pyproject.toml."),
]
ApiUser: TypeAlias = Annotated[
    str | None,
    typer.Option(metavar="USER", help="User name; without it FTRACK_API_USER, or api-user in pyproject.toml."),
]
ApiKey: TypeAlias = Annotated[
    str | None, typer.Option(metavar="KEY", help="API key; better is FTRACK_API_KEY, which no process list shows.")
]
AsJson: TypeAlias = Annotated[bool, typer.Option("--json", help="Print one JSON document.")]
Models: TypeAlias = Annotated[
    str | None,
    typer.Option(
        metavar="PACKAGE", help="Generated package, by name or folder; else that of pyproject.toml, or stock."
    ),
]
SchemaPath: TypeAlias = Annotated[
    Path | None, typer.Option("--schema", metavar="PATH", help="JSON of query_schemas, or a generated package.")
]
Stock: TypeAlias = Annotated[bool, typer.Option("--stock", help="The schema that every workspace starts with.")]
