"""A column that shall be looked at row by row."""

from __future__ import annotations

from typing import Any

from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement

__all__ = ["Unindexed"]


class Unindexed(FunctionElement[Any]):
    """A column, written so that SQLite takes no index of it; its planner guesses that a subquery gives 25 rows."""

    name = "unindexed"
    inherit_cache: bool | None = True


@compiles(Unindexed, "sqlite")
def _sqlite_unindexed(element: Unindexed, compiler: SQLCompiler, **kwargs: Any) -> str:
    return f"+{compiler.process(element.clauses, **kwargs)}"


@compiles(Unindexed)
def _unindexed(element: Unindexed, compiler: SQLCompiler, **kwargs: Any) -> str:
    return compiler.process(element.clauses, **kwargs)
