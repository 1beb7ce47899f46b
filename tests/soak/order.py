"""What is asked of a soak."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

__all__ = ["Order"]


@dataclass(frozen=True, slots=True)
class Order:
    """How long, with which chance, in how many processes of workers, and what is left in on purpose."""

    seconds: float
    seed: int
    folder: Path
    processes: int = 4
    pace: float = 0.3
    sabotages: tuple[str, ...] = ()
