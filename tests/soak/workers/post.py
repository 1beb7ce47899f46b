"""What a worker has: its place in the workspace, a session, a journal, and chance."""

from __future__ import annotations

import hashlib
import random
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ftrack_orm import Session
from tests.soak.journal import Journal

__all__ = ["Post", "chance_of"]


@dataclass(frozen=True, slots=True)
class Post:
    """The post of one worker; `place` holds the ids that are its own, by what they are."""

    name: str
    place: Mapping[str, str]
    folder: Path
    files: Path
    journal: Journal
    chance: random.Random
    open_session: Callable[[], Session]
    stopping: threading.Event
    pace: float
    """Seconds between two actions, on the average."""
    sabotages: tuple[str, ...] = ()

    def wrong(self, what: str, **told: Any) -> None:
        """Note that something is not as it must be."""
        self.journal.note("wrong", what=what, **told)

    def rest(self) -> bool:
        """Wait a little; tell whether the work goes on."""
        return not self.stopping.wait(self.chance.expovariate(1 / self.pace) if self.pace else 0.0)


def chance_of(seed: int, name: str) -> random.Random:
    """Return the chance of a worker, the same for the same seed."""
    return random.Random(int.from_bytes(hashlib.sha256(f"{seed} {name}".encode()).digest()[:8]))
