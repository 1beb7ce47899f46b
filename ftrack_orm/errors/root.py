"""What every error of the library is, and what several of them share."""

from __future__ import annotations

from collections.abc import Sequence

__all__ = ["FtrackError", "PlacedError", "did_you_mean"]


_SHOWN_TEXT = 500
"""Characters of a long line that are shown before the place where it is wrong, and after."""


class FtrackError(Exception):
    """Base of every error that this library raises on purpose.

    Each travels in a pickle with all that it tells, as a worker's errors do to the process that waits for it.
    """

    def __reduce__(self) -> tuple[object, ...]:
        return _blank, (type(self),), {**self.__dict__, "args": self.args}


def _blank(kind: type[FtrackError]) -> FtrackError:
    """Make an error whose state comes later: its arguments are not those that its class is made with."""
    return kind.__new__(kind)


def did_you_mean(name: str, known: Sequence[str]) -> str:
    """Return `, did you mean 'x'?` for the nearest known name, or an empty string."""
    from difflib import get_close_matches  # an error is not the time to save milliseconds; a start is

    near = get_close_matches(name, known, n=1, cutoff=0.6)
    return f", did you mean {near[0]!r}?" if near else ""


class PlacedError(FtrackError):
    """What is wrong in a text, and where.

    `offset` counts characters from 0; `line` and `column` count from 1; `expression` is the whole text.
    """

    def __init__(self, message: str, expression: str, offset: int) -> None:
        self.message = message
        self.expression = expression
        self.offset = offset
        self.line: int = expression.count("\n", 0, offset) + 1
        self.column: int = offset - (expression.rfind("\n", 0, offset) + 1) + 1
        super().__init__(message)

    def __str__(self) -> str:
        line = self.expression.split("\n")[self.line - 1]
        start = max(0, self.column - 1 - _SHOWN_TEXT) if len(line) > 2 * _SHOWN_TEXT else 0
        shown = line[start : start + 2 * _SHOWN_TEXT]
        place = f"(line {self.line}, column {self.column})"
        return f"{self.message} {place}\n  {shown}\n  {' ' * (self.column - 1 - start)}^"
