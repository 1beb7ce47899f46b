"""Sort with nulls before everything, in every database."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement

__all__ = ["ordered"]


class _Ascending(FunctionElement[Any]):
    """A value from the lowest; SQLite sorts nulls first by itself, and uses its indexes for it."""

    name = "ascending"
    inherit_cache = True


class _Descending(FunctionElement[Any]):
    """A value from the highest, nulls at the end."""

    name = "descending"
    inherit_cache = True


def ordered(value: ColumnElement[Any], *, descending: bool) -> ColumnElement[Any]:
    """Return an element of `order by`."""
    return _Descending(value) if descending else _Ascending(value)


@compiles(_Ascending, "sqlite")
def _sqlite_ascending(element: _Ascending, compiler: SQLCompiler, **kwargs: Any) -> str:
    return f"{_value(element, compiler, kwargs)} ASC"


@compiles(_Descending, "sqlite")
def _sqlite_descending(element: _Descending, compiler: SQLCompiler, **kwargs: Any) -> str:
    return f"{_value(element, compiler, kwargs)} DESC"


@compiles(_Ascending)
def _ascending(element: _Ascending, compiler: SQLCompiler, **kwargs: Any) -> str:
    return f"{_value(element, compiler, kwargs)} ASC NULLS FIRST"


@compiles(_Descending)
def _descending(element: _Descending, compiler: SQLCompiler, **kwargs: Any) -> str:
    return f"{_value(element, compiler, kwargs)} DESC NULLS LAST"


def _value(element: FunctionElement[Any], compiler: SQLCompiler, kwargs: dict[str, Any]) -> str:
    return ", ".join(compiler.process(clause, **kwargs) for clause in element.clauses)
