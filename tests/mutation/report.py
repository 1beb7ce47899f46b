"""The figures of a run, for the terminal and for the page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from tests.mutation.equivalents import Equivalents
from tests.mutation.judging import Judged
from tests.mutation.part import Part

__all__ = ["Figures", "table"]


@dataclass(frozen=True, slots=True)
class Figures:
    """How many mutants of a part there are, and what became of them; `survived` are those to look at."""

    killed: int
    timeouts: int
    equivalent: int
    survived: tuple[Judged, ...]

    @classmethod
    def of(cls, judged: Sequence[Judged], equivalents: Equivalents) -> Figures:
        """Count; what is no Python counts for nothing."""
        left = [one for one in judged if one.outcome in ("survived", "unreached")]
        return cls(
            sum(one.outcome == "killed" for one in judged),
            sum(one.outcome == "timeout" for one in judged),
            sum(one.mutant in equivalents for one in left),
            tuple(one for one in left if one.mutant not in equivalents),
        )

    @property
    def mutants(self) -> int:
        """All of them."""
        return self.killed + self.timeouts + self.equivalent + len(self.survived)

    @property
    def score(self) -> float:
        """The share that was noticed of those that can be, as a fraction."""
        noticed = self.killed + self.timeouts
        return noticed / max(noticed + len(self.survived), 1)


def table(figures: Mapping[Part, Figures]) -> str:
    """Return the figures as a table in Markdown."""
    rows = [
        "| Part | Mutants | Killed by a test | By a timeout | Survived | Equivalent | Score |",
        "|---|---:|---:|---:|---:|---:|---:|",
    ]
    for part, of in figures.items():
        counts = (of.mutants, of.killed, of.timeouts, len(of.survived), of.equivalent)
        numbers = " | ".join(f"{count:,}" for count in counts)
        rows.append(f"| {part.title} (`{part.name}`) | {numbers} | {_percent(of.score)} |")
    return "\n".join(rows)


def _percent(fraction: float) -> str:
    return f"{int(fraction * 1000) / 10:.1f} %"
