"""Text as it is written in a file: every character knows where it stands, and what is filled in later is known."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

__all__ = ["Placeholder", "WrittenText", "formatted", "interpolated"]

_BRACES = re.compile(r"\{\{|\}\}|\{[^{}]*(?:\{[^{}]*\}[^{}]*)*\}")
_PERCENT = re.compile(r"%(?:%|(?:\((?P<name>[^)]*)\))?[#0 +-]*(?:\*|\d+)?(?:\.(?:\*|\d+))?[hlL]?[diouxXeEfFgGcrsa])")


@dataclass(frozen=True, slots=True)
class Placeholder:
    """A value that is filled in when the code runs; `shown` is what to call it in messages."""

    shown: str


@dataclass(frozen=True, slots=True)
class WrittenText:
    """Characters and placeholders, each with its offset in the source."""

    pieces: tuple[tuple[str | Placeholder, int], ...]

    @classmethod
    def placeholder(cls, shown: str, origin: int) -> WrittenText:
        """Return a text that is nothing but a placeholder."""
        return cls(((Placeholder(shown), origin),))

    @classmethod
    def joined(cls, texts: Iterable[WrittenText]) -> WrittenText:
        """Return the texts as one."""
        return cls(tuple(piece for text in texts for piece in text.pieces))

    @property
    def plain(self) -> str:
        """The characters, with a NUL for each placeholder."""
        return "".join(piece if isinstance(piece, str) else "\0" for piece, _ in self.pieces)

    def replaced(self, pattern: re.Pattern[str], replace: Callable[[re.Match[str]], str | Placeholder]) -> WrittenText:
        """Return the text with each match as one character or placeholder, at the place where the match begins."""
        pieces: list[tuple[str | Placeholder, int]] = []
        end = 0
        for match in pattern.finditer(self.plain):
            pieces += self.pieces[end : match.start()]
            pieces.append((replace(match), self.pieces[match.start()][1]))
            end = match.end()
        return WrittenText((*pieces, *self.pieces[end:]))


def formatted(text: WrittenText) -> WrittenText:
    """Return what `text.format(...)` makes: fields are placeholders, doubled braces single ones."""
    return text.replaced(_BRACES, lambda match: match[0][0] if match[0] in ("{{", "}}") else Placeholder(match[0]))


def interpolated(text: WrittenText) -> WrittenText:
    """Return what `text % ...` makes: fields are placeholders, doubled percent signs single ones."""
    return text.replaced(_PERCENT, lambda match: "%" if match[0] == "%%" else Placeholder(match[0]))
