"""Errors of queries: text that is none, and what the schema does not allow."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Protocol

from ftrack_orm.errors.root import FtrackError, PlacedError

__all__ = ["QueryCheckError", "QueryError", "QuerySyntaxError"]


class QueryError(FtrackError, ValueError):
    """A query cannot be parsed, built or allowed."""


if TYPE_CHECKING:

    class _Finding(Protocol):
        @property
        def message(self) -> str: ...
        @property
        def is_unknown_name(self) -> bool: ...


class QuerySyntaxError(PlacedError, QueryError):
    """Text that is no query: where it stops being one, and why.

    `offset` counts characters from 0; `line` and `column` count from 1; `expression` is the whole text.
    """


class QueryCheckError(QueryError):
    """A query that the workspace's schema does not allow; `diagnostics` holds every finding."""

    def __init__(self, diagnostics: Sequence[_Finding]) -> None:
        self.diagnostics: tuple[_Finding, ...] = tuple(diagnostics)
        super().__init__("\n".join(str(diagnostic) for diagnostic in diagnostics))
