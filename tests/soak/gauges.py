"""Memory, handles and threads of the processes while they work."""

from __future__ import annotations

import json
import re
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from statistics import median

__all__ = ["Gauges", "Growth", "Sample", "growth_of"]

_SHORTEST_SECONDS = 180.0
_WARMING_SHARE = 0.3


@dataclass(frozen=True, slots=True)
class Sample:
    """One look at a process; memory is in MiB."""

    at: float
    memory: float
    handles: int
    threads: int


@dataclass(frozen=True, slots=True)
class Growth:
    """How memory went after warming up: MiB at the median, MiB per hour, and over how many seconds that was seen."""

    process: str
    memory: float
    slope: float
    seconds: float
    handles: int
    threads: int

    @property
    def gained(self) -> float:
        """MiB that came while it was watched, by the slope."""
        return self.slope * self.seconds / 3600

    @property
    def is_long_enough(self) -> bool:
        """Whether it was watched for long enough to say anything."""
        return self.seconds >= _SHORTEST_SECONDS


class Gauges:
    """The samples of all processes by name and number."""

    def __init__(self) -> None:
        self.samples: dict[tuple[str, int], list[Sample]] = {}

    def look(self, name: str, pid: int) -> None:
        """Look at a process; one that has ended shows nothing."""
        try:
            status = Path(f"/proc/{pid}/status").read_text(encoding="utf-8")
            handles = len(list(Path(f"/proc/{pid}/fd").iterdir()))
        except OSError:
            return
        found = dict(re.findall(r"^(VmRSS|Threads):\s+([0-9]+)", status, re.MULTILINE))
        if len(found) == 2:
            sample = Sample(time.monotonic(), int(found["VmRSS"]) / 1024, handles, int(found["Threads"]))
            self.samples.setdefault((name, pid), []).append(sample)

    def write(self, path: Path) -> None:
        """Write all samples as lines of JSON, for whoever looks for a cause."""
        with path.open("w", encoding="utf-8") as file:
            for (name, pid), samples in self.samples.items():
                for sample in samples:
                    file.write(json.dumps({"process": name, "pid": pid, **asdict(sample)}) + "\n")

    def growths(self) -> list[Growth]:
        """Return the growth of each process, of its longest life."""
        longest: dict[str, Growth] = {}
        for (name, _), samples in self.samples.items():
            growth = growth_of(name, samples)
            if growth is not None and (name not in longest or growth.seconds > longest[name].seconds):
                longest[name] = growth
        return sorted(longest.values(), key=lambda growth: growth.process)


def growth_of(name: str, samples: Sequence[Sample]) -> Growth | None:
    """Return the growth after warming up: the median of the slopes between any two samples, which peaks do not move."""
    if len(samples) < 4:
        return None
    first = samples[0].at + (samples[-1].at - samples[0].at) * _WARMING_SHARE
    warm = [sample for sample in samples if sample.at >= first]
    step = max(1, len(warm) // 200)
    thinned = warm[::step]
    slopes = [
        (later.memory - earlier.memory) / (later.at - earlier.at)
        for number, earlier in enumerate(thinned)
        for later in thinned[number + 1 :]
    ]
    if not slopes:
        return None
    return Growth(
        name, median(sample.memory for sample in warm), median(slopes) * 3600, warm[-1].at - warm[0].at,
        max(sample.handles for sample in samples), max(sample.threads for sample in samples),
    )  # fmt: skip
