"""Exports: all that was there from the beginning to the end of one is in it, once, and nothing that nobody made."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from tests.soak.audit.finding import Finding
from tests.soak.intents import Expected
from tests.soak.journal import Intent

__all__ = ["audit_exports", "exports_done"]


def exports_done(folder: Path) -> list[tuple[Path, float, float]]:
    """Return the folder of each finished export, and when it began and ended."""
    found = []
    for done in sorted(folder.glob("*.done"), key=lambda path: int(path.stem)):
        begun = json.loads(done.with_suffix(".begun").read_text(encoding="utf-8"))["at"]
        found.append((folder / done.stem, begun, json.loads(done.read_text(encoding="utf-8"))["at"]))
    return found


def audit_exports(folder: Path, state: Expected, intents: list[Intent]) -> Iterator[Finding]:
    """Yield what is missing, twice, or from nowhere in each finished export."""
    lives = _lives(intents)
    for path, began, ended in exports_done(folder):
        rows = [json.loads(line) for part in path.glob("*.jsonl") for line in part.read_text("utf-8").splitlines()]
        counted = Counter(row["id"] for row in rows)
        if often := [id for id, number in counted.items() if number > 1]:
            yield Finding("export", f"export {path.name} has twice {often[:5]}")
        there = {id for id, (made, gone) in lives.items() if made < began and gone > ended}
        if missing := sorted(there - counted.keys()):
            yield Finding("export", f"export {path.name} lacks {len(missing)} of {len(there)} tasks: {missing[:5]}")
        possible = {effect[2] for intent in intents for effect in intent.effects if effect[0] == "create"}
        if strange := sorted(counted.keys() - possible):
            yield Finding("export", f"export {path.name} has what nobody made: {strange[:5]}")
        for row in rows:
            if row["id"] in state.steps and row["bid"] not in state.steps[row["id"]]:
                yield Finding("export", f"export {path.name}: task {row['id']} never had the bid {row['bid']}")


def _lives(intents: list[Intent]) -> dict[str, tuple[float, float]]:
    """Return from when to when each task was surely there."""
    lives: dict[str, tuple[float, float]] = {}
    for intent in intents:
        for effect in intent.effects:
            if effect[0] == "create" and effect[1] == "Task" and intent.outcome == "done":
                lives[effect[2]] = (intent.ended, float("inf"))
            elif effect[0] == "delete" and effect[1] in lives:
                lives[effect[1]] = (lives[effect[1]][0], intent.began)
    return lives
