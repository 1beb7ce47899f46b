"""The command `ftrack-orm generate`."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from ftrack_orm.errors import ConfigurationError
from ftrack_orm_codegen.options import Options

if TYPE_CHECKING:
    from ftrack_orm.schema import Schema
    from ftrack_orm.schema.vocabulary import Vocabulary

__all__ = ["generate", "register"]

_Output = Annotated[
    Path | None, typer.Option(metavar="FOLDER", help="Folder of the package; its name is the name to import.")
]
_Name = Annotated[
    str | None, typer.Option(metavar="NAME", help="Name of the package, which is then a folder in --output.")
]
_Url = Annotated[
    str | None,
    typer.Option(metavar="URL", help="Address of the workspace; without it FTRACK_SERVER, or url in pyproject.toml."),
]
_ApiUser = Annotated[
    str | None,
    typer.Option(metavar="USER", help="User name; without it FTRACK_API_USER, or api-user in pyproject.toml."),
]
_ApiKey = Annotated[
    str | None, typer.Option(metavar="KEY", help="API key; better is FTRACK_API_KEY, which no process list shows.")
]
_SchemaFile = Annotated[
    Path | None, typer.Option("--schema", metavar="PATH", help="JSON of query_schemas, or a generated package.")
]
_VocabularyFile = Annotated[
    Path | None,
    typer.Option("--vocabulary", metavar="FILE", help="File with words, as vocabulary.json of a generated package."),
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
_AsJson = Annotated[bool, typer.Option("--json", help="Print one JSON document.")]


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
    as_json: _AsJson = False,
) -> None:
    """Write a typed package of entity classes for a workspace.

    The schema comes from the workspace at --url or FTRACK_SERVER, from a file, or is the stock schema. A workspace is
    asked for its words too: statuses, types, priorities, object types, custom attributes. Every option but the key may
    stand in the table [tool.ftrack-orm] of pyproject.toml; the command line wins, then the environment.

    A folder is replaced only if it was generated and nobody edited it since.

    Example: ftrack-orm generate --output studio
    """
    from ftrack_orm.configuration import read_configuration
    from ftrack_orm.schema_source import SchemaSource
    from ftrack_orm_codegen.progress import progress

    stated = read_configuration(Path.cwd())
    source = SchemaSource(url, schema, stock, vocabulary).over(stated)
    folder = _folder(output, name, stated)
    options = Options(
        only=tuple(_names(only)) or tuple(stated.get("only", ())),
        single_file=_first(single_file, stated.get("single-file", False)),
        strict_literals=_first(strict_literals, stated.get("strict-literals", False)),
    )
    with progress() as tell:
        tell("reading the schema")
        read, words = source.workspace(api_user, api_key)
        said = (_compared if check else _generated)(read, folder, options, tell, words)
    typer.echo(json.dumps(said.facts, indent=2, ensure_ascii=False) if as_json else "\n".join(said.lines))
    if not said.is_right:
        raise typer.Exit(1)


@dataclass(frozen=True, slots=True)
class _Said:
    """What is told of a folder: in lines to a person, as facts to a program."""

    lines: list[str]
    facts: dict[str, Any]
    is_right: bool = True


def _generated(
    schema: Schema, folder: Path, options: Options, tell: Callable[[str], None], words: Vocabulary | None
) -> _Said:
    from ftrack_orm_codegen.package import generate_package

    done = generate_package(schema, folder, options, tell, vocabulary=words)
    facts = {"written": done.changed, "schema_hash": done.schema_hash, "classes": list(done.classes)}
    return _Said([str(done)], {"folder": str(folder), **facts})


def _compared(
    schema: Schema, folder: Path, options: Options, tell: Callable[[str], None], words: Vocabulary | None
) -> _Said:
    from ftrack_orm_codegen.package import compare_package

    found = compare_package(schema, folder, options, tell, vocabulary=words)
    facts = {"written": False, "up_to_date": not found, "schema_hash": schema.server_hash, "differences": found}
    return _Said(found or [f"{folder} is up to date"], {"folder": str(folder), **facts}, not found)


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
