"""A soak of a few seconds, with every kind of fault: nothing is lost, nothing is twice.

`make soak` runs one of 20 minutes.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.soak.faults import FAULTS
from tests.soak.soaking import soaked

pytestmark = pytest.mark.skipif(not Path("/proc/self/fd").exists(), reason="the gauges read /proc")


def test_nothing_is_lost_or_twice_while_everything_fails(tmp_path: Path) -> None:
    result = soaked(tmp_path, 8, "--processes", "1", "--pace", "0.15", "--seed", "11")
    assert result.code == 0, result.output
    assert "Verdict: good" in result.output
    assert all(f"| {kind} | " in result.output for kind in FAULTS), result.output
