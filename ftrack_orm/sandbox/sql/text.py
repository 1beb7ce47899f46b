"""Compare texts without case in SQL."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, Text, literal
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement

__all__ = ["folded", "like_pattern", "text_like"]

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


def folded(column: ColumnElement[Any], value: str) -> tuple[ColumnElement[str], ColumnElement[str]]:
    """Return both sides of a comparison of texts without case."""
    if value.isascii():
        return _Folded(column), literal(value.lower(), Text())
    return _FullyFolded(column), literal(value.casefold(), Text())


def text_like(column: ColumnElement[Any], pattern: str, *, negated: bool = False) -> ColumnElement[bool]:
    """Return `column like pattern` without case, in the query language's wildcards."""
    left, _ = folded(column, pattern)
    escaped = like_pattern(pattern if pattern.isascii() else pattern.casefold())
    if pattern.isascii():
        escaped = escaped.lower()
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


@compiles(_Folded)
@compiles(_FullyFolded)
def _lower(element: FunctionElement[str], compiler: SQLCompiler, **kwargs: Any) -> str:
    return f"lower({compiler.process(element.clauses, **kwargs)})"
