"""All scenarios, in the order of the table."""

from __future__ import annotations

from tests.benchmarks.families import (
    access,
    events,
    footprint,
    generating,
    language,
    loading,
    media,
    reading,
    sandbox,
    starting,
    writing,
)
from tests.benchmarks.row import Row
from tests.benchmarks.scenario import Scenario

__all__ = ["SCENARIOS", "chosen", "scenario"]

SCENARIOS: tuple[Scenario, ...] = (
    *reading.SCENARIOS,
    *loading.SCENARIOS,
    *writing.SCENARIOS,
    *starting.SCENARIOS,
    *generating.SCENARIOS,
    *access.SCENARIOS,
    *footprint.SCENARIOS,
    *language.SCENARIOS,
    *events.SCENARIOS,
    *media.SCENARIOS,
    *sandbox.SCENARIOS,
)


def scenario(name: str) -> Scenario:
    """Return the scenario of this name."""
    return next(found for found in SCENARIOS if found.name == name)


def chosen(only: list[str]) -> list[Scenario]:
    """Return what to run: the scenarios that `only` names, by theirs or a row's name, else all.

    Raises:
        LookupError: A name is neither.
    """
    for name in only:
        if not any(_names(found, name) for found in SCENARIOS):
            known = ", ".join(row.key for found in SCENARIOS for row in found.rows)
            raise LookupError(f"no row is called {name!r}; there are: {known}")
    return [found for found in SCENARIOS if not only or any(_names(found, name) for name in only)]


def _names(scenario: Scenario, name: str) -> bool:
    rows: tuple[Row, ...] = scenario.rows
    return name == scenario.name or any(row.key == name for row in rows)
