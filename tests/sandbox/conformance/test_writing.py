"""Create, update and delete: what the server fills in, takes and refuses."""

from __future__ import annotations

import uuid
from typing import Any

import pytest
import requests

from ftrack_orm.sandbox import Sandbox
from tests.official_client import client_errors, connect, new_name
from tests.sandbox.wire import Wire


def test_a_whole_project_is_created_by_one_commit(session: Any, other: Any) -> None:
    name = new_name("project")
    schema = session.query("ProjectSchema").first()
    project = session.create("Project", {"name": name, "full_name": f"{name}_full", "project_schema": schema})
    for number in range(3):
        sequence = session.create("Sequence", {"name": f"seq_{number}", "parent": project})
        for shot_number in range(2):
            shot = session.create("Shot", {"name": f"shot_{shot_number}", "parent": sequence})
            session.create("Task", {"name": "anim", "parent": shot})
    session.commit()
    tasks = other.query(f'select link, project.name from Task where project.name is "{name}"').all()
    assert len(tasks) == 6
    assert {len(task["link"]) for task in tasks} == {4}
    assert {task["project"]["name"] for task in tasks} == {name}


def test_new_task_has_the_first_status_type_and_priority(session: Any, other: Any, task: Any) -> None:
    found = other.query(
        f"select status.name, type.name, priority.name, context_type from Task where id is {task['id']}"
    ).one()
    assert found["status"]["name"] == "Not started"
    assert found["type"]["name"] == "Generic"
    assert found["priority"]["name"] == "None"
    assert found["context_type"] == "task"


def test_created_at_and_author_are_the_servers(session: Any, task: Any) -> None:
    session.reset()
    found = session.query(f"select created_at, created_by.username from Task where id is {task['id']}").one()
    assert found["created_by"]["username"] == "jenkins"
    assert found["created_at"] is not None


def test_versions_are_numbered_per_asset(session: Any) -> None:
    parent = session.query("Shot").first()
    asset_type = session.query("AssetType").first()
    asset = session.create("Asset", {"name": new_name("asset"), "parent": parent, "type": asset_type})
    first = session.create("AssetVersion", {"asset": asset})
    session.commit()
    second = session.create("AssetVersion", {"asset": asset})
    session.commit()
    assert (first["version"], second["version"]) == (1, 2)
    assert asset["latest_version"] is second
    session.delete(second)
    session.commit()
    session.reset()
    assert session.get("Asset", asset["id"])["latest_version"]["id"] == first["id"]


def test_version_without_asset_is_refused(session: Any) -> None:
    session.create("AssetVersion", {"comment": "of nothing"})
    with pytest.raises(client_errors.ServerError):
        session.commit()


def test_refused_batch_saves_nothing_of_itself(session: Any, other: Any, project: Any) -> None:
    name = new_name("never")
    session.create("Shot", {"name": name, "parent": project})
    session.create("AssetVersion", {})
    with pytest.raises(client_errors.ServerError):
        session.commit()
    assert other.query(f"Shot where name is {name}").first() is None


def test_id_given_by_the_client_is_kept_and_unique(session: Any, project: Any) -> None:
    id = str(uuid.uuid4())
    session.create("Shot", {"id": id, "name": new_name(), "parent": project})
    session.commit()
    session.reset()
    session.create("Shot", {"id": id, "name": new_name(), "parent_id": project["id"]})
    with pytest.raises(client_errors.ServerError, match="Duplicate"):
        session.commit()


def test_key_that_leads_nowhere_is_refused_at_the_end(session: Any) -> None:
    session.create("Task", {"name": "lost", "parent_id": str(uuid.uuid4())})
    with pytest.raises(client_errors.ServerError):
        session.commit()


def test_user_name_is_unique(session: Any) -> None:
    session.create("User", {"username": "jenkins"})
    with pytest.raises(client_errors.ServerError, match="Duplicate"):
        session.commit()


def test_update_sends_new_values_and_links(session: Any, other: Any, task: Any) -> None:
    approved = session.query("Status where name is Approved").first()
    task["name"] = new_name("renamed")
    task["bid"] = 3600.5
    task["status"] = approved
    session.commit()
    found = other.query(f"select name, bid, status.name from Task where id is {task['id']}").one()
    assert (found["name"], found["bid"], found["status"]["name"]) == (task["name"], 3600.5, "Approved")


def test_optional_link_can_be_cleared(session: Any, other: Any, user: Any, version: Any) -> None:
    version["task"] = session.query("Task").first()
    session.commit()
    version["task"] = None
    session.commit()
    assert other.get("AssetVersion", version["id"])["task"] is None


def test_immutable_attribute_is_refused_by_the_client(session: Any, task: Any) -> None:
    with pytest.raises(client_errors.ImmutableAttributeError):
        task["id"] = str(uuid.uuid4())


def test_delete_takes_everything_below(session: Any, other: Any, project: Any) -> None:
    shot = session.create("Shot", {"name": new_name("doomed"), "parent": project})
    task = session.create("Task", {"name": "below", "parent": shot})
    asset = session.create("Asset", {"name": "of it", "parent": shot, "type": session.query("AssetType").first()})
    version = session.create("AssetVersion", {"asset": asset})
    component = session.create("FileComponent", {"name": "main", "version": version})
    session.commit()
    session.delete(shot)
    session.commit()
    for entity in (shot, task, asset, version, component):
        assert other.query(f"{entity.entity_type} where id is {entity['id']}").first() is None


