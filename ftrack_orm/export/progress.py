"""How far an export is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias

__all__ = ["Progress", "Watcher"]


@dataclass(frozen=True, slots=True)
class Progress:
    """Parts that are done, of how many, and the rows and bytes in them; those of an earlier run count too."""

    done: int
    parts: int
    rows: int
    bytes: int


Watcher: TypeAlias = Callable[[Progress], None]
"""Called when the parts are known, and after each; in the thread that exports."""
