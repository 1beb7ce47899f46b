"""Related entities by key, seen as a mapping: metadata and custom attributes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, TypeVar

__all__ = ["KeyedView"]

V = TypeVar("V")


class KeyedView(Mapping[str, V]):
    """Reads `{key: value}` off related entities; `entities` are those themselves, by key."""

    __slots__ = ("_value_name", "entities")

    def __init__(self, entities: Sequence[Any], key_name: str, value_name: str) -> None:
        self._value_name = value_name
        self.entities: dict[str, Any] = {getattr(entity, key_name): entity for entity in entities}

    def __getitem__(self, key: str) -> V:
        value: V = getattr(self.entities[key], self._value_name)
        return value

    def __iter__(self) -> Iterator[str]:
        return iter(self.entities)

    def __len__(self) -> int:
        return len(self.entities)

    def __repr__(self) -> str:
        return f"<KeyedView of {', '.join(map(repr, self.entities))}>"
