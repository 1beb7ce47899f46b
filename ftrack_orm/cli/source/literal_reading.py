"""Read string literals character by character, so that each knows where it stands in the source.

The `ast` module tells what a literal means, but not where its characters come from: not after an escape, nor in the
parts of a concatenation, nor (before Python 3.12) within an f-string.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

from ftrack_orm.cli.source.written_text import Placeholder, WrittenText

__all__ = ["read_literals"]

_BETWEEN = re.compile(r"(?:\s|\\\r?\n|#[^\n]*)*")
_OPENING = re.compile(r"([A-Za-z]{0,2})('''|\"\"\"|'|\")")
_ESCAPE = re.compile(
    r"\\(?:\r?\n|N\{[^}]*\}|x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}|[0-7]{1,3}|[^{}])", re.DOTALL
)
_STRING = re.compile(r"('''|\"\"\"|'|\")(?:\\.|(?!\1).)*\1", re.DOTALL)


def read_literals(source: str, start: int, end: int) -> WrittenText:
    """Return the text of the string literals between two offsets: one, or several that are concatenated.

    Raises:
        ValueError: Something else stands there, or bytes.
    """
    pieces: list[tuple[str | Placeholder, int]] = []
    position = _skip(source, start)
    while position < end:
        opening = _OPENING.match(source, position)
        if opening is None or "b" in opening[1].lower():
            raise ValueError("no text literal")
        body = _Body(source, opening.end(), opening[2], opening[1].lower())
        pieces += body
        position = _skip(source, body.position)
    return WrittenText(tuple(pieces))


def _skip(source: str, position: int) -> int:
    between = _BETWEEN.match(source, position)
    return position if between is None else between.end()


class _Body:
    """The inside of one literal; `position` is behind its closing quotes once all pieces were taken."""

    def __init__(self, source: str, position: int, quotes: str, prefix: str) -> None:
        self._source = source
        self._quotes = quotes
        self._raw = "r" in prefix
        self._fields = "f" in prefix
        self.position = position

    def __iter__(self) -> Iterator[tuple[str | Placeholder, int]]:
        source = self._source
        while not source.startswith(self._quotes, self.position):
            at = self.position
            if at >= len(source):
                raise ValueError("the literal is not closed")
            if self._fields and source[at] in "{}":
                yield self._brace(at), at
            elif source[at] == "\\":
                yield from ((character, at) for character in self._backslash(at))
            else:
                self.position += 1
                yield source[at], at
        self.position += len(self._quotes)

    def _brace(self, at: int) -> str | Placeholder:
        source = self._source
        if source.startswith(source[at] * 2, at):
            self.position += 2
            return source[at]
        self.position = _field_end(source, at)
        return Placeholder(source[at : self.position])

    def _backslash(self, at: int) -> str:
        """Return what a backslash and what follows stand for; before a line break it is nothing."""
        escape = _ESCAPE.match(self._source, at)
        if escape is None or (self._raw and self._source[at + 1] not in "\\'\""):
            self.position += 1
            return "\\"
        if self._raw:
            self.position += 2
            return self._source[at : at + 2]
        self.position = escape.end()
        return _unescaped(escape[0])


def _unescaped(escape: str) -> str:
    if escape[1:] in ("\n", "\r\n"):
        return ""
    if escape[1] not in "\\'\"abfnrtv01234567xNuU":
        return escape
    return str(ast.literal_eval(f'"{escape}"'))


def _field_end(source: str, start: int) -> int:
    """Return the offset behind the replacement field that opens at `start`."""
    depth, position = 0, start
    while position < len(source):
        character = source[position]
        if character in "'\"" and (string := _STRING.match(source, position)) is not None:
            position = string.end()
            continue
        depth += {"{": 1, "[": 1, "(": 1, "}": -1, "]": -1, ")": -1}.get(character, 0)
        position += 1
        if depth == 0:
            return position
    raise ValueError("the replacement field is not closed")
