"""The comparison is fair: the sides read the same values and send the same operations."""

from __future__ import annotations

import json
import urllib.request
import warnings
from collections.abc import Iterator
from datetime import datetime
from typing import Any

import pytest

from ftrack_orm.query import parse
from tests.benchmarks.canned import ATTRIBUTES, EXPRESSION, LINKS, task
from tests.benchmarks.catalogue import SCENARIOS, chosen
from tests.benchmarks.clients import floor, official, ours
from tests.benchmarks.families.language import SHORT, our_queries, rival_queries
from tests.benchmarks.measurement import Measurement, Results, Side
from tests.benchmarks.probe import Probe
from tests.benchmarks.report import value_table
from tests.benchmarks.row import Row, beside, faster
from tests.benchmarks.scenario import Scenario
from tests.benchmarks.stub import running_stub

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning")

TASKS = 12
OTHER_PROCESSES = {"start", "import", "sandbox"}
SLOW = {"access", "language"}
DEFAULTS = {"object_type_id", "priority_id"}
"""What the official client adds to a new task, since the schema has a default for it."""


@pytest.fixture(scope="module")
def stub() -> Iterator[str]:
    with running_stub() as url:
        yield url


def plain(rows: Any) -> list[tuple[Any, ...]]:
    """Write moments alike: the official client gives them with a time zone, the floor as text."""
    return [tuple(_plain(value) for value in row) for row in rows]


def _plain(value: Any) -> Any:
    if isinstance(value, str | float | int):
        return value
    moment = value if isinstance(value, datetime) else value.datetime
    return moment.replace(tzinfo=None).isoformat(timespec="seconds")


def batch_of(name: str, side: Side, stub: str) -> list[dict[str, Any]]:
    """Run one side of a writing scenario; return what it sent, without the ids that each makes for itself."""
    scenario = next(found for found in SCENARIOS if found.name == name)
    scenario.sides[side](Probe(stub, side, TASKS))
    with urllib.request.urlopen(f"{stub}/last") as answer:
        batch: list[dict[str, Any]] = json.loads(answer.read())
    if name == "create":
        for operation in batch:
            assert operation.pop("entity_key") == [operation["entity_data"].pop("id")]
            added = {operation["entity_data"].pop(default, None) for default in DEFAULTS}
            assert (None not in added) == (side == "official")
    return batch


def test_query_has_sixteen_attributes_and_four_names_and_is_the_same_on_every_side() -> None:
    assert str(ours.task_query()) == EXPRESSION
    assert len(ATTRIBUTES) == 16
    assert set(task(0)) == {"__entity_type__", *ATTRIBUTES}


def test_entity_is_full_once_in_a_page_and_a_reference_after(stub: str) -> None:
    (page,) = floor.Floor(f"{stub}/{TASKS}/0").pages(EXPRESSION)
    for name in LINKS:
        copies = [row[name] for row in page]
        assert sum("name" in copy for copy in copies) == len({copy["id"] for copy in copies})


def test_every_side_reads_the_same_values(stub: str) -> None:
    url = f"{stub}/{TASKS}/0"
    expected = plain(row for page in floor.Floor(url).pages(EXPRESSION) for row in floor.values(page))
    assert len(expected) == TASKS
    assert plain(row for page in floor.orjson_floor(url).pages(EXPRESSION) for row in floor.values(page)) == expected
    with ours.open_session(url) as session:
        assert plain(ours.values(session.query(ours.task_query()))) == expected
        assert plain(session.query(ours.tuple_query())) == expected
    session = official.open_session(url)
    assert plain(official.values(session.query(EXPRESSION))) == expected
    session.close()


def test_every_side_reads_all_pages(stub: str) -> None:
    url = f"{stub}/1100/0"
    assert [len(page) for page in floor.Floor(url).pages(EXPRESSION)] == [500, 500, 100]
    with ours.open_session(url) as session:
        assert len({entity.id for entity in session.query(ours.task_query())}) == 1100


@pytest.mark.parametrize("name", ["create", "modify"])
@pytest.mark.parametrize("side", ["ours", "official", "orjson"])
def test_every_side_sends_the_same_batch(name: str, side: Side, stub: str) -> None:
    assert batch_of(name, side, stub) == batch_of(name, "floor", stub)


def test_five_queries_mean_the_same_in_both_builders() -> None:
    rival = rival_queries()
    for name, build in our_queries().items():
        assert parse(str(rival[name]())) == parse(str(build())), name


def test_short_query_has_the_length_that_its_goal_names() -> None:
    assert len(SHORT) == 75
    assert parse(SHORT)


@pytest.mark.parametrize(
    ("scenario", "side"),
    [
        pytest.param(scenario, side, id=f"{scenario.name}-{side}")
        for scenario in SCENARIOS
        if scenario.name not in OTHER_PROCESSES | SLOW
        for side in scenario.sides
    ],
)
def test_every_side_measures_its_rows(scenario: Scenario, side: Side, stub: str) -> None:
    probe = Probe(stub, side, TASKS if scenario.name != "stream" else 40)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        scenario.sides[side](probe)
    measured = {m.row for m in probe.measurements} | {a.row for a in probe.absences}
    assert measured == {row.key for row in scenario.rows}
    assert all(m.value == m.value and (m.requests is None or m.requests > 0) for m in probe.measurements)


def test_rows_have_names_of_their_own_and_can_be_chosen_by_them() -> None:
    keys = [row.key for scenario in SCENARIOS for row in scenario.rows]
    assert len(set(keys)) == len(keys)
    assert [scenario.name for scenario in chosen(["again"])] == ["read"]
    with pytest.raises(LookupError, match="no row is called 'agian'"):
        chosen(["agian"])
    assert chosen([]) == [*SCENARIOS]


def test_table_holds_medians_ratios_and_verdicts() -> None:
    row = Row("r", "a row", "ms", goals=(faster("r", 10), beside("r", 1.5, "near the floor")))
    results = Results()
    rounds: dict[Side, tuple[float, ...]] = {"floor": (0.1, 0.3, 0.2), "ours": (0.4,), "official": (5.0, 3.0)}
    for side, times in rounds.items():
        results.measurements += [Measurement("r", side, time) for time in times]
    line = value_table([row], results).splitlines()[-1]
    assert line == (
        "| a row | 200 ms | - | 400 ms | 4,000 ms | 2x | 10x "
        "| at least 10x faster<br>near the floor | met<br>**not met** |"
    )
