"""Which faults come when: drawn from a seed, so that a run can be repeated."""

from __future__ import annotations

import random
from dataclasses import dataclass
from typing import Literal, TypeAlias

__all__ = ["FAULTS", "RATES", "Fault", "Kind", "schedule"]

Kind: TypeAlias = Literal[
    "server killed",
    "disk full",
    "clock of the server jumps",
    "clock of the workers jumps",
    "slow network",
    "durable service killed",
    "export killed",
]

RATES = {"latency": 0.002, "jitter": 0.002, "fail": 0.008, "cut": 0.008}
"""What meets requests at all times: seconds, and shares of requests."""

FAULTS: dict[Kind, tuple[float, float]] = {
    "server killed": (70.0, 0.0),
    "disk full": (110.0, 5.0),
    "clock of the server jumps": (150.0, 12.0),
    "clock of the workers jumps": (150.0, 12.0),
    "slow network": (120.0, 8.0),
    "durable service killed": (100.0, 0.0),
    "export killed": (60.0, 0.0),
}
"""About how many seconds lie between two of a kind in a long run, and how many seconds each lasts."""

_CALM = 0.35
"""The share at the end of a run in which the server is not killed, so that its memory can be watched."""
_JUMPS = (3600.0, -7200.0, 86_400.0 * 1.5, -86_400.0)


@dataclass(frozen=True, slots=True)
class Fault:
    """A fault, when it begins and ends, in seconds from the beginning of the run; `size` is that of a jump."""

    kind: Kind
    begins: float
    ends: float
    size: float = 0.0


def schedule(seconds: float, seed: int) -> list[Fault]:
    """Return the faults of a run in their order; each kind comes at least once."""
    chance = random.Random(seed)
    found: list[Fault] = []
    for kind, (between, lasts) in FAULTS.items():
        end = seconds * (1 - _CALM) if kind == "server killed" else seconds * 0.95
        count = max(1, round(end / between))
        for number in range(count):
            begins = end * (number + chance.uniform(0.25, 0.75)) / count
            shortened = min(lasts, seconds / 12)
            size = chance.choice(_JUMPS) if "jumps" in kind else 0.0
            found.append(Fault(kind, begins, min(begins + shortened, seconds), size))
    return sorted(found, key=lambda fault: fault.begins)
