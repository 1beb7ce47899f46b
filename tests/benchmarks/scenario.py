"""A scenario: what one process does for one side, and the rows that come of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from tests.benchmarks.measurement import Side
from tests.benchmarks.probe import Probe
from tests.benchmarks.row import Row

__all__ = ["Scenario"]


@dataclass(frozen=True, slots=True)
class Scenario:
    """Rows that are measured together, in a fresh process for each side and round.

    `size` is how many entities it works on. `most_rounds` limits the rounds of a side whose rounds take long or always
    give the same.
    """

    name: str
    rows: tuple[Row, ...]
    sides: Mapping[Side, Callable[[Probe], None]]
    size: int = 0
    most_rounds: Mapping[Side, int] = field(default_factory=dict)

    def rounds_of(self, side: Side, rounds: int) -> int:
        """Return how many of the rounds a side takes part in."""
        return min(rounds, self.most_rounds.get(side, rounds))
