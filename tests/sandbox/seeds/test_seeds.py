from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterator
from typing import Any

import pytest
import requests

from ftrack_orm.errors import ConfigurationError
from ftrack_orm.sandbox import Sandbox
from ftrack_orm.sandbox.seeds import Seed, seed_rows
from ftrack_orm.schema import Schema
from ftrack_orm.schema.stock import stock_schema
from tests.sandbox.wire import Wire


@pytest.fixture(scope="module")
def demo() -> Iterator[Wire]:
    with Sandbox() as sandbox, requests.Session() as http:
        yield Wire(sandbox, http)


@pytest.fixture(scope="module")
def empty() -> Iterator[Wire]:
    with Sandbox(seed="empty") as sandbox, requests.Session() as http:
        yield Wire(sandbox, http)


def _rows(text: str, username: str = "ada") -> list[tuple[str, dict[str, Any]]]:
    return [(name, row) for name, rows in seed_rows(Seed.parse(text), stock_schema(), username) for row in rows]


def _names(rows: list[dict[str, Any]]) -> set[str]:
    return {row["name"] for row in rows}


@pytest.mark.parametrize("seed", ["empty", "demo", "conformance", "bench:1000"])
def test_seed_has_the_same_rows_every_time(seed: str) -> None:
    assert _rows(seed) == _rows(seed)


@pytest.mark.parametrize("seed", ["empty", "demo", "conformance", "bench:1000"])
def test_seed_names_only_what_the_stock_schema_has(seed: str) -> None:
    schema = stock_schema()
    unknown = {(name, key) for name, row in _rows(seed) for key in row if key not in schema[name]}
    assert unknown == set()


@pytest.mark.parametrize("seed", ["empty", "demo", "conformance", "bench:1000"])
def test_no_two_rows_of_a_seed_have_the_same_key(seed: str) -> None:
    schema = stock_schema()
    keys = Counter(tuple(row[key] for key in schema[name].primary_key) for name, row in _rows(seed))
    assert [key for key, count in keys.items() if count > 1] == []


@pytest.mark.parametrize("seed", ["empty", "demo", "conformance", "bench:1000"])
def test_every_foreign_key_of_a_seed_leads_to_one_of_its_rows(seed: str) -> None:
    schema, rows = stock_schema(), _rows(seed)
    ids = {row["id"] for _, row in rows if "id" in row}
    links = {
        entity_type.name: {a.foreign_key or a.name for a in entity_type.attributes.values() if a.kind == "link"}
        for entity_type in schema
    }
    dangling = [
        (name, key, value)
        for name, row in rows
        for key, value in row.items()
        if key in links[name] and value is not None and value not in ids
    ]
    assert dangling == []


def test_object_types_have_the_ids_that_the_schema_classifies_by(empty: Wire) -> None:
    classified = {kind.name: kind.object_type_id for kind in stock_schema() if kind.object_type_id}
    found = {row["name"].replace(" ", ""): row["id"] for row in empty.query("select name from ObjectType")}
    assert found == classified


def test_empty_workspace_has_its_user_and_no_project(empty: Wire) -> None:
    assert [user["username"] for user in empty.query("select username from User")] == ["ada"]
    assert empty.query("Context") == []


def test_api_user_may_do_everything(empty: Wire) -> None:
    [role] = empty.query(
        'select security_role.name, is_all_projects from UserSecurityRole where user.username is "ada"'
    )
    assert role["security_role"]["name"] == "Administrator"
    assert role["is_all_projects"] is True


@pytest.mark.parametrize(
    ("name", "id"),
    [
        ("ftrack.origin", "ce9b348f-8809-11e3-821c-20c9d081909b"),
        ("ftrack.unmanaged", "cb268ecc-8809-11e3-a7e2-20c9d081909b"),
        ("ftrack.review", "cd41be70-8809-11e3-b98a-20c9d081909b"),
        ("ftrack.connect", "07b82a97-8cf9-11e3-9383-20c9d081909b"),
        ("ftrack.server", "3a372bde-05bc-11e4-8908-20c9d081909b"),
    ],
)
def test_built_in_locations_have_their_documented_ids(empty: Wire, name: str, id: str) -> None:
    assert [row["id"] for row in empty.query(f'Location where name is "{name}"')] == [id]


def test_default_priority_is_the_one_called_none(empty: Wire) -> None:
    [priority] = empty.query('select id from Priority where name is "None"')
    assert priority["id"] == "9661b320-3a0c-11e2-81c1-0800200c9a66" == stock_schema()["Task"]["priority_id"].default


def test_each_state_has_a_status(empty: Wire) -> None:
    states = {row["state"]["short"] for row in empty.query("select state.short from Status")}
    assert states == {"NOT_STARTED", "IN_PROGRESS", "DONE", "BLOCKED"}


def test_task_workflow_of_the_project_schema_has_its_statuses(empty: Wire) -> None:
    [schema] = empty.query('select _task_workflow.statuses.name from ProjectSchema where name is "VFX Scheme"')
    statuses = _names(schema["_task_workflow"]["statuses"])
    assert statuses == {"Not started", "In progress", "Awaiting approval", "Approved"}


