"""What was measured: one side of one row in one round, and what many rounds come to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from statistics import median
from typing import Literal, TypeAlias

__all__ = ["Absence", "Measurement", "Results", "SIDES", "Side", "Summary"]

Side: TypeAlias = Literal["floor", "orjson", "ours", "official"]
"""Who does the work: `requests` + `json`, the same with orjson, this library, the client it is compared with."""

SIDES: tuple[Side, ...] = ("floor", "orjson", "ours", "official")


@dataclass(frozen=True, slots=True)
class Measurement:
    """One side of one row in one round.

    `value` is in seconds or in bytes, as the row says; `least` is the smallest of repeats within the round. `sent` and
    `received` are bytes of bodies, `peak_rss` the most memory that the process had held when the row ended.
    """

    row: str
    side: Side
    value: float
    least: float | None = None
    requests: int | None = None
    sent: int | None = None
    received: int | None = None
    peak_rss: int | None = None


@dataclass(frozen=True, slots=True)
class Absence:
    """A row that a side cannot do, and why."""

    row: str
    side: Side
    reason: str


@dataclass(frozen=True, slots=True)
class Summary:
    """The medians of all rounds of one side of one row, and the least value."""

    rounds: int
    value: float
    least: float
    requests: int | None
    sent: int | None
    received: int | None
    peak_rss: int | None

    @classmethod
    def of(cls, measurements: Sequence[Measurement]) -> Summary:
        """Summarise the rounds; there must be one at least."""
        return cls(
            rounds=len(measurements),
            value=median(m.value for m in measurements),
            least=min(m.value if m.least is None else m.least for m in measurements),
            requests=_middle([m.requests for m in measurements]),
            sent=_middle([m.sent for m in measurements]),
            received=_middle([m.received for m in measurements]),
            peak_rss=_middle([m.peak_rss for m in measurements]),
        )


@dataclass(slots=True)
class Results:
    """Everything that a run has measured."""

    measurements: list[Measurement] = field(default_factory=list)
    absences: list[Absence] = field(default_factory=list)

    def summary(self, row: str, side: Side) -> Summary | None:
        """Return what the rounds of one side of one row come to, None where there is no round."""
        found = [m for m in self.measurements if m.row == row and m.side == side]
        return Summary.of(found) if found else None

    def absence(self, row: str, side: Side) -> str | None:
        """Return why a side has no value in a row, if it said so."""
        return next((a.reason for a in self.absences if a.row == row and a.side == side), None)

    def value(self, row: str, side: Side) -> float | None:
        """Return the median of one side of one row."""
        summary = self.summary(row, side)
        return None if summary is None else summary.value

    def ratio(self, over: tuple[str, Side], under: tuple[str, Side]) -> float | None:
        """Return how many times the median of `under` goes into that of `over`; None where either is missing."""
        first, second = self.value(*over), self.value(*under)
        return None if first is None or not second else first / second


def _middle(numbers: Sequence[int | None]) -> int | None:
    known = [number for number in numbers if number is not None]
    return round(median(known)) if known else None
