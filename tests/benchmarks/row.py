"""A row of the table, and the goals that an issue sets for it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal, TypeAlias

from tests.benchmarks.measurement import Results, Side

__all__ = ["Goal", "Row", "Unit", "at_most", "beside", "faster"]

Unit: TypeAlias = Literal["s", "ms", "us", "ns", "MiB", "KB", "requests/s"]
"""How a value is shown; it is kept in seconds, bytes or requests a second."""


@dataclass(frozen=True, slots=True)
class Goal:
    """What a row is to reach; `met` gives None where the run lacks what it needs to tell."""

    text: str
    met: Callable[[Results], bool | None]


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table.

    `rival` is who stands in the column of the official client; `note` says what a reader must know. Without `ratios`
    the values are not divided by each other, since the smallest is next to nothing.
    """

    key: str
    title: str
    unit: Unit
    goals: tuple[Goal, ...] = ()
    rival: str = ""
    note: str = ""
    ratios: bool = True


def at_most(row: str, limit: float, text: str) -> Goal:
    """Ours, in seconds or bytes, is at most `limit`."""

    def met(results: Results) -> bool | None:
        value = results.value(row, "ours")
        return None if value is None else value <= limit

    return Goal(text, met)


def beside(row: str, limit: float, text: str, *, side: Side = "floor", other: str | None = None) -> Goal:
    """Ours is at most `limit` times a side of this row, or of the row `other`."""

    def met(results: Results) -> bool | None:
        ratio = results.ratio((row, "ours"), (other or row, side))
        return None if ratio is None else ratio <= limit

    return Goal(text, met)


def faster(row: str, times: float) -> Goal:
    """Ours is at least so many times faster than the client that it is compared with."""

    def met(results: Results) -> bool | None:
        ratio = results.ratio((row, "official"), (row, "ours"))
        return None if ratio is None else ratio >= times

    return Goal(f"at least {times:g}x faster", met)
