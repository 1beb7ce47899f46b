"""Journals: what a worker is about to do, and what became of it, one JSON line each, in files that only grow.

A line is written in one call before a commit and another one after it, so that a kill at any moment leaves whole lines.
"""

from __future__ import annotations

import json
import os
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal, TypeAlias, get_args

__all__ = ["OUTCOMES", "Effect", "Intent", "Journal", "Outcome", "intents", "lines"]

Effect: TypeAlias = list[Any]
"""What a commit changes, as JSON: see `tests.soak.intents`."""

Outcome: TypeAlias = Literal["done", "refused", "failed", "abandoned", "open"]
"""`done`: it was applied; `refused`, `failed`: it was not; `abandoned`: nobody asked; `open`: the process ended."""
OUTCOMES: tuple[Outcome, ...] = get_args(Outcome)


@dataclass(frozen=True, slots=True)
class Intent:
    """What was to be done, and what became of it; times are seconds of the machine's monotonic clock."""

    worker: str
    number: int
    action: str
    effects: Sequence[Effect]
    began: float
    outcome: Outcome = "open"
    ended: float = float("inf")
    told: Mapping[str, Any] = field(default_factory=dict)

    def __str__(self) -> str:
        return f"{self.action} {self.worker}/{self.number}"


class Journal:
    """The journal of one worker; numbers go on where an earlier process stopped."""

    def __init__(self, path: Path) -> None:
        self.worker = path.stem
        self._number = max((line["n"] for line in lines(path) if "n" in line), default=0)
        self._file = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o644)

    def next_number(self) -> int:
        """Return the number of the next intent, so that names may hold it."""
        self._number += 1
        return self._number

    def before(self, number: int, action: str, effects: Sequence[Effect]) -> None:
        """Note what is about to be done."""
        self._write({"n": number, "action": action, "effects": effects})

    def after(self, number: int, outcome: Outcome, **told: Any) -> None:
        """Note what became of it."""
        self._write({"n": number, "outcome": outcome, "told": told})

    def note(self, kind: str, **told: Any) -> None:
        """Note what is no intent: a question that was answered wrongly, an exception that nobody expects."""
        self._write({"kind": kind, **told})

    def close(self) -> None:
        """Write no more."""
        os.close(self._file)

    def _write(self, line: Mapping[str, Any]) -> None:
        os.write(self._file, json.dumps({"at": time.monotonic(), **line}).encode() + b"\n")


def lines(path: Path) -> Iterator[dict[str, Any]]:
    """Yield the lines of a file; there may be none, and the last one may be cut."""
    if path.exists():
        with path.open(encoding="utf-8") as file:
            for line in file:
                if line.endswith("\n"):
                    yield json.loads(line)


def intents(path: Path) -> list[Intent]:
    """Return the intents of a journal in their order."""
    found: dict[int, Intent] = {}
    for line in lines(path):
        if "effects" in line:
            found[line["n"]] = Intent(path.stem, line["n"], line["action"], line["effects"], line["at"])
        elif "outcome" in line:
            begun = found[line["n"]]
            found[line["n"]] = Intent(
                begun.worker, begun.number, begun.action, begun.effects, begun.began,
                line["outcome"], line["at"], line["told"],
            )  # fmt: skip
    return list(found.values())
