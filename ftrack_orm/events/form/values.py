"""What came back from a form."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, TypeVar, overload

from ftrack_orm.events.form.item import Item

__all__ = ["Values"]

V = TypeVar("V")


class Values(Mapping[str, Any]):
    """Answers by the names of items, as they came; `values[item]` reads one as the item's type.

    >>> from ftrack_orm.events.form import Number, Values
    >>> frames = Number("frames")
    >>> values = Values({"frames": "24"})
    >>> values["frames"], values[frames]
    ('24', 24.0)
    """

    def __init__(self, raw: Mapping[str, Any] | None = None) -> None:
        self._raw = dict(raw or {})

    @overload
    def __getitem__(self, name: Item[V]) -> V: ...
    @overload
    def __getitem__(self, name: str) -> Any: ...
    def __getitem__(self, name: Item[Any] | str) -> Any:
        """Return an answer.

        Raises:
            FormValueError: It is none of the item's.
            KeyError: Nothing came by this name.
        """
        return name.read(self._raw.get(name.name)) if isinstance(name, Item) else self._raw[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._raw)

    def __len__(self) -> int:
        return len(self._raw)

    def __repr__(self) -> str:
        return f"Values({self._raw!r})"
