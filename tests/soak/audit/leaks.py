"""Handles, threads and memory: nothing is left, and nothing grows."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path

from tests.soak.audit.finding import Finding
from tests.soak.gauges import Growth

__all__ = ["audit_growth", "audit_reports"]

_MOST_SHARE = 0.06
"""What memory may gain while it is watched, as a share of what there is: allocators breathe."""
_LEAST_MIB = 6.0


def audit_reports(folder: Path) -> Iterator[Finding]:
    """Yield what processes that ended by themselves still held."""
    for path in sorted(folder.glob("*.json")):
        report = json.loads(path.read_text(encoding="utf-8"))
        for kind in ("handles", "threads"):
            if left := report[f"left_{kind}"]:
                yield Finding(
                    "handles" if kind == "handles" else "threads", f"{report['name']} left {len(left)}: {left[:5]}"
                )


def audit_growth(growths: Sequence[Growth]) -> Iterator[Finding]:
    """Yield processes whose memory grows; those that were not watched for long are not judged."""
    for growth in growths:
        if growth.is_long_enough and growth.gained > max(_LEAST_MIB, growth.memory * _MOST_SHARE):
            told = f"{growth.gained:.1f} MiB in {growth.seconds:.0f} s, of {growth.memory:.0f} MiB"
            yield Finding("memory", f"{growth.process} gained {told}")
