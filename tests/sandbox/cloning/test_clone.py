"""A clone of a workspace: complete, by queries only, and served like the original."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest
import requests

from ftrack_orm.errors import ConfigurationError, TransportError
from ftrack_orm.sandbox import Sandbox
from ftrack_orm.sandbox.cloning.clone import clone
from ftrack_orm.settings import Settings
from ftrack_orm.transport import HttpTransport, RecordingTransport
from tests.official_client import connect
from tests.sandbox.wire import Wire


@pytest.fixture(scope="module")
def source() -> Iterator[Sandbox]:
    """The demo with a second project, custom attributes, metadata and a scope."""
    with Sandbox(seed="demo") as running:
        with connect(running) as session:
            project = session.query("Project").one()
            number = session.query("CustomAttributeType where name is number").one()
            data = {"key": "handles", "label": "Handles", "type": number, "default": 8, "config": "{}"}
            shots = session.query("ObjectType where name is Shot").one()
            session.create("CustomAttributeConfiguration", {**data, "entity_type": "task", "object_type": shots})
            session.commit()
            shot = session.query("Shot where name is sto_0010").one()
            shot["custom_attributes"]["handles"] = 12
            shot["metadata"]["camera"] = "A"
            shot["scopes"].append(session.create("Scope", {"name": "trailer"}))
            schema = project["project_schema"]
            second = session.create("Project", {"name": "second", "full_name": "Second", "project_schema": schema})
            session.create("Shot", {"name": "elsewhere", "parent": second})
            session.commit()
        yield running


def _transport(source: Sandbox) -> RecordingTransport:
    return RecordingTransport(HttpTransport(Settings(source.url, source.api_user, source.api_key)))


@pytest.fixture(scope="module")
def cloned(source: Sandbox, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Sequence[Any], list[int]]:
    """The file, what was sent to make it, and the counts that were told."""
    path = tmp_path_factory.mktemp("clone") / "clone.db"
    told: list[int] = []
    transport = _transport(source)
    count = clone(transport, path, "demo", progress=lambda _, so_far: told.append(so_far))
    transport.close()
    assert told[-1] == count
    return path, list(transport.operations), told


@pytest.fixture(scope="module")
def served(cloned: tuple[Path, Any, Any]) -> Iterator[Sandbox]:
    with Sandbox(database=cloned[0]) as running:
        yield running


_SAME = (
    "select name, parent_id, status_id, type_id, priority_id, bid, start_date, sort, created_at from Task",
    "select name, metadata, scopes.name from Shot where project.name is demo",
    "select username, first_name, is_active, user_security_roles.security_role.name from User",
    "select version, asset_id, comment, is_latest_version, status.name from AssetVersion",
    "select name, file_type, size, version_id from Component",
    "select resource_identifier, location.name from ComponentLocation",
    "select content, author.username, in_reply_to_id, recipients.resource_id, category.name from Note",
    "select name, state.short, color from Status",
    "select name, items.name from TypedContextList",
    "select duration, start, user_id, context_id from Timelog",
    "select from_id, to_id from TypedContextLink",
    "select resource_id, type from Appointment",
    "select value, entity_id from ContextCustomAttributeValue where entity_id in "
    "(select id from Shot where project.name is demo)",
    "select _task_workflow.statuses.name, _schemas.type_id, object_types.name from ProjectSchema",
    "select name, group.name from Membership".replace("name, ", "user.username, "),
)


@pytest.mark.parametrize("expression", _SAME)
def test_clone_answers_as_the_source(source: Sandbox, served: Sandbox, expression: str) -> None:
    with requests.Session() as http:
        theirs, ours = (Wire(sandbox, http).query(expression) for sandbox in (source, served))
    assert theirs
    assert ours == theirs


def test_other_projects_stay_where_they_are(served: Sandbox) -> None:
    with requests.Session() as http:
        wire = Wire(served, http)
        assert [row["name"] for row in wire.query("select name from Project")] == ["demo"]
        assert wire.query('Shot where name is "elsewhere"') == []


def test_source_is_only_asked(cloned: tuple[Path, Sequence[Any], Any]) -> None:
    actions = {operation.to_json()["action"] for operation in cloned[1]}
    assert actions == {"query", "query_schemas"}


def test_progress_only_grows(cloned: tuple[Path, Any, list[int]]) -> None:
    assert cloned[2] == sorted(cloned[2])
    assert len(cloned[2]) > 30


def test_clone_can_be_worked_with(served: Sandbox) -> None:
    with connect(served) as session:
        shot = session.query("Shot where name is sto_0010").one()
        assert shot["custom_attributes"]["handles"] == 12
        task = session.create("Task", {"name": "new", "parent": shot})
        task["metadata"]["k"] = "v"
        session.commit()
        session.delete(task)
        session.commit()


def test_clone_keeps_a_schema_of_the_studios_own(tmp_path: Path) -> None:
    properties = {"id": {"type": "string"}, "name": {"type": "string"}}
    project = properties | {"project_id": {"type": "string"}, "status": {"type": "string"}}
    schemas: list[dict[str, Any]] = [
        {"id": "Context", "primary_key": ["id"], "properties": properties},
        {"id": "Project", "primary_key": ["id"], "properties": project, "$mixin": {"$ref": "Context"}},
        {"id": "Status", "primary_key": ["id"], "properties": properties},
    ]
    from ftrack_orm.schema import Schema

    with Sandbox(Schema.from_json(schemas), "empty") as source, requests.Session() as http:
        data = {"__entity_type__": "Project", "name": "only"}
        Wire(source, http).post({"action": "create", "entity_type": "Project", "entity_data": data})
        transport = _transport(source)
        clone(transport, tmp_path / "own.db")
        transport.close()
    with Sandbox(database=tmp_path / "own.db") as served, requests.Session() as http:
        assert [row["name"] for row in Wire(served, http).query("select name from Project")] == ["only"]
        answer = Wire(served, http).post({"action": "query_schemas"}).json()
    assert {entry["id"] for entry in answer[0]} == {"Context", "Project", "Status"}


@pytest.mark.parametrize(("project", "told"), [(None, "exactly one project, but demo, second"), ("nope", "'nope'")])
def test_project_must_be_named_where_there_are_several(
    source: Sandbox, tmp_path: Path, project: str | None, told: str
) -> None:
    transport = _transport(source)
    with pytest.raises(ConfigurationError, match=told):
        clone(transport, tmp_path / "x.db", project)
    transport.close()
    assert list(tmp_path.iterdir()) == []


def test_file_that_is_there_is_never_overwritten(source: Sandbox, tmp_path: Path) -> None:
    path = tmp_path / "mine.db"
    path.write_text("mine")
    with pytest.raises(ConfigurationError, match="exists already"):
        clone(_transport(source), path, "demo")
    assert path.read_text() == "mine"


def test_source_that_does_not_answer_leaves_nothing(tmp_path: Path) -> None:
    transport = HttpTransport(Settings("http://127.0.0.1:9", "ada", "k"))
    with pytest.raises(TransportError):
        clone(transport, tmp_path / "x.db")
    transport.close()
    assert list(tmp_path.iterdir()) == []


def test_command_clones_silently_in_a_pipe(source: Sandbox, tmp_path: Path) -> None:
    path = tmp_path / "by_command.db"
    command = [sys.executable, "-m", "ftrack_orm.cli", "sandbox", "clone", "--from-url", source.url]
    done = subprocess.run(
        [*command, "--output", str(path), "--project", "second"],
        env={"FTRACK_API_USER": source.api_user, "FTRACK_API_KEY": source.api_key, "PATH": ""},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith(f"{path}: ")
    with Sandbox(database=path) as served, requests.Session() as http:
        assert [row["name"] for row in Wire(served, http).query("select name from Shot")] == ["elsewhere"]
