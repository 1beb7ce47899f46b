"""The official client from the package index works on the sandbox."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from datetime import datetime
from typing import Any

import pytest

from ftrack_orm.sandbox import Sandbox
from tests.official_client import client_errors, connect, ftrack_api

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning")


@pytest.fixture(scope="module")
def sandbox() -> Iterator[Sandbox]:
    with Sandbox() as running:
        yield running


@pytest.fixture
def session(sandbox: Sandbox) -> Iterator[Any]:
    with connect(sandbox) as opened:
        yield opened


@pytest.fixture
def project(session: Any) -> Any:
    return session.query('Project where name is "demo"').one()


def _shot(session: Any, project: Any) -> Any:
    shot = session.create("Shot", {"name": f"shot {uuid.uuid4()}", "parent": project})
    session.commit()
    return shot


def test_session_opens_and_knows_the_types_of_the_workspace(session: Any) -> None:
    assert len(session.types) == 130
    assert session.server_information["version"]


def test_session_keeps_its_schemas_in_a_cache(sandbox: Sandbox, tmp_path: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    options: dict[str, Any] = {"server_url": sandbox.url, "api_user": sandbox.api_user, "api_key": sandbox.api_key}
    with ftrack_api.Session(**options, schema_cache_path=str(tmp_path), plugin_paths=[]):
        pass
    asked: list[str] = []
    call = ftrack_api.Session.call

    def noting(self: Any, data: list[dict[str, Any]]) -> Any:
        asked.extend(operation["action"] for operation in data)
        return call(self, data)

    monkeypatch.setattr(ftrack_api.Session, "call", noting)
    with ftrack_api.Session(**options, schema_cache_path=str(tmp_path), plugin_paths=[]):
        pass
    assert "query_server_information" in asked
    assert "query_schemas" not in asked


def test_wrong_key_is_refused(sandbox: Sandbox) -> None:
    with pytest.raises(client_errors.ServerError, match="InvalidCredentialsError"):
        ftrack_api.Session(sandbox.url, "INVALID_API_KEY", sandbox.api_user, plugin_paths=[])


def test_nested_projections_come_with_the_query(session: Any) -> None:
    tasks = session.query(
        "select name, parent.name, parent.parent.name, status.state.short, assignments.resource.username "
        'from Task where project.name is "demo" and type.name is "Animation" order by name limit 20'
    ).all()
    assert len(tasks) == 20
    with session.auto_populating(False):
        for task in tasks:
            assert task["name"] == "animation"
            assert task["parent"].entity_type == "Shot"
            assert task["parent"]["parent"]["name"]
            assert task["status"]["state"]["short"] in {"NOT_STARTED", "IN_PROGRESS", "DONE"}
            for assignment in task["assignments"]:
                assert assignment["resource"]["username"]


def test_attributes_that_were_not_asked_for_are_loaded_on_access(session: Any) -> None:
    shot = session.query('select id from Shot where name is "sto_0010"').one()
    assert shot["description"] == "The horizon stands up."
    assert [item["name"] for item in shot["link"]] == ["demo", "Storm", "sto_0010"]
    assert {task["name"] for task in shot["children"]} == {"previz", "animation", "fx", "lighting", "compositing"}


def test_created_task_has_the_servers_defaults(session: Any, project: Any) -> None:
    task = session.create("Task", {"name": "paint", "parent": _shot(session, project)})
    session.commit()
    task_id = task["id"]
    session.reset()
    found = session.get("Task", task_id)
    assert found["priority"]["name"] == "None"
    assert found["project"]["name"] == "demo"
    assert found["context_type"] == "task"
    assert found["status"]["name"]
    assert found["created_by"]["username"] == session.api_user
    assert isinstance(found["created_at"].datetime, datetime)


def test_update_reaches_the_server(session: Any, project: Any) -> None:
    shot = _shot(session, project)
    shot["description"] = "Wren and the heron, back to back."
    shot["status"] = session.query('Status where name is "On Hold"').one()
    shot["metadata"]["lens"] = "35"
    session.commit()
    session.reset()
    found = session.query(f'select description, status.name, metadata from Shot where id is "{shot["id"]}"').one()
    assert found["description"] == "Wren and the heron, back to back."
    assert found["status"]["name"] == "On Hold"
    assert dict(found["metadata"]) == {"lens": "35"}


def test_delete_takes_what_is_below_along(session: Any, project: Any) -> None:
    shot = _shot(session, project)
    task = session.create("Task", {"name": "paint", "parent": shot})
    session.commit()
    session.delete(shot)
    session.commit()
    assert session.query(f'Shot where id is "{shot["id"]}"').first() is None
    assert session.query(f'Task where id is "{task["id"]}"').first() is None


def test_version_is_published_and_numbered(session: Any, project: Any) -> None:
    shot = _shot(session, project)
    asset = session.create("Asset", {"name": "comp", "parent": shot, "type": session.query("AssetType").first()})
    for _ in range(2):
        session.create("AssetVersion", {"asset": asset})
        session.commit()
    session.reset()
    versions = session.query(f'select version, is_latest_version from AssetVersion where asset_id is "{asset["id"]}"')
    assert sorted((v["version"], v["is_latest_version"]) for v in versions) == [(1, False), (2, True)]


def test_note_is_written_and_answered(session: Any, project: Any) -> None:
    shot = _shot(session, project)
    author = session.query(f'User where username is "{session.api_user}"').one()
    note = shot.create_note("Softer.", author=author)
    note.create_reply("Like this?", author)
    session.commit()
    session.reset()
    found = session.query(f'select content, replies.content from Note where id is "{note["id"]}"').one()
    assert [reply["content"] for reply in found["replies"]] == ["Like this?"]
    assert "Softer." in [on_shot["content"] for on_shot in session.get("Shot", shot["id"])["notes"]]


def test_statuses_of_a_project_schema_are_read_by_kind(session: Any, project: Any) -> None:
    schema = project["project_schema"]
    assert {status["name"] for status in schema.get_statuses("Shot")} == {"Normal", "Omitted", "On Hold"}
    assert "Approved" in {status["name"] for status in schema.get_statuses("Task")}
    assert {status["name"] for status in schema.get_statuses("AssetVersion")} == {"Approved", "Pending"}
    assert "FX" in {type_["name"] for type_ in schema.get_types("Task")}
    assert "Prop" in {type_["name"] for type_ in schema.get_types("AssetBuild")}


def test_results_beyond_one_page_all_arrive_once(session: Any) -> None:
    ids = [timelog["id"] for timelog in session.query("select id from Timelog")]
    assert len(ids) > 500
    assert len(set(ids)) == len(ids)


@pytest.mark.parametrize("strict", [True, False])
def test_refused_query_is_an_error_of_the_client(sandbox: Sandbox, strict: bool) -> None:
    with connect(sandbox, strict_api=strict) as session, pytest.raises(client_errors.ServerError, match="nope"):
        session.query("select nope from Task").first()


def test_refused_commit_changes_nothing(session: Any, project: Any) -> None:
    name = f"never {uuid.uuid4()}"
    session.create("Shot", {"name": name, "parent": project})
    session.create("AssetVersion", {"comment": "of no asset"})
    with pytest.raises(client_errors.ServerError):
        session.commit()
    session.rollback()
    assert session.query(f'Shot where name is "{name}"').first() is None
