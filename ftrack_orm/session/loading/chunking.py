"""Cut what is asked for by keys into requests of a size that servers take."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TypeVar

from ftrack_orm.session.loading.siblings import CHUNK

__all__ = ["chunked"]

T = TypeVar("T")


def chunked(items: Sequence[T]) -> Iterator[Sequence[T]]:
    """Give the items 500 at a time."""
    for start in range(0, len(items), CHUNK):
        yield items[start : start + CHUNK]
