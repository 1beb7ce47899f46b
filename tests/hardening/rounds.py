"""How much is tried: `FTRACK_ORM_FUZZ_ROUNDS` multiplies it, and more rounds than one try other values each time."""

from __future__ import annotations

import os

from hypothesis import HealthCheck, settings

__all__ = ["ROUNDS", "examples"]

ROUNDS = int(os.environ.get("FTRACK_ORM_FUZZ_ROUNDS", "1"))


def examples(count: int) -> settings:
    """Return settings for so many examples in one round."""
    return settings(
        max_examples=count * ROUNDS,
        deadline=None,
        derandomize=ROUNDS == 1,
        database=None,
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.function_scoped_fixture],
    )
