"""One mutation of one file."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["Mutant"]


@dataclass(frozen=True, slots=True)
class Mutant:
    """A piece of a file and what stands there instead.

    `function` is the outermost function that holds it, as `Class.method`; empty where there is none. `lines` are
    the first and the last line of the statement: tests that run one of them can notice.
    """

    file: str
    function: str
    lines: tuple[int, int]
    start: int
    end: int
    replacement: str
    before: str
    """What stood there, on one line."""
    after: str
    """What stands there instead, on one line."""

    def applied(self, source: str) -> str:
        """Return the mutated text of the file."""
        return source[: self.start] + self.replacement + source[self.end :]

    def __str__(self) -> str:
        place = f"{self.file}:{self.lines[0]} {self.function}"
        return f"{place}\n    - {self.before}\n    + {self.after}"
