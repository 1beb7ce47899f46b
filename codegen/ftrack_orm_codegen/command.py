"""The command `ftrack-orm generate`."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any

import typer

from ftrack_orm.errors import ConfigurationError

__all__ = ["generate", "register"]

_Output = Annotated[Path | None, typer.Option(help="Folder of the package; its name is the name to import.")]
_Name = Annotated[str | None, typer.Option(help="Name of the package, which is then a folder in --output.")]
_Url = Annotated[str | None, typer.Option(help="Address of the workspace; without it FTRACK_SERVER.")]
_ApiUser = Annotated[str | None, typer.Option(help="User name; without it FTRACK_API_USER.")]
_ApiKey = Annotated[str | None, typer.Option(help="API key; better is FTRACK_API_KEY, which no process list shows.")]
_SchemaFile = Annotated[Path | None, typer.Option("--schema", help="File with the JSON of query_schemas.")]
_VocabularyFile = Annotated[
    Path | None, typer.Option("--vocabulary", help="File with words, as vocabulary.json of a generated package.")
]
_Stock = Annotated[bool, typer.Option("--stock", help="The schema that every workspace starts with.")]
_Only = Annotated[
    list[str] | None,
    typer.Option(metavar="TYPE,TYPE", help="These entity types alone, with what their attributes lead to."),
]
_SingleFile = Annotated[
    bool | None, typer.Option("--single-file/--many-files", help="All classes in one models.py, or a module for each.")
]
_StrictLiterals = Annotated[
    bool | None,
    typer.Option("--strict-literals/--loose-literals", help="Names that the workspace chose are all that is taken."),
]
_Check = Annotated[bool, typer.Option("--check", help="Write nothing; exit 1 when the folder is not up to date.")]


def register(app: typer.Typer) -> None:
    """Add the command to the application."""
    app.command()(generate)


def generate(
    output: _Output = None,
    name: _Name = None,
    url: _Url = None,
    api_user: _ApiUser = None,
    api_key: _ApiKey = None,
    schema: _SchemaFile = None,
    stock: _Stock = False,
    vocabulary: _VocabularyFile = None,
    only: _Only = None,
    single_file: _SingleFile = None,
    strict_literals: _StrictLiterals = None,
    check: _Check = False,
) -> None:
    """Write a typed package of entity classes for a workspace.

    The schema comes from the workspace at --url or FTRACK_SERVER, from a file, or is the stock schema. A workspace is
    asked for its words too: statuses, types, priorities, object types, custom attributes. Every option but
    the key may stand in the table [tool.ftrack-orm] of pyproject.toml; the command line wins.

    A folder is replaced only if it was generated and nobody edited it since.
    """
    from ftrack_orm.configuration import read_configuration
    from ftrack_orm_codegen.options import Options
    from ftrack_orm_codegen.package import compare_package, generate_package
    from ftrack_orm_codegen.progress import progress
    from ftrack_orm_codegen.source import Source

    stated = read_configuration(Path.cwd())
    source = Source.chosen(Source(url, schema, stock, vocabulary), stated)
    folder = _folder(output, name, stated)
    options = Options(
        only=tuple(_names(only)) or tuple(stated.get("only", ())),
        single_file=_first(single_file, stated.get("single-file", False)),
        strict_literals=_first(strict_literals, stated.get("strict-literals", False)),
    )
    with progress() as tell:
        tell("reading the schema")
        read, words = source.read(api_user or stated.get("api-user"), api_key)
        if not check:
            said = [str(generate_package(read, folder, options, tell, vocabulary=words))]
        else:
            said = compare_package(read, folder, options, tell, vocabulary=words)
    for line in said or [f"{folder} is up to date"]:
        typer.echo(line)
    if check and said:
        raise typer.Exit(1)


def _folder(output: Path | None, name: str | None, stated: Mapping[str, Any]) -> Path:
    parent, named = output or stated.get("output"), name or stated.get("name")
    if parent is None and named is None:
        raise ConfigurationError("say where to write the package: --output FOLDER, or output in [tool.ftrack-orm]")
    if output is not None and name is None:
        return output  # a name in the configuration belongs to the folder there
    parent = Path() if parent is None else parent
    return parent if named is None else parent / named


def _names(only: list[str] | None) -> list[str]:
    return [name.strip() for part in only or () for name in part.split(",") if name.strip()]


def _first(given: bool | None, stated: bool) -> bool:
    return stated if given is None else given
