"""What the server tells about itself."""

from __future__ import annotations

from typing import Any

import pytest

from tests.sandbox.engine.engine import Workspace


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ('{"scenario": "ftrack.centralized-storage", "data": {"location_id": "x"}}', {"scenario", "data"}),
        ("ftrack.centralized-storage", {"scenario"}),
        ('"ftrack.centralized-storage"', {"scenario"}),
    ],
)
def test_the_storage_scenario_is_an_object(value: str, expected: set[str]) -> None:
    scenario = _scenario(value)
    assert scenario.keys() == expected
    assert scenario["scenario"] == "ftrack.centralized-storage"


@pytest.mark.parametrize("value", ["", "null", "3", "[1]", None])
def test_a_setting_that_names_no_scenario_is_null(value: str | None) -> None:
    assert _scenario(value) is None


def _scenario(value: str | None) -> Any:
    w = Workspace()
    try:
        w.insert("Setting", name="storage_scenario", group="STORAGE", value=value)
        return w.do({"action": "query_server_information"})[0]["storage_scenario"]
    finally:
        w.store.close()
