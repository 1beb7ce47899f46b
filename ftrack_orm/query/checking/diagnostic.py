"""What a check finds in a query, and where."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal, NamedTuple, TypeAlias

__all__ = ["Diagnostic", "Finding", "Severity"]

Severity: TypeAlias = Literal["error", "warning"]


class Finding(NamedTuple):
    """What is wrong with a node of the syntax tree, before it has its place in a text."""

    severity: Severity
    message: str
    start: int | None
    """The offset in the text that the node was parsed from; None for a built one."""


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One finding; `str()` shows the expression with a caret under it.

    `offset` counts characters from 0; `line` and `column` count from 1.
    """

    severity: Severity
    message: str
    offset: int
    line: int
    column: int
    expression: str = field(default="", repr=False, compare=False)
    """The text of the query: as it was parsed, or as it would be sent."""

    @classmethod
    def at(cls, severity: Severity, message: str, expression: str, offset: int) -> Diagnostic:
        """Return a finding at an offset of a text."""
        line = expression.count("\n", 0, offset) + 1
        column = offset - expression.rfind("\n", 0, offset)
        return cls(severity, message, offset, line, column, expression)

    @property
    def is_unknown_name(self) -> bool:
        """Whether the schema lacks an entity type or attribute, which that of the workspace itself may have."""
        return self.message.startswith(("unknown attribute ", "unknown entity type "))

    def __str__(self) -> str:
        shown = self.expression.split("\n")[self.line - 1]
        place = f"(line {self.line}, column {self.column})"
        return f"{self.severity}: {self.message} {place}\n  {shown}\n  {' ' * (self.column - 1)}^"
