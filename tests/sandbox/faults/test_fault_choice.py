from __future__ import annotations

from typing import Any

import pytest

from ftrack_orm.errors import ConfigurationError
from ftrack_orm.sandbox.faults import Answer, Cut, Faults
from ftrack_orm.sandbox.faults.duration import seconds
from ftrack_orm.sandbox.faults.faults import Decision


def test_same_seed_brings_the_same_faults() -> None:
    first, second, other = (Faults(latency=0.1, jitter=0.1, fail=0.3, cut=0.3, seed=seed) for seed in (1, 1, 2))
    chosen = [[faults.choose("/api") for _ in range(50)] for faults in (first, second, other)]
    assert chosen[0] == chosen[1] != chosen[2]


def test_script_does_not_change_what_chance_brings_later() -> None:
    plain, scripted = (Faults(fail=0.5, seed=3) for _ in range(2))
    scripted.cut("after")
    assert scripted.choose("/api").fault == Cut("after")
    plain.choose("/api")
    assert [plain.choose("/api") for _ in range(20)] == [scripted.choose("/api") for _ in range(20)]


def test_without_faults_nothing_happens() -> None:
    faults = Faults()
    assert faults.is_idle
    assert faults.choose("/api") == Decision(0.0, None)


def test_latency_is_never_below_zero() -> None:
    faults = Faults(latency=0.01, jitter=1.0, seed=1)
    assert min(faults.choose("/api").latency for _ in range(100)) == 0.0


def test_first_scripted_fault_that_fits_is_chosen() -> None:
    faults = Faults()
    faults.cut("after", action="update")
    faults.next(status=500)
    assert faults.choose("/api", ["query"]).fault == Answer(500)
    assert faults.choose("/api", ["query", "update"]).fault == Cut("after")
    assert faults.pending == 0


@pytest.mark.parametrize(
    "wrong",
    [{"latency": -1}, {"jitter": -0.1}, {"fail": 1.1}, {"cut": -0.1}, {"fail": 0.6, "cut": 0.6}, {"latency": 9e9}],
)
def test_numbers_out_of_range_are_refused(wrong: dict[str, float]) -> None:
    with pytest.raises(ConfigurationError):
        Faults(**wrong)  # type: ignore[arg-type]  # `seed` is among the parameters, and of another type


@pytest.mark.parametrize(
    ("method", "arguments"),
    [
        ("next", {"status": 99}),
        ("next", {"when": "inside"}),
        ("next", {"times": 0}),
        ("cut", {"stage": "now"}),
        ("delay", {"seconds": -1}),
    ],
)
def test_wrong_script_is_refused(method: str, arguments: dict[str, Any]) -> None:
    with pytest.raises(ConfigurationError):
        getattr(Faults(), method)(**arguments)


@pytest.mark.parametrize(("text", "expected"), [("30ms", 0.03), ("0.5s", 0.5), ("2", 2.0), ("1.5 s", 1.5), ("0", 0.0)])
def test_durations_are_read(text: str, expected: float) -> None:
    assert seconds(text) == expected


@pytest.mark.parametrize("text", ["", "fast", "-1s", "1m", "1e3", "٣"])
def test_what_is_no_duration_is_refused(text: str) -> None:
    with pytest.raises(ConfigurationError, match="duration"):
        seconds(text)
