"""Items that are fetched page by page as they are used, and kept."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterator
from typing import Generic, TypeVar, overload

__all__ = ["Fetched"]

T = TypeVar("T")


class Fetched(ABC, Generic[T]):
    """A sequence that grows by a page when its end is reached, so that a second loop sends nothing."""

    def __init__(self) -> None:
        self._items: list[T] = []

    @abstractmethod
    def _fetch_page(self, *, ahead: bool = False) -> bool:
        """Fetch one more page into `_items`; tell whether it brought anything.

        `ahead` says that the page after it will be needed too.
        """

    def _look_ahead(self) -> None:
        """Take note that the next page will be needed; it may be fetched meanwhile."""

    def __iter__(self) -> Iterator[T]:
        index = 0
        while index < len(self._items) or self._fetch_page(ahead=index > 0):
            page = self._items[index:]
            index += len(page)
            yield page[0]
            self._look_ahead()  # who asks for the second will mostly ask for all; who wants one pays for one page
            yield from page[1:]

    def __len__(self) -> int:
        return len(self.all())

    def __bool__(self) -> bool:
        return bool(self._items) or self._fetch_page()

    @overload
    def __getitem__(self, index: int) -> T: ...
    @overload
    def __getitem__(self, index: slice) -> list[T]: ...
    def __getitem__(self, index: int | slice) -> T | list[T]:
        if isinstance(index, int) and index >= 0:
            while len(self._items) <= index and self._fetch_page():
                pass
            return self._items[index]
        return self.all()[index]

    def all(self) -> list[T]:
        """Return everything, as a list."""
        while self._fetch_page(ahead=True):
            pass
        return list(self._items)
