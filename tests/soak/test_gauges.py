"""Memory that grows is told from memory that breathes."""

from __future__ import annotations

import random

from tests.soak.audit.leaks import audit_growth
from tests.soak.gauges import Growth, Sample, growth_of


def grown(slope: float, *, breath: float = 4.0, seconds: int = 1200) -> Growth:
    """A process that needs much at first, then breathes, and gains `slope` MiB an hour."""
    chance = random.Random(7)
    samples = [
        Sample(float(at), 80 + min(at, 120) / 4 + slope * at / 3600 + chance.uniform(0, breath), 20, 8)
        for at in range(0, seconds, 2)
    ]
    growth = growth_of("workers", samples)
    assert growth is not None
    return growth


def test_memory_that_breathes_is_flat() -> None:
    assert list(audit_growth([grown(0.0)])) == []


def test_memory_that_grows_is_found() -> None:
    [finding] = audit_growth([grown(60.0)])
    assert finding.kind == "memory"
    assert "workers gained 13" in finding.what or "workers gained 14" in finding.what


def test_a_short_look_says_nothing() -> None:
    assert not grown(600.0, seconds=60).is_long_enough
    assert list(audit_growth([grown(600.0, seconds=60)])) == []
