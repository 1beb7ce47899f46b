"""Cut long lists of values into pieces that fit into one statement."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TypeVar

__all__ = ["chunks"]

_T = TypeVar("_T")
_SIZE = 900


def chunks(values: Iterable[_T], size: int = _SIZE) -> Iterator[list[_T]]:
    """Yield the values in lists of at most `size`.

    >>> list(chunks("abc", 2))
    [['a', 'b'], ['c']]
    """
    iterator = iter(values)
    while chunk := list(islice(iterator, size)):
        yield chunk
