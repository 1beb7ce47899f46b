"""`ftrack-orm check`: find the queries and subscriptions in Python files and check them against a schema."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from ftrack_orm.cli.options import AsJson, SchemaPath
from ftrack_orm.cli.source import Finding, check_source, python_files
from ftrack_orm.errors import SchemaError
from ftrack_orm.schema import Schema
from ftrack_orm.schema.stock import stock_schema
from ftrack_orm.schema_source import schema_at

__all__ = ["register"]


def register(app: typer.Typer) -> None:
    """Add the command to the application."""
    app.command("check")(_check)


def _check(
    paths: Annotated[list[Path], typer.Argument(metavar="PATH", exists=True, help="Python files, or folders of them.")],
    schema: SchemaPath = None,
    as_json: AsJson = False,
) -> None:
    """Check the queries and subscriptions that stand in Python files, without running any.

    It looks at what is given to query(...) and subscribe(...): text, f-strings and format strings with their fields as
    values, and names that are assigned once. A line with the comment "# ftrack-orm: ignore" is left alone.
    They are checked against the stock workspace, or what --schema names. Ends with 1 on findings.

    Example: ftrack-orm check pipeline/ --schema studio
    """
    against = _schema(schema)
    findings: list[Finding] = []
    files = queries = 0
    for file in python_files(paths):
        found, checked = check_source(file, against)
        findings += found
        queries += checked
        files += 1
    sys.stdout.write(_report(findings, as_json=as_json))
    sys.stderr.write(f"{_count(len(findings), 'finding')} in {_count(queries, 'query')} of {_count(files, 'file')}\n")
    if findings:
        raise typer.Exit(1)


def _schema(path: Path | None) -> Schema:
    if path is None:
        return stock_schema()
    try:
        return schema_at(path)
    except SchemaError as error:
        raise typer.BadParameter(str(error), param_hint="--schema") from None


def _report(findings: Sequence[Finding], *, as_json: bool) -> str:
    if as_json:
        return json.dumps([finding.to_json() for finding in findings], indent=2, ensure_ascii=False) + "\n"
    return "".join(f"{finding}\n" for finding in findings)


def _count(number: int, noun: str) -> str:
    plural = f"{noun[:-1]}ies" if noun.endswith("y") else f"{noun}s"
    return f"{number} {noun if number == 1 else plural}"
