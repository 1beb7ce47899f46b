"""What is wrong with a query, and where it stands in a file."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

__all__ = ["Finding"]


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """One finding; `str()` shows the line of the file with a caret under the place. Lines and columns count from 1."""

    path: str
    line: int
    column: int
    severity: Literal["error", "warning"]
    message: str
    source: str
    """The line of the file."""

    def __str__(self) -> str:
        before = self.source[: self.column - 1]
        padding = "".join("\t" if character == "\t" else " " for character in before)
        place = f"{self.path}:{self.line}:{self.column}"
        return f"{place}: {self.severity}: {self.message}\n  {self.source}\n  {padding}^"

    def to_json(self) -> dict[str, str | int]:
        """Return the finding as an object of JSON."""
        return {
            "path": self.path,
            "line": self.line,
            "column": self.column,
            "severity": self.severity,
            "message": self.message,
            "source": self.source,
        }
