"""Creating entities: what the server sets, what it answers, what it refuses."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from tests.sandbox.engine.engine import Workspace, create, delete, film, new_id, query, reference, update


@pytest.fixture
def w() -> Iterator[Workspace]:
    workspace = film()
    yield workspace
    workspace.store.close()


@pytest.fixture
def project(w: Workspace) -> str:
    return str(w.rows("Project")[0]["id"])


def test_a_create_answers_what_was_set_and_what_the_server_set(w: Workspace, project: str) -> None:
    key = new_id()
    (result,) = w.do(create("Task", key, name="roto", parent=reference("Project", project), bid=60))
    data = result["data"]
    assert result["action"] == "create"
    assert (data["__entity_type__"], data["id"], data["name"], data["bid"]) == ("Task", key, "roto", 60)
    assert (data["project_id"], data["parent_id"], data["context_type"]) == (project, project, "task")
    assert data["created_by_id"] == w.user
    assert data["created_at"]["__type__"] == "datetime"
    assert "description" not in data


def test_a_key_is_made_when_none_is_given(w: Workspace, project: str) -> None:
    (result,) = w.do(create("Task", name="roto", parent_id=project))
    assert w.names(f'Task where id is "{result["data"]["id"]}"') == ["roto"]


def test_status_type_and_priority_begin_as_the_first_ones(w: Workspace, project: str) -> None:
    w.do(create("Task", name="roto", parent_id=project))
    (row,) = w.rows("select status.name, type.name, priority.name from Task where name is roto")
    assert (row["status"]["name"], row["type"]["name"], row["priority"]["name"]) == ("Approved", "Compositing", "High")


def test_status_and_type_begin_as_the_project_schema_says(w: Workspace) -> None:
    workflow, types, schema = new_id(), new_id(), new_id()
    ready = w.insert("Status", name="Ready", sort=9)
    paint = w.insert("Type", name="Paint", sort=9)
    w.insert("WorkflowSchema", id=workflow, name="w", statuses=[reference("Status", ready)])
    w.insert("TaskTypeSchema", id=types, name="t", types=[reference("Type", paint)])
    w.insert("ProjectSchema", id=schema, name="p", task_workflow_schema_id=workflow, task_type_schema_id=types)
    top = w.insert("Project", name="second", project_schema_id=schema)
    w.do(create("Task", name="roto", parent_id=top))
    (row,) = w.rows("select status.name, type.name from Task where name is roto")
    assert (row["status"]["name"], row["type"]["name"]) == ("Ready", "Paint")


def test_entities_of_one_batch_may_refer_to_each_other_in_any_order(w: Workspace, project: str) -> None:
    shot, task = new_id(), new_id()
    w.do(create("Task", task, name="roto", parent_id=shot), create("Shot", shot, name="sh030", parent_id=project))
    (row,) = w.rows(f'select parent.name, project.name from Task where id is "{task}"')
    assert (row["parent"]["name"], row["project"]["name"]) == ("sh030", "demo")


def test_required_values_are_judged_when_the_batch_ends(w: Workspace, project: str) -> None:
    task = new_id()
    w.do(create("Task", task, name="roto"), update("Task", task, parent_id=project))
    assert w.rows(f'select project_id from Task where id is "{task}"')[0]["project_id"] == project


def test_a_later_query_of_the_batch_sees_what_was_written(w: Workspace, project: str) -> None:
    results = w.do(
        create("Folder", name="a", parent_id=project), query("Folder"), create("Folder", name="b", parent_id=project)
    )
    assert [row["name"] for row in results[1]["data"]] == ["a"]


def test_versions_are_numbered_per_asset(w: Workspace, project: str) -> None:
    first, second = new_id(), new_id()
    w.do(
        create("Asset", first, name="model", context_id=project),
        create("Asset", second, name="rig", context_id=project),
        *(create("AssetVersion", asset_id=asset) for asset in (first, first, second, first)),
    )
    w.do(create("AssetVersion", asset=reference("Asset", second)))
    rows = w.rows(
        "select version, asset.name, is_latest_version, project_id, user.username from AssetVersion order by version"
    )
    assets = {row["asset_id"]: name for row, name in ((row, row["asset"].get("name")) for row in rows) if name}
    found = sorted((assets[row["asset_id"]], row["version"], row["is_latest_version"]) for row in rows)
    assert found == [("model", 1, False), ("model", 2, False), ("model", 3, True), ("rig", 1, False), ("rig", 2, True)]
    assert {row["project_id"] for row in rows} == {project}


def test_the_latest_version_is_followed_and_found_anew(w: Workspace, project: str) -> None:
    asset, one, two = new_id(), new_id(), new_id()
    versions = (create("AssetVersion", key, asset_id=asset) for key in (one, two))
    w.do(create("Asset", asset, name="model", context_id=project), *versions)
    assert w.rows("select latest_version.version from Asset")[0]["latest_version"]["version"] == 2
    w.do(update("AssetVersion", two, is_published=False))
    assert w.rows("select latest_version.version from Asset")[0]["latest_version"]["version"] == 1
    w.do(update("AssetVersion", two, is_published=True), delete("AssetVersion", one))
    assert w.names("Asset where latest_version.version is 2") == ["model"]


def test_a_link_of_an_asset_version_leads_through_its_asset(w: Workspace, project: str) -> None:
    asset = new_id()
    w.do(create("Asset", asset, name="model", context_id=project), create("AssetVersion", asset_id=asset))
    (row,) = w.rows("select link from AssetVersion")
    assert [(step["type"], step["name"]) for step in row["link"]] == [
        ("Project", "demo"),
        ("Asset", "model"),
        ("AssetVersion", "model v1"),
    ]


def test_status_changes_are_written_down(w: Workspace) -> None:
    started = w.rows("Status where name is 'In progress'")[0]["id"]
    task = w.rows("Task where name is comp")[0]["id"]
    w.do(update("Task", task, status_id=started))
    (row,) = w.rows(
        f'select status_changes.status.name, status_changes.from_status.name from Task where id is "{task}"'
    )
    (change,) = row["status_changes"]
    assert change["__entity_type__"] == "TypedContextStatusChange"
    assert (change["from_status"]["name"], change["status"]["name"]) == ("Approved", "In progress")


def test_notes_get_author_date_recipients_and_thread(w: Workspace, project: str) -> None:
    note, reply = new_id(), new_id()
    w.do(create("Note", note, content="Softer."), update("Project", project, notes=[reference("Note", note)]))
    w.do(create("Note", reply, content="So?"), update("Note", note, replies=[reference("Note", reply)]))
    (row,) = w.rows("select notes.content, notes.author.username, notes.recipients, notes.replies.content from Project")
    (found,) = row["notes"]
    assert found["author"]["username"] == "ada"
    assert [recipient["resource_id"] for recipient in found["recipients"]] == [w.user]
    assert [answer["content"] for answer in found["replies"]] == ["So?"]
    thread = w.rows(
        "select project_id, parent_type, date, thread_activity, in_reply_to_id from Note order by content desc"
    )
    assert {row["project_id"] for row in thread} == {project}
    assert [row["parent_type"] for row in thread] == ["show", None]


def test_a_recipient_that_the_client_adds_is_no_duplicate(w: Workspace, project: str) -> None:
    note = new_id()
    recipient = {"note_id": note, "resource_id": w.user}
    w.do(
        create("Note", note, content="x", parent_id=project),
        {"action": "create", "entity_type": "Recipient", "entity_key": [note, w.user], "entity_data": recipient},
    )
    assert len(w.rows("Recipient")) == 1


def test_other_values_of_the_server(w: Workspace, project: str) -> None:
    task = w.rows("Task where name is comp")[0]["id"]
    results = w.do(
        create("Timer", context_id=task),
        create("Job", data="{}"),
        create("Timelog", context_id=task, duration=60),
        create("FileComponent", name="main"),
        create("SequenceComponent", name="seq", padding=4),
        create("Component", name="plain"),
        create("Group", name="crew"),
        create("Event", action="x"),
        create("Event", action="y"),
    )
    timer, job, log, file, sequence, plain, group, one, two = (result["data"] for result in results)
    assert timer["user_id"] == w.user
    assert timer["start"]["__type__"] == log["start"]["__type__"] == "datetime"
    assert (job["type"], job["status"], job["user_id"]) == ("api_job", "queued", w.user)
    assert (file["system_type"], sequence["system_type"], plain["__entity_type__"]) == ("file", "sequence", "Component")
    assert group["resource_type"] == "group"
    assert (one["id"], two["id"]) == (1, 2)


def test_metadata_is_written_by_its_composite_key(w: Workspace) -> None:
    task = w.rows("Task where name is comp")[0]["id"]
    data = {"parent_id": task, "key": "a", "value": "1"}
    written = {"action": "create", "entity_type": "Metadata", "entity_key": [task, "a"], "entity_data": data}
    w.do(written)
    w.do(update("Metadata", [task, "a"], value="2"))
    (row,) = w.rows("select metadata from Task where metadata any (key is A and value is 2)")
    (item,) = row["metadata"]
    assert (item["key"], item["value"], item["parent_type"]) == ("a", "2", "task")
    assert "DuplicateEntryError" in w.refused(written).content
    w.do(delete("Metadata", [task, "a"]))
    assert w.rows("Metadata") == []


def test_custom_attribute_links_have_the_types_of_both_ends(w: Workspace, project: str) -> None:
    task = w.rows("Task where name is comp")[0]["id"]
    configuration = w.insert("CustomAttributeLinkConfiguration", key="lead", entity_type="task", entity_type_to="user")
    w.do(create("CustomAttributeLink", configuration_id=configuration, from_id=task, to_id=w.user))
    assert [row["__entity_type__"] for row in w.rows("CustomAttributeLink")] == ["ContextCustomAttributeLink"]
    assert w.rows("select user.username from UserCustomAttributeLinkFrom")[0]["user"]["username"] == "ada"
    found = "custom_attribute_links any (configuration.key is lead and to_id is"
    assert w.names(f'Task where {found} "{w.user}")') == ["comp"]


def _film_ids(w: Workspace) -> dict[str, str]:
    return {row["name"]: row["id"] for row in w.rows("Context")}


@pytest.mark.parametrize(
    ("entity_type", "data", "exception", "says"),
    [
        ("Task", {"nme": "x"}, "ValidationError", "unknown attribute 'nme' on Task, did you mean 'name'?"),
        ("Task", {"name": 3}, "ValidationError", "Task.name: expected text, got 3"),
        ("Task", {"bid": "long"}, "ValidationError", "Task.bid: expected a number"),
        ("Task", {"bid": True}, "ValidationError", "Task.bid: expected a number"),
        ("Task", {"start_date": "soon"}, "ValidationError", "Task.start_date: expected an ISO datetime"),
        ("Task", {"start_date": {"__type__": "datetime"}}, "ValidationError", "Task.start_date"),
        ("Task", {"time_logged": 1}, "ValidationError", "computed by the server"),
        ("Task", {"link": "x"}, "ValidationError", "computed by the server"),
        ("Task", {"status": {"id": "nope"}}, "IntegrityError", "there is no Status 'nope'"),
        ("Task", {"status": {"nope": 1}}, "ValidationError", "Task.status expects a reference to Status"),
        ("Task", {"notes": "x"}, "ValidationError", "Task.notes expects a list of references to Note"),
        ("Task", {"ancestors": []}, "ValidationError", "Task.ancestors is computed by the server"),
        ("Task", {"name": "x"}, "IntegrityError", "Task.parent_id (parent) is required"),
        ("Task", {"parent_id": "nobody"}, "IntegrityError", "there is no Context 'nobody'"),
        ("AssetVersion", {"comment": "x"}, "IntegrityError", "AssetVersion.asset_id (asset) is required"),
        ("User", {"username": "ada"}, "IntegrityError", "DuplicateEntryError"),
        ("User", {"first_name": "x"}, "IntegrityError", "User.username is required"),
        ("Context", {"name": "x"}, "ValidationError", "cannot be created itself"),
        ("Job", {"status": "sleeping"}, "ValidationError", "Job.status is one of queued, running, done, failed"),
    ],
)
def test_what_cannot_be_right_is_refused(
    w: Workspace, project: str, entity_type: str, data: dict[str, Any], exception: str, says: str
) -> None:
    refusal = w.refused(create("Folder", name="before", parent_id=project), create(entity_type, new_id(), **data))
    assert refusal.exception == exception
    assert says in refusal.content
    assert refusal.content.startswith(f"Cannot create {entity_type}")
    assert refusal.position == 1
    assert w.rows("Folder") == []


def test_a_key_may_be_taken_only_once(w: Workspace, project: str) -> None:
    key = new_id()
    twice = [create("Folder", key, name=name, parent_id=project) for name in "ab"]
    assert "DuplicateEntryError" in w.refused(*twice).content
    w.do(twice[0])
    refusal = w.refused(twice[1])
    assert (refusal.exception, refusal.position) == ("IntegrityError", 0)
    assert key in refusal.content


def test_a_composite_key_must_be_complete(w: Workspace, project: str) -> None:
    refusal = w.refused(create("Metadata", parent_id=project, value="x"))
    assert (refusal.exception, refusal.position) == ("IntegrityError", 0)
    assert "Metadata.key is a part of the primary key" in refusal.content


def test_a_user_has_one_timer(w: Workspace) -> None:
    w.do(create("Timer"))
    assert "DuplicateEntryError" in w.refused(create("Timer")).content


def test_a_key_of_the_wrong_type_is_refused(w: Workspace, project: str) -> None:
    task = _film_ids(w)["comp"]
    assert "there is no User" in w.refused(create("Timelog", context_id=task, user_id=project)).content
    assert "there is no Task" in w.refused(create("SplitTaskPart", task_id=project)).content
