"""A collection of entities that tells its owner before it changes."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, SupportsIndex, TypeVar

from ftrack_orm.errors import InvalidValueError

__all__ = ["TrackedList"]

E = TypeVar("E")


class TrackedList(list[E]):
    """A list of one entity's related entities; each change is recorded on the owner.

    `accept` checks an item, `before_change` is called with the list as it still is.
    """

    __slots__ = ("_accept", "_before_change")

    def __init__(
        self,
        items: Iterable[E],
        accept: Callable[[object], None],
        before_change: Callable[[TrackedList[E]], None],
    ) -> None:
        super().__init__(items)
        self._accept = accept
        self._before_change = before_change

    def append(self, item: E) -> None:
        """Add one entity at the end."""
        self._checked((item,))
        super().append(item)

    def extend(self, items: Iterable[E]) -> None:
        """Add several entities at the end."""
        super().extend(self._checked(items))

    def insert(self, index: SupportsIndex, item: E) -> None:
        """Add one entity at a place."""
        self._checked((item,))
        super().insert(index, item)

    def remove(self, item: E) -> None:
        """Remove an entity."""
        self._checked(())
        super().remove(item)

    def pop(self, index: SupportsIndex = -1) -> E:
        """Remove and return the entity at a place."""
        self._checked(())
        return super().pop(index)

    def clear(self) -> None:
        """Remove all entities."""
        self._checked(())
        super().clear()

    def __setitem__(self, index: Any, value: Any) -> None:
        if isinstance(index, slice):
            super().__setitem__(index, self._checked(value))
        else:
            super().__setitem__(index, self._checked((value,))[0])

    def __delitem__(self, index: SupportsIndex | slice) -> None:
        self._checked(())
        super().__delitem__(index)

    def __iadd__(self, items: Iterable[E]) -> TrackedList[E]:  # type: ignore[override,misc]  # as list does
        self.extend(items)
        return self

    def __imul__(self, count: SupportsIndex) -> TrackedList[E]:
        raise InvalidValueError("a collection holds each entity once; it cannot be multiplied")

    def _checked(self, items: Iterable[E]) -> list[E]:
        chosen = list(items)
        for item in chosen:
            self._accept(item)
        self._before_change(self)
        return chosen
