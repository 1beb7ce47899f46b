"""What the seed `conformance` holds, as the official client sees it."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

import pytest
import requests

from ftrack_orm.sandbox import Sandbox
from ftrack_orm.schema.stock import stock_schema
from tests.official_client import client_errors, connect
from tests.sandbox.wire import Wire

_FIXTURES = Path(__file__).parents[4] / "shared" / "fixtures"


def test_api_user_has_the_documented_id_an_email_and_logged_time(session: Any, sandbox: Sandbox) -> None:
    assert sandbox.api_user == "jenkins"
    user = session.query("User where username is jenkins").one()
    assert user["id"] == "d07ae5d0-66e1-11e1-b5e9-f23c91df25eb"
    assert "@" in user["email"]
    assert len(user["timelogs"]) >= 1


def test_there_are_at_least_twelve_users(session: Any) -> None:
    assert len(session.query("User")) >= 12


def test_another_api_user_finds_jenkins_beside_them() -> None:
    with Sandbox(seed="conformance", api_user="ada") as sandbox, requests.Session() as http:
        names = {row["username"] for row in Wire(sandbox, http).query("select username from User")}
        own = Wire(sandbox, http).query('User where username is "jenkins"')
    assert {"ada", "jenkins", "reader"} < names
    assert own[0]["id"] == "d07ae5d0-66e1-11e1-b5e9-f23c91df25eb"


def test_invalid_api_key_is_refused(sandbox: Sandbox) -> None:
    with pytest.raises(client_errors.ServerError, match="InvalidCredentialsError"):
        connect(sandbox, key="INVALID_API_KEY")


def test_project_and_task_have_the_documented_ids(session: Any) -> None:
    task = session.get("Task", "adb4ad6c-7679-11e2-8df2-f23c91df25eb")
    assert task["project"]["id"] == "5671dcb0-66de-11e1-8e6e-f23c91df25eb"
    assert task["project"]["project_schema"]["id"] == "69cb7f92-4dbf-11e1-9902-f23c91df25eb"
    assert task["project"]["project_schema"]["name"] == "VFX Scheme"


@pytest.mark.parametrize(
    "entity_type",
    ["Sequence", "Shot", "AssetBuild", "Asset", "AssetVersion", "AssetType", "ListCategory", "NoteCategory"],
)
def test_there_is_at_least_one_of_each_kind(session: Any, entity_type: str) -> None:
    assert session.query(entity_type).first() is not None


def test_asset_of_the_version_has_a_parent(session: Any) -> None:
    version = session.query("AssetVersion").first()
    assert version["asset"]["parent"].entity_type == "Shot"


def test_storage_is_not_centralized(session: Any) -> None:
    setting = session.query('Setting where name is "storage_scenario" and group is "STORAGE"').one()
    assert "ftrack.centralized-storage" not in (setting["value"] or "")
    assert not session.server_information["storage_scenario"]


def test_built_in_locations_are_there(session: Any) -> None:
    names = {"ftrack.origin", "ftrack.unmanaged", "ftrack.review", "ftrack.connect", "ftrack.server"}
    assert names == {location["name"] for location in session.query("select name from Location")}


@pytest.mark.parametrize(
    ("schema", "names"),
    [
        ("Task", {"Not started", "In progress", "Awaiting approval", "Approved"}),
        ("Shot", {"Normal", "Omitted", "On Hold"}),
        ("AssetBuild", {"Normal", "Omitted", "On Hold"}),
        ("AssetVersion", {"Approved", "Pending"}),
    ],
)
def test_statuses_of_the_project_schema(session: Any, schema: str, names: set[str]) -> None:
    project_schema = session.get("ProjectSchema", "69cb7f92-4dbf-11e1-9902-f23c91df25eb")
    statuses = project_schema.get_statuses(schema)
    assert {status["name"] for status in statuses} == names
    assert len(statuses) == len(names)


def test_a_task_type_may_have_a_workflow_of_its_own(session: Any) -> None:
    project_schema = session.query("ProjectSchema").one()
    own = session.query('Type where name is "test type 2"').one()
    assert {status["name"] for status in project_schema.get_statuses("Task", own["id"])} == {"Not started", "Approved"}


@pytest.mark.parametrize(
    ("schema", "names"),
    [
        (
            "Task",
            "Generic,Animation,Modeling,Previz,Lookdev,Hair,Cloth,FX,Lighting,Compositing,Tracking,Rigging,"
            "test 1,test type 2",
        ),
        ("AssetBuild", "Character,Prop,Environment,Matte Painting"),
    ],
)
def test_types_of_the_project_schema(session: Any, schema: str, names: str) -> None:
    types = session.query("ProjectSchema").one().get_types(schema)
    assert sorted(type_["name"] for type_ in types) == sorted(names.split(","))


@pytest.mark.parametrize("schema", ["Invalid", "User"])
def test_schemas_without_statuses_or_types_are_refused_by_the_client(session: Any, schema: str) -> None:
    project_schema = session.query("ProjectSchema").one()
    with pytest.raises(ValueError, match=schema):
        project_schema.get_statuses(schema)
    with pytest.raises(ValueError, match=schema):
        project_schema.get_types(schema)


def test_each_state_has_a_status(session: Any) -> None:
    shorts = {status["state"]["short"] for status in session.query("select state.short from Status")}
    assert shorts == {"NOT_STARTED", "IN_PROGRESS", "DONE", "BLOCKED"}


def test_schema_hash_is_the_md5_of_the_sorted_schemas(sandbox: Sandbox) -> None:
    with requests.Session() as http:
        schemas, information = (
            Wire(sandbox, http).post({"action": "query_schemas"}, {"action": "query_server_information"}).json()
        )
    dump = json.dumps(schemas, sort_keys=True).encode()
    assert information["schema_hash"] == hashlib.md5(dump, usedforsecurity=False).hexdigest()


@pytest.mark.skipif(not _FIXTURES.is_dir(), reason="the recorded answers are not here")
@pytest.mark.parametrize("name", ["statuses", "priorities", "project_schema"])
def test_vocabulary_has_the_attributes_of_a_recorded_answer(sandbox: Sandbox, name: str) -> None:
    entity_type = {"statuses": "Status", "priorities": "Priority", "project_schema": "ProjectSchema"}[name]
    recorded = json.loads((_FIXTURES / f"query_{name}.json").read_text())
    names = sorted(set(recorded[0]) - {"__entity_type__"})
    assert set(names) <= set(stock_schema()[entity_type].attributes)
    with requests.Session() as http:
        response = Wire(sandbox, http).post(
            {"action": "query", "expression": f"select {', '.join(names)} from {entity_type}"}
        )
    row = response.json()[0]["data"][0]
    assert set(row) >= set(names)
    assert {key: _kind(row[key]) for key in names} == {key: _kind(recorded[0][key]) for key in names}


def _kind(value: Any) -> str:
    if isinstance(value, dict):
        return str(value["__entity_type__"])
    return "number" if type(value) in (int, float) else type(value).__name__