def test_shots_of_the_project_schema_have_their_own_statuses(empty: Wire) -> None:
    rows = empty.query(
        "select task_status.name from SchemaStatus where schema_id in "
        '(select id from Schema where object_type_id is "bad911de-3bd6-47b9-8b46-3476e237cb36")'
    )
    assert {row["task_status"]["name"] for row in rows} == {"Normal", "Omitted", "On Hold"}


@pytest.mark.parametrize(
    ("entity_type", "count"),
    [("Project", 1), ("Sequence", 6), ("Shot", 60), ("AssetBuild", 10), ("Task", 300), ("User", 12), ("Group", 4)],
)
def test_demo_has_the_figures_of_a_small_film(demo: Wire, entity_type: str, count: int) -> None:
    assert len(demo.query(f"select id from {entity_type}")) == count


@pytest.mark.parametrize("entity_type", ["AssetVersion", "Note", "Timelog", "Appointment", "TypedContextLink"])
def test_demo_has_plenty_of_what_goes_with_tasks(demo: Wire, entity_type: str) -> None:
    assert len(demo.query(f"select id from {entity_type} limit 500")) > 50


def test_demo_project_is_called_demo_and_has_a_title(demo: Wire) -> None:
    [project] = demo.query('select full_name, project_schema.name from Project where name is "demo"')
    assert project["full_name"] == "The Lantern Tide"
    assert project["project_schema"]["name"] == "VFX Scheme"


def test_demo_has_tasks_in_every_status_of_the_workflow(demo: Wire) -> None:
    counts = Counter(task["status"]["name"] for task in demo.query("select status.name from Task"))
    assert set(counts) == {"Not started", "In progress", "Awaiting approval", "Approved"}
    assert min(counts.values()) >= 10


def test_demo_tasks_of_the_default_user_can_be_asked_for(demo: Wire) -> None:
    tasks = demo.query('select name from Task where assignments any (resource has (username = "ada"))')
    assert len(tasks) > 10


def test_demo_has_tasks_that_nobody_does_yet(demo: Wire) -> None:
    assert len(demo.query("Task where not assignments any ()")) > 5


def test_latest_versions_are_the_highest_of_their_assets(demo: Wire) -> None:
    rows = demo.query("select version, is_latest_version, asset_id from AssetVersion")
    highest: dict[str, int] = {}
    for row in rows:
        highest[row["asset_id"]] = max(row["version"], highest.get(row["asset_id"], 0))
    wrong = [row for row in rows if row["is_latest_version"] != (row["version"] == highest[row["asset_id"]])]
    assert wrong == []


def test_versions_have_notes_with_replies(demo: Wire) -> None:
    assert len(demo.query("Note where in_reply_to_id is_not None")) > 20
    assert len(demo.query("AssetVersion where notes any ()")) > 20


def test_api_user_outside_the_crew_joins_it() -> None:
    with Sandbox(api_user="visitor") as sandbox, requests.Session() as http:
        names = [user["username"] for user in Wire(sandbox, http).query("select username from User")]
    assert len(names) == 13
    assert {"ada", "visitor"} < set(names)


def test_bench_has_the_asked_number_of_tasks_below_shots() -> None:
    with Sandbox(seed="bench:1234") as sandbox, requests.Session() as http:
        wire = Wire(sandbox, http)
        tasks = wire.query("select parent.name from Task")
        assert len(tasks) == 1234
        assert len({task["parent"]["name"] for task in tasks}) == 247
        assert len(wire.query("select id from Sequence")) == 3


def test_bench_of_twenty_thousand_tasks_is_there_within_seconds() -> None:
    start = time.monotonic()
    with Sandbox(seed="bench:20000"):
        assert time.monotonic() - start < 10


def test_a_sites_own_object_types_are_seeded() -> None:
    schema = Schema.from_json(
        [
            {"id": "ObjectType", "properties": {"id": {"type": "string"}, "name": {"type": "string"}}},
            {
                "id": "Quest",
                "alias_for": {"id": "Task", "classifiers": {"object_typeid": "3d0c7c8e-1111-4222-8333-444455556666"}},
                "properties": {"id": {"type": "string"}, "name": {"type": "string"}},
            },
        ]
    )
    with Sandbox(schema, "empty") as sandbox, requests.Session() as http:
        [object_type] = Wire(sandbox, http).query("select name from ObjectType")
    assert (object_type["id"], object_type["name"]) == ("3d0c7c8e-1111-4222-8333-444455556666", "Quest")


@pytest.mark.parametrize("seed", ["demo", "conformance", "bench:5"])
def test_schema_that_cannot_hold_the_seed_is_refused_with_the_remedy(seed: str) -> None:
    schema = Schema.from_json([{"id": "Status", "properties": {"id": {"type": "string"}}}])
    with pytest.raises(ConfigurationError, match=r"Shot.*use 'empty'"), Sandbox(schema, seed):
        pass
