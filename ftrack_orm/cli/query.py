"""`ftrack-orm query`: ask a workspace, in the query language or by the name of a saved query."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from ftrack_orm.cli.connection import open_session
from ftrack_orm.cli.options import ApiKey, ApiUser, Models, Url
from ftrack_orm.cli.output import csv_line, json_text, write
from ftrack_orm.cli.table import print_table
from ftrack_orm.configuration import read_configuration
from ftrack_orm.display import cell_text
from ftrack_orm.errors import ConfigurationError, QueryCheckError

if TYPE_CHECKING:
    from ftrack_orm.query import Select
    from ftrack_orm.session import Result, Session
    from ftrack_orm.session.table import Column

__all__ = ["register"]


def register(app: typer.Typer) -> None:
    """Add the command to the application."""
    app.command("query")(_query)


def _saved_names(incomplete: str) -> list[str]:
    return [name for name in read_configuration(Path.cwd()).get("queries", {}) if name.startswith(incomplete)]


def _query(
    text: Annotated[
        str | None,
        typer.Argument(
            metavar="QUERY",
            help="A query, or the name of a saved one.",
            autocompletion=_saved_names,
            show_default=False,
        ),
    ] = None,
    limit: Annotated[int | None, typer.Option(min=0, metavar="N", help="Give at most so many rows.")] = None,
    as_csv: Annotated[bool, typer.Option("--csv", help="Print CSV with a header.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print a JSON object in each line.")] = False,
    parquet: Annotated[
        Path | None, typer.Option("--parquet", metavar="FILE", help="Write Parquet, with the types of the schema.")
    ] = None,
    saved: Annotated[bool, typer.Option("--saved", help="List the saved queries.")] = False,
    models: Models = None,
    url: Url = None,
    api_user: ApiUser = None,
    api_key: ApiKey = None,
) -> None:
    """Ask a workspace and print rows: a table on a terminal, tabs in a pipe, or CSV, JSON lines, Parquet.

    Rows are printed as they come, page by page, however many there are. Saved queries stand in pyproject.toml, under
    [tool.ftrack-orm.queries]. In CSV a text that a spreadsheet would take for a formula gets a quote (') before it.

    Examples:
      ftrack-orm query 'select name, status.name from Task where bid > 3600 limit 20'

      ftrack-orm query late --csv > late.csv

      ftrack-orm query 'select name from Shot' --json | jq -r .name
    """
    if as_csv + as_json + (parquet is not None) > 1:
        raise typer.BadParameter("give one of --csv, --json and --parquet")
    queries: Mapping[str, str] = read_configuration(Path.cwd()).get("queries", {})
    if saved:
        _print_saved(queries, as_json=as_json)
        return
    if text is None or not text.strip():
        raise typer.BadParameter("give a query, or the name of a saved one", param_hint="QUERY")
    select = _limited(queries.get(text.strip(), text), limit)
    with open_session(url, api_user, api_key, models) as session:
        if parquet is not None:
            _save(session, select, parquet)
            return
        rows = _result(session, select, text, queries).rows()
        if as_json:
            _print_lines(f"{json_text(row)}\n" for row in rows)
            return
        first = next(rows, None)
        header = [column.name for column in _columns(session, select)] if first is None else list(first)
        remaining = rows if first is None else chain((first,), rows)
        if as_csv:
            _print_lines(map(csv_line, chain((header,), (row.values() for row in remaining))))
        else:
            _print_rows(header, remaining, empty=first is None)


def _save(session: Session, select: Select[Any], path: Path) -> None:
    from ftrack_orm.cli.parquet import write_parquet

    result = session.query(select)
    count = write_parquet(path, result.rows(), _columns(session, select))
    sys.stderr.write(f"{count} row{'' if count == 1 else 's'} in {path}\n")


def _columns(session: Session, select: Select[Any]) -> Sequence[Column]:
    from ftrack_orm.session.table import columns_of

    return columns_of(select.query, session._registry())


def _result(session: Session, select: Select[Any], text: str, saved: Iterable[str]) -> Result[Any]:
    """Ask; a word that is no entity type was perhaps meant for the name of a saved query."""
    try:
        return session.query(select)
    except QueryCheckError as error:
        names = ", ".join(saved)
        if not names or len(text.split()) > 1:
            raise
        raise ConfigurationError(f"{error}\nIt is no saved query either; there are {names}") from None


def _limited(text: str, limit: int | None) -> Select[Any]:
    from ftrack_orm.query import parse

    select = parse(text)
    stated = select.query.limit
    return select if limit is None else select.limit(limit if stated is None else min(limit, stated))


def _print_saved(queries: Mapping[str, str], *, as_json: bool) -> None:
    if as_json:
        write(json_text(dict(queries), indent=2) + "\n")
        return
    if not queries:
        raise ConfigurationError("no queries are saved: state them in [tool.ftrack-orm.queries] of pyproject.toml")
    print_table(("name", "query"), queries.items())


def _print_lines(lines: Iterable[str]) -> None:
    for line in lines:
        write(line)


def _print_rows(header: Sequence[str], rows: Iterator[Mapping[str, Any]], *, empty: bool) -> None:
    if empty:
        sys.stderr.write("no rows\n")
    if not empty or not sys.stdout.isatty():  # a program wants the header of an empty table too
        print_table(header, (tuple(map(cell_text, row.values())) for row in rows))
