"""Into which parts a file is cut: as the official uploader does, so that servers see what they know."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

__all__ = ["MOST_PARTS", "Part", "PartLayout"]

_MIB = 2**20
_SIZES = ((128 * _MIB, 8 * _MIB), (1024 * _MIB, 16 * _MIB), (8192 * _MIB, 32 * _MIB), (65536 * _MIB, 64 * _MIB))
"""Files up to so many bytes are cut into parts of so many."""
_LARGEST = 128 * _MIB
MOST_PARTS = 10_000
"""As many parts as a store takes."""


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of a file: its number from 1, where it begins and how long it is, in bytes."""

    number: int
    offset: int
    length: int


@dataclass(frozen=True, slots=True)
class PartLayout:
    """The parts of a file of `size` bytes; all but the last have `part_size`.

    >>> PartLayout.of_size(20 * 2**20).count
    3
    """

    size: int
    part_size: int

    @classmethod
    def of_size(cls, size: int, most: int = _LARGEST) -> PartLayout:
        """Return the layout of a file: one part up to two chunks, and never more than 10,000.

        Parts have at most so many bytes, unless there would be too many of them.
        """
        chunk = min(most, next((chunk for limit, chunk in _SIZES if size <= limit), _LARGEST))
        if size <= 2 * chunk:
            return cls(size, max(size, 1))
        least = -(-size // MOST_PARTS)
        return cls(size, max(chunk, -(-least // _MIB) * _MIB))

    @property
    def count(self) -> int:
        """How many parts there are; an empty file has one."""
        return max(1, -(-self.size // self.part_size))

    def parts(self) -> Iterator[Part]:
        """Give the parts in their order."""
        for number in range(1, self.count + 1):
            offset = (number - 1) * self.part_size
            yield Part(number, offset, min(self.part_size, self.size - offset))
