"""Compare texts without case in SQL.

The database compares ASCII letters without case by itself, and may use an index for it. Where the literal holds other
letters, or a NUL (at which the database would stop), functions of our own look at each row.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import Boolean, ColumnElement, Text, literal, not_
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement

from ftrack_orm.sandbox.storage.case_folding import fold

__all__ = ["any_case", "folded", "fully_folded", "is_plain", "like_pattern", "text_like"]

_ESCAPE = "\\"


class _Folded(FunctionElement[str]):
    """A text column to compare without the case of ASCII letters, which an index can serve."""

    name = "folded"
    type = Text()
    inherit_cache = True


class _FullyFolded(FunctionElement[str]):
    """A text column to compare without the case of any letter, row by row."""

    name = "fully_folded"
    type = Text()
    inherit_cache = True


class _Like(FunctionElement[bool]):
    """Match a pattern without the case of any letter, row by row: the column, the pattern, and it as SQL's."""

    name = "fully_like"
    type = Boolean()
    inherit_cache = True


def is_plain(value: str) -> bool:
    """Tell whether the database itself compares a text right."""
    return value.isascii() and "\0" not in value


def folded(column: ColumnElement[Any], value: str) -> tuple[ColumnElement[str], ColumnElement[str]]:
    """Return both sides of a comparison of texts without case."""
    if is_plain(value):
        return _Folded(column), literal(value.lower(), Text())
    return _FullyFolded(column), literal(fold(value), Text())


def any_case(column: ColumnElement[Any]) -> ColumnElement[str]:
    """Return a text column to sort by without the case of ASCII letters, which an index can serve."""
    return _Folded(column)


def fully_folded(column: ColumnElement[Any]) -> ColumnElement[str]:
    """Return a text column without case, to compare with another one."""
    return _FullyFolded(column)


def text_like(column: ColumnElement[Any], pattern: str, *, negated: bool = False) -> ColumnElement[bool]:
    """Return `column like pattern` without case, in the query language's wildcards."""
    if not is_plain(pattern):
        found: ColumnElement[bool] = _Like(
            column, literal(pattern, Text()), literal(like_pattern(fold(pattern)), Text())
        )
        return not_(found) if negated else found
    escaped = like_pattern(pattern.lower())
    left = _Folded(column)
    return left.not_like(escaped, escape=_ESCAPE) if negated else left.like(escaped, escape=_ESCAPE)


def like_pattern(pattern: str) -> str:
    r"""Return a pattern of the query language as SQL's: a backslash escapes `%`, `_` and itself, else it is literal.

    >>> like_pattern(r"C:\x 10\%")
    'C:\\\\x 10\\%'
    """
    out = []
    position = 0
    while position < len(pattern):
        character = pattern[position]
        following = pattern[position + 1 : position + 2]
        if character == _ESCAPE and following and following in "%_\\":
            out.append(character + following)
            position += 2
            continue
        out.append(character * 2 if character == _ESCAPE else character)
        position += 1
    return "".join(out)


@compiles(_Folded, "sqlite")
def _sqlite_folded(element: _Folded, compiler: SQLCompiler, **kwargs: Any) -> str:
    return f"({compiler.process(element.clauses, **kwargs)}) COLLATE NOCASE"


@compiles(_FullyFolded, "sqlite")
def _sqlite_fully_folded(element: _FullyFolded, compiler: SQLCompiler, **kwargs: Any) -> str:
    return f"ftrack_fold({compiler.process(element.clauses, **kwargs)})"


@compiles(_Like, "sqlite")
def _sqlite_like(element: _Like, compiler: SQLCompiler, **kwargs: Any) -> str:
    column, pattern, _ = (compiler.process(clause, **kwargs) for clause in element.clauses)
    return f"ftrack_like({column}, {pattern})"


@compiles(_FullyFolded, "postgresql")
def _postgresql_fully_folded(element: _FullyFolded, compiler: SQLCompiler, **kwargs: Any) -> str:
    return f"ftrack_fold({compiler.process(element.clauses, **kwargs)})"


@compiles(_Like, "postgresql")
def _postgresql_like(element: _Like, compiler: SQLCompiler, **kwargs: Any) -> str:
    column, _, pattern = (compiler.process(clause, **kwargs) for clause in element.clauses)
    return f"(ftrack_fold({column}) LIKE {pattern} ESCAPE '{_ESCAPE}')"


@compiles(_Folded)
@compiles(_FullyFolded)
def _lower(element: FunctionElement[str], compiler: SQLCompiler, **kwargs: Any) -> str:
    return f"lower({compiler.process(element.clauses, **kwargs)})"


@compiles(_Like)
def _lower_like(element: _Like, compiler: SQLCompiler, **kwargs: Any) -> str:
    column, _, pattern = (compiler.process(clause, **kwargs) for clause in element.clauses)
    return f"(lower({column}) LIKE {pattern} ESCAPE '{_ESCAPE}')"
