"""Text with a stand-in in each place that is filled in when the code runs, so that it can be parsed before."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from ftrack_orm.cli.source.written_text import Placeholder, WrittenText

__all__ = ["FilledText", "Problem", "filled"]

_STRING = re.compile(r"\"(?:\\.|[^\"\\])*\"|'(?:\\.|[^'\\])*'", re.DOTALL)
_FIRST_STAND_IN = 7_310_000_001


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong with a text, and the offset of the source that it is about."""

    severity: Literal["error", "warning"]
    message: str
    origin: int


@dataclass(frozen=True, slots=True)
class FilledText:
    """A text with a number in each place that is filled in later: it may stand for a value, a count or a name."""

    text: str
    origins: tuple[int, ...]
    stand_ins: dict[str, str]
    """The numbers, and what to show for each."""
    values_only: bool
    """Whether each stands where a value does."""

    def syntax_problem(self, message: str, offset: int) -> list[Problem]:
        """Return what a parser found, if it can be known before the placeholders are filled."""
        if not self.values_only:
            return []
        for stand_in, shown in self.stand_ins.items():
            message = message.replace(stand_in, shown)
        return [Problem("error", message, self.origins[offset])]


def filled(written: WrittenText, value_place: re.Pattern[str]) -> FilledText:
    """Fill each placeholder with a number; what stands before a value matches `value_place`, quotes aside."""
    texts: list[str] = []
    origins: list[int] = []
    stand_ins: dict[str, str] = {}
    starts: list[int] = []
    for piece, origin in written.pieces:
        text = piece if isinstance(piece, str) else str(_FIRST_STAND_IN + len(stand_ins))
        if isinstance(piece, Placeholder):
            stand_ins[text] = piece.shown
            starts.append(len(origins))
        texts.append(text)
        origins += [origin] * len(text)
    whole = "".join(texts)
    end = origins[-1] + 1 if origins else 0
    return FilledText(whole, (*origins, end), stand_ins, _are_values(whole, starts, value_place))


def _are_values(text: str, starts: list[int], value_place: re.Pattern[str]) -> bool:
    quoted = [match.span() for match in _STRING.finditer(text)]
    return all(
        any(first < start < last for first, last in quoted) or value_place.search(text[:start]) for start in starts
    )
