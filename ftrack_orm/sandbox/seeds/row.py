"""What a seed is made of: rows by attribute name, each list for one entity type."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeAlias

__all__ = ["Row", "Rows"]

Row: TypeAlias = dict[str, object]
"""One entity: attribute names and values; a date is a naive `datetime` in UTC."""

Rows: TypeAlias = Iterator[tuple[str, list[Row]]]
"""Entity types with their rows, in the order in which they are inserted."""
