"""File sequences as text, and as what is found in a folder."""

from __future__ import annotations

import os
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Self

from ftrack_orm.errors import SequenceSyntaxError

__all__ = ["FileSequence"]

_TEXT = re.compile(r"(?P<head>.*)%(?P<padding>\d{0,2})d(?P<tail>.*) \[(?P<ranges>[\d ,\-]*)\]\Z", re.DOTALL)
_PATTERN = re.compile(r"(?P<head>.*?)(?:%(?P<padding>\d{0,2})d|(?P<hashes>[#@]+))(?P<tail>[^#@/\\]*)\Z", re.DOTALL)
_NUMBERED = re.compile(r"(?P<head>.*?[._-]?)(?P<number>\d+)(?P<tail>\.[^\d.][^.]*(?:\.[^.\d]+)*)\Z", re.DOTALL)
_MOST = 1_000_000
"""Frames; more is a typing error."""


@dataclass(frozen=True, slots=True)
class FileSequence:
    """Files that differ in a number: `FileSequence.parse("render/beauty.%04d.exr [1001-1100]")`.

    `padding` is the number of digits, 0 where there are no zeros in front; `indexes` are in order.
    """

    head: str
    tail: str
    padding: int
    indexes: tuple[int, ...]

    @classmethod
    def parse(cls, text: str) -> Self:
        """Return what a text with ranges means: `head%04dtail [1-5, 7]`.

        Raises:
            SequenceSyntaxError: It is no such text.
        """
        found = _TEXT.match(text)
        if found is None:
            raise SequenceSyntaxError(text, "it has no number like %04d, or no ranges in brackets after a space")
        indexes = _indexes(text, found["ranges"])
        return cls(found["head"], found["tail"], int(found["padding"] or 0), indexes)

    @classmethod
    def discover(cls, pattern: str | os.PathLike[str]) -> Self:
        """Return the files that a pattern without ranges matches: `render/beauty.%04d.exr`, or with `####`.

        Raises:
            SequenceSyntaxError: It is no pattern.
            FileNotFoundError: No file matches.
        """
        text = os.fspath(pattern)
        found = _PATTERN.match(text)
        if found is None:
            raise SequenceSyntaxError(text, "it has no number like %04d or ####")
        padding = len(found["hashes"]) if found["hashes"] else int(found["padding"] or 0)
        head, tail = found["head"], found["tail"]
        folder, name = os.path.split(head)
        number = re.compile(re.escape(name) + r"(\d+)" + re.escape(tail) + r"\Z", re.DOTALL)
        indexes = set()
        for entry in os.listdir(folder or "."):
            matched = number.match(entry)
            if matched and _is_padded(matched[1], padding):
                indexes.add(int(matched[1]))
        if not indexes:
            raise FileNotFoundError(f"no file matches {text!r}")
        return cls(head, tail, padding, tuple(sorted(indexes)))

    @classmethod
    def find(cls, folder: str | os.PathLike[str]) -> list[Self]:
        """Return the sequences in a folder: files that differ in their last number, two of them or more."""
        root = os.fspath(folder)
        groups: dict[tuple[str, str, int], set[int]] = defaultdict(set)
        for entry in sorted(os.listdir(root)):
            matched = _NUMBERED.match(entry)
            if matched:
                digits = matched["number"]
                groups[os.path.join(root, matched["head"]), matched["tail"], len(digits)].add(int(digits))
        found = [cls(*group, tuple(sorted(indexes))) for group, indexes in _joined(groups).items()]
        return sorted((each for each in found if len(each.indexes) > 1), key=str)

    @property
    def name(self) -> str:
        """What the files are called without number and ending, as `beauty`: a name for a component. It may be empty."""
        return os.path.basename(self.head).rstrip("._-")

    @property
    def pattern(self) -> str:
        """The path with the place of the number: `render/beauty.%04d.exr`."""
        return f"{self.head}%{f'0{self.padding}' if self.padding else ''}d{self.tail}"

    @property
    def ranges(self) -> str:
        """The numbers as text: `1001-1100, 1105`."""
        parts: list[list[int]] = []
        for index in self.indexes:
            if parts and index == parts[-1][-1] + 1:
                parts[-1][1:] = [index]
            else:
                parts.append([index])
        return ", ".join("-".join(map(str, part)) for part in parts)

    def number(self, index: int) -> str:
        """Return the digits of a frame, as they stand in its path."""
        return str(index).zfill(self.padding)

    def path(self, index: int) -> str:
        """Return the path of a frame."""
        return f"{self.head}{self.number(index)}{self.tail}"

    def absolute(self) -> FileSequence:
        """Return the same sequence by its whole path."""
        folder, name = os.path.split(self.head)
        return FileSequence(os.path.join(os.path.abspath(folder), name), self.tail, self.padding, self.indexes)

    def __iter__(self) -> Iterator[str]:
        return map(self.path, self.indexes)

    def __len__(self) -> int:
        return len(self.indexes)

    def __str__(self) -> str:
        return f"{self.pattern} [{self.ranges}]"


def _indexes(text: str, ranges: str) -> tuple[int, ...]:
    indexes: set[int] = set()
    for part in ranges.split(","):
        ends = [end.strip() for end in part.split("-")]
        if not 1 <= len(ends) <= 2 or not all(end.isdigit() and len(end) < 12 for end in ends):
            raise SequenceSyntaxError(text, f"{part.strip()!r} is no range")
        first, last = int(ends[0]), int(ends[-1])
        if last < first:
            raise SequenceSyntaxError(text, f"{part.strip()!r} runs backwards")
        if last - first + len(indexes) >= _MOST:
            raise SequenceSyntaxError(text, f"it has more than {_MOST:,} frames")
        indexes.update(range(first, last + 1))
    return tuple(sorted(indexes))


def _is_padded(digits: str, padding: int) -> bool:
    """Tell whether digits are written as with this padding: longer ones have no zero in front."""
    return len(digits) == padding or (len(digits) > padding and (digits[0] != "0" or digits == "0"))


def _joined(groups: dict[tuple[str, str, int], set[int]]) -> dict[tuple[str, str, int], set[int]]:
    """Join groups of another length that have no zeros in front: 998-1002, and 0998-10002 of padding 4."""
    joined: dict[tuple[str, str, int], set[int]] = {}
    for (head, tail, length), indexes in sorted(groups.items(), key=lambda group: group[0][2]):
        zeros = any(len(str(index)) < length for index in indexes)
        shorter = [key for key in joined if key[:2] == (head, tail)]
        if not zeros and shorter:
            joined[shorter[-1]] |= indexes
        else:
            joined[head, tail, length] = set(indexes)
    return {
        (
            head,
            tail,
            0 if len({len(str(index)) for index in indexes}) > 1 and not _zeros(indexes, length) else length,
        ): (indexes)
        for (head, tail, length), indexes in joined.items()
    }


def _zeros(indexes: set[int], length: int) -> bool:
    return any(len(str(index)) < length for index in indexes)