def test_deleting_what_does_not_exist_is_refused(session: Any, other: Any, task: Any) -> None:
    theirs = other.get("Task", task["id"])
    session.delete(task)
    session.commit()
    other.delete(theirs)
    with pytest.raises(client_errors.ServerError):
        other.commit()


def test_created_and_deleted_in_one_commit_leaves_nothing(session: Any, other: Any, project: Any) -> None:
    shot = session.create("Shot", {"name": new_name("brief"), "parent": project})
    session.delete(shot)
    session.commit()
    assert other.query(f"Shot where id is {shot['id']}").first() is None


def test_ensure_creates_once_and_updates_later(session: Any) -> None:
    name = new_name("ensured")
    first = session.ensure("User", {"username": name, "first_name": "One"}, ["username"])
    session.reset()
    second = session.ensure("User", {"username": name, "first_name": "Two"}, ["username"])
    assert second["id"] == first["id"]
    assert session.query(f'User where username is "{name}"').one()["first_name"] == "Two"


def test_ensure_without_identifying_keys_uses_all_values(session: Any) -> None:
    data = {"username": new_name("all"), "last_name": "Same"}
    assert session.ensure("User", dict(data)) is session.ensure("User", dict(data))


def test_plain_component_can_be_created(session: Any, other: Any) -> None:
    component = session.create("Component", {"name": new_name("plain")})
    session.commit()
    assert other.query(f"Component where id is {component['id']}").one().entity_type == "Component"


def test_job_is_an_api_job(session: Any, user: Any) -> None:
    job = session.create("Job", {"user": user, "status": "running", "data": '{"description": "doing"}'})
    session.commit()
    assert job["type"] == "api_job"
    job["status"] = "done"
    session.commit()
    assert session.query(f"Job where id is {job['id']} and status is done").one() is job
    with pytest.raises(ValueError, match="api_job"):
        session.create("Job", {"user": user, "status": "running", "type": "other"})


def test_location_can_be_deleted_only_when_it_is_empty(session: Any, other: Any) -> None:
    name = new_name("studio.place")
    location = session.ensure("Location", {"name": name})
    session.create(
        "ComponentLocation",
        {"component": session.query("Component").first(), "location": location, "resource_identifier": "a/b"},
    )
    session.commit()
    with requests.Session():
        session.delete(location)
        with pytest.raises(client_errors.ServerError):
            session.commit()
    session.rollback()
    held = other.query(f'ComponentLocation where location.name is "{name}"').one()
    other.delete(held)
    other.commit()
    other.delete(other.query(f'Location where name is "{name}"').one())
    other.commit()
    assert other.query(f'Location where name is "{name}"').first() is None


@pytest.mark.parametrize(("strict", "status"), [("true", 400), ("false", 200)])
def test_unknown_attribute_is_refused_with_a_status_for_strict_clients(
    sandbox: Sandbox, strict: str, status: int
) -> None:
    operation = {"action": "create", "entity_type": "Shot", "entity_data": {"__entity_type__": "Shot", "nope": 1}}
    with requests.Session() as http:
        response = Wire(sandbox, http).post(operation, ftrack_strict_api=strict)
    assert response.status_code == status
    assert response.json()["exception"] == "ValidationError"
    assert "nope" in response.json()["content"]


def test_entity_key_may_be_a_text_or_a_list(sandbox: Sandbox, task: Any) -> None:
    key = task["id"]
    data = {"__entity_type__": "Task", "description": "a text"}
    with requests.Session() as http:
        wire = Wire(sandbox, http)
        updated = wire.post({"action": "update", "entity_type": "Task", "entity_key": key, "entity_data": data})
        assert updated.json()[0]["data"]["description"] == "a text"
        for entity_key in (key, [key]):
            answer = wire.post({"action": "delete", "entity_type": "Task", "entity_key": entity_key}).json()
            if entity_key == key:
                assert answer == [{"action": "delete", "data": True}]
            else:
                assert answer["exception"]


def test_create_answers_what_was_set_and_leaves_out_what_was_not(sandbox: Sandbox) -> None:
    data = {"__entity_type__": "User", "username": new_name("answered")}
    with requests.Session() as http:
        [answer] = Wire(sandbox, http).post({"action": "create", "entity_type": "User", "entity_data": data}).json()
    assert answer["data"]["username"] == data["username"]
    assert answer["data"]["resource_type"] == "user"
    assert "thumbnail_id" not in answer["data"]


def test_references_to_entities_of_the_same_batch_work_in_any_order(sandbox: Sandbox, project: Any) -> None:
    shot, task = str(uuid.uuid4()), str(uuid.uuid4())
    parent = {"__entity_type__": "Shot", "id": shot}
    with requests.Session() as http:
        wire = Wire(sandbox, http)
        answer = wire.post(
            *(
                {"action": "create", "entity_type": kind, "entity_data": {"__entity_type__": kind, **data}}
                for kind, data in (
                    ("Task", {"id": task, "name": "first", "parent": parent}),
                    ("Shot", {"id": shot, "name": new_name("later"), "parent_id": project["id"]}),
                )
            )
        ).json()
        [found] = wire.query(f"select project_id from Task where id is {task}")
    assert isinstance(answer, list), answer
    assert found["project_id"] == project["id"]
    with connect(sandbox) as session:
        assert [item["name"] for item in session.get("Task", task)["link"]][-1] == "first"
