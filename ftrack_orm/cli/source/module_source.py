"""A Python file: its text, its syntax tree, and the way from the tree's positions to the text."""

from __future__ import annotations

import ast
import io
import tokenize
import warnings
from bisect import bisect_right
from itertools import accumulate
from pathlib import Path

__all__ = ["ModuleSource"]


class ModuleSource:
    """The source of one module.

    Raises:
        SyntaxError: It is no Python, or in an encoding that it does not state.
        OSError: The file cannot be read.
    """

    def __init__(self, text: str) -> None:
        self.text = text
        self.lines: list[str] = text.split("\n")
        self._starts = [0, *accumulate(len(line) + 1 for line in self.lines)]
        try:
            with warnings.catch_warnings(action="ignore"):  # of odd escapes, which are not what is looked for
                self.tree: ast.Module = ast.parse(text)
        except (ValueError, RecursionError, MemoryError) as error:
            raise SyntaxError(str(error) or "nested too deeply") from None

    @classmethod
    def of(cls, path: Path) -> ModuleSource:
        """Read a file, in the encoding that it states."""
        raw = path.read_bytes()
        encoding, _ = tokenize.detect_encoding(io.BytesIO(raw).readline)
        try:
            text = raw.decode(encoding)
        except UnicodeDecodeError as error:
            raise SyntaxError(f"it is not encoded as {encoding}: {error.reason}") from None
        return cls(text.replace("\r\n", "\n").replace("\r", "\n"))

    def offset(self, line: int, column: int) -> int:
        """Return the offset in characters of a position of the tree: line from 1, column in UTF-8 bytes."""
        before = self.lines[line - 1].encode()[:column]
        return self._starts[line - 1] + len(before.decode(errors="replace"))

    def span(self, node: ast.expr) -> tuple[int, int]:
        """Return the offsets between which an expression stands."""
        start = self.offset(node.lineno, node.col_offset)
        if node.end_lineno is None or node.end_col_offset is None:
            return start, start
        return start, self.offset(node.end_lineno, node.end_col_offset)

    def place(self, offset: int) -> tuple[int, int]:
        """Return the line and the column of an offset, both from 1."""
        line = bisect_right(self._starts, offset)
        return line, offset - self._starts[line - 1] + 1
