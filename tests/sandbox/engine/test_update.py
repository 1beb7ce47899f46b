"""Updating entities and their collections."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from ftrack_orm.sandbox.batch.write_state import EntityChange
from ftrack_orm.sandbox.executor import Executor
from tests.sandbox.engine.engine import Workspace, create, delete, film, new_id, query, reference, update


@pytest.fixture
def w() -> Iterator[Workspace]:
    workspace = film()
    yield workspace
    workspace.store.close()


@pytest.fixture
def ids(w: Workspace) -> dict[str, str]:
    return {row["name"]: row["id"] for row in w.rows("Context")}


def test_an_update_answers_key_changes_and_system_attributes(w: Workspace, ids: dict[str, str]) -> None:
    (result,) = w.do(
        update(
            "Task",
            [ids["comp"]],
            description="new",
            start_date={"__type__": "datetime", "value": "2024-01-01T10:00:00.5+02:00"},
        )
    )
    data = result["data"]
    assert result["action"] == "update"
    system = {"context_type", "object_type_id", "project_id"}
    assert data.keys() == {"__entity_type__", "id", "description", "start_date"} | system
    assert data["start_date"] == {"__type__": "datetime", "value": "2024-01-01T08:00:00"}


@pytest.mark.parametrize("as_list", [True, False])
def test_a_key_may_be_a_text_or_a_list(w: Workspace, ids: dict[str, str], as_list: bool) -> None:
    key = ids["comp"]
    w.do(update("Task", [key] if as_list else key, name="comp2"))
    assert w.names("Task where name is comp2") == ["comp2"]


def test_a_link_is_set_by_reference_or_key(w: Workspace, ids: dict[str, str]) -> None:
    status = w.rows("Status where name is 'In progress'")[0]["id"]
    (result,) = w.do(update("Task", ids["comp"], status=reference("Status", status)))
    assert result["data"]["status"] == reference("Status", status)
    w.do(update("Task", ids["édit 100%"], status_id=status))
    assert len(w.rows("Task where status.name is 'In progress'")) == 4


def test_a_state_without_a_key_attribute_is_kept(w: Workspace) -> None:
    state = w.insert("State", name="Done", short="DONE")
    status = w.rows("Status where name is approved")[0]["id"]
    w.do(update("Status", status, state=reference("State", state)))
    assert w.names("Status where state.short is done") == ["Approved"]
    assert w.rows("select state.name from Status where state is_not none")[0]["state"]["name"] == "Done"


def test_a_moved_context_takes_the_project_of_its_parent_with_all_below(w: Workspace, ids: dict[str, str]) -> None:
    asset = new_id()
    w.do(create("Asset", asset, name="model", context_id=ids["comp"]), create("AssetVersion", asset_id=asset))
    other = w.insert("Project", name="other")
    w.do(update("Shot", ids["sh010"], parent=reference("Project", other)))
    assert w.names("Task where project.name is other") == ["Light", "comp"]
    assert w.names(f'Asset where project_id is "{other}"') == ["model"]
    assert len(w.rows(f'AssetVersion where project_id is "{other}"')) == 1


def test_a_context_cannot_be_below_itself(w: Workspace, ids: dict[str, str]) -> None:
    assert "below itself" in w.refused(update("Shot", ids["sh010"], parent_id=ids["comp"])).content
    assert "below itself" in w.refused(update("Shot", ids["sh010"], parent_id=ids["sh010"])).content


def test_children_move_between_collections_in_one_batch(w: Workspace, ids: dict[str, str]) -> None:
    w.do(
        update("Shot", ids["sh010"], children=[reference("Task", ids["Light"])]),
        update("Shot", ids["sh020"], children=[reference("Task", ids["anim"]), reference("Task", ids["comp"])]),
    )
    assert w.names("Task where parent.name is sh020") == ["anim", "comp"]


def test_a_child_that_cannot_be_without_a_parent_is_not_let_go(w: Workspace, ids: dict[str, str]) -> None:
    refusal = w.refused(update("Shot", ids["sh010"], children=[]))
    assert "Task.parent_id (parent) is required" in refusal.content
    assert len(w.rows("Task where parent.name is sh010")) == 2


def test_link_rows_are_deleted_when_they_are_dropped(w: Workspace, ids: dict[str, str]) -> None:
    w.do(update("Task", ids["anim"], assignments=[]))
    assert w.rows("Appointment") == []


def test_an_assignment_is_made_by_the_collection(w: Workspace, ids: dict[str, str]) -> None:
    key = new_id()
    w.do(
        create("Appointment", key, resource_id=w.user, context_id=ids["anim"], type="allocation"),
        update("Task", ids["comp"], assignments=[reference("Appointment", key)]),
    )
    assert w.names("Task where assignments any (resource.username is ada)") == ["anim", "comp"]


def test_members_of_a_component_come_and_go(w: Workspace) -> None:
    box, one, two = new_id(), new_id(), new_id()
    w.do(
        create("ContainerComponent", box, name="box"),
        create("FileComponent", one, name="one", container=reference("ContainerComponent", box)),
        create("FileComponent", two, name="two"),
        update("ContainerComponent", box, members=[reference("FileComponent", two)]),
    )
    assert w.names("Component where container.name is box") == ["two"]
    assert w.names("FileComponent") == ["one", "two"]


def test_many_to_many_collections_are_complete_lists(w: Workspace, ids: dict[str, str]) -> None:
    scopes = [w.insert("Scope", name=name) for name in ("vfx", "anim")]
    w.do(update("Task", ids["comp"], scopes=[reference("Scope", key) for key in scopes]))
    w.do(update("Task", ids["comp"], scopes=[reference("Scope", scopes[1])]))
    assert [
        scope["name"] for scope in w.rows("select scopes.name from Task where scopes.name is anim")[0]["scopes"]
    ] == ["anim"]
    assert w.rows("Task where scopes.name is vfx") == []


def test_lists_hold_their_items(w: Workspace, ids: dict[str, str]) -> None:
    category, key = w.insert("ListCategory", name="dailies"), new_id()
    w.do(
        create(
            "TypedContextList", key, name="monday", category_id=category, project_id=ids["demo"],
            items=[reference("Task", ids[name]) for name in ("comp", "anim")],
        )
    )  # fmt: skip
    (row,) = w.rows("select items.name, owner.username, system_type from List where items.name is comp")
    assert sorted(item["name"] for item in row["items"]) == ["anim", "comp"]
    assert (row["__entity_type__"], row["owner"]["username"], row["system_type"]) == ("TypedContextList", "ada", "task")
    assert w.names("Task where lists any (name is monday)") == ["anim", "comp"]
    w.do(update("TypedContextList", key, items=[reference("Task", ids["anim"])]))
    assert len(w.rows("ListObject")) == 1


def test_metadata_that_is_not_listed_is_deleted(w: Workspace, ids: dict[str, str]) -> None:
    keep = {"__entity_type__": "Metadata", "parent_id": ids["comp"], "key": "keep"}
    for key in ("keep", "drop"):
        w.do(
            {
                "action": "create",
                "entity_type": "Metadata",
                "entity_data": {"parent_id": ids["comp"], "key": key, "value": "1"},
            }
        )
    w.do(update("Task", ids["comp"], metadata=[keep]))
    assert [row["key"] for row in w.rows("Metadata")] == ["keep"]


@pytest.mark.parametrize(
    ("data", "exception", "says"),
    [
        ({"nme": "x"}, "ValidationError", "did you mean 'name'?"),
        ({"time_logged": 3}, "ValidationError", "computed by the server"),
        ({"object_type_id": "x"}, "ValidationError", "immutable"),
        ({"id": "other"}, "ValidationError", "different primary keys"),
        ({"status_id": "nope"}, "IntegrityError", "there is no Status 'nope'"),
        ({"name": None}, "IntegrityError", "Task.name is required"),
        ({"notes": [{"__entity_type__": "Note", "id": "nope"}]}, "IntegrityError", "there is no Note nope"),
    ],
)
def test_what_cannot_be_right_is_refused(
    w: Workspace, ids: dict[str, str], data: dict[str, Any], exception: str, says: str
) -> None:
    refusal = w.refused(query("Task"), update("Task", ids["comp"], **data))
    assert (refusal.exception, refusal.position) == (exception, 1)
    assert says in refusal.content
    assert refusal.content.startswith(f"Cannot update Task {ids['comp']}")


def test_what_does_not_exist_cannot_be_updated(w: Workspace, ids: dict[str, str]) -> None:
    assert "there is no such Task" in w.refused(update("Task", "nope", name="x")).content
    assert "there is no such Task" in w.refused(update("Task", ids["sh010"], name="x")).content


def test_an_entity_may_be_updated_by_its_base_type(w: Workspace, ids: dict[str, str]) -> None:
    w.do(update("Context", ids["comp"], bid=5))
    assert w.names("Task where bid is 5") == ["comp"]


def test_a_refused_batch_changes_nothing(w: Workspace, ids: dict[str, str]) -> None:
    before = w.rows("select name, bid, status_changes from Task")
    w.refused(
        update("Task", ids["comp"], name="changed"),
        create("Task", name="new", parent_id=ids["sh010"]),
        delete("Task", ids["Light"]),
        update("Task", ids["anim"], bid="x"),
    )
    assert w.rows("select name, bid, status_changes from Task") == before


def test_a_listener_is_told_what_a_batch_changed(w: Workspace, ids: dict[str, str]) -> None:
    heard: list[tuple[str, list[EntityChange]]] = []
    executor = Executor(w.store, listener=lambda user, changes: heard.append((user, list(changes))))
    executor.execute([update("Task", ids["comp"], name="x"), delete("Task", ids["anim"])], user_id=w.user)
    ((user, changes),) = heard
    assert user == w.user
    assert (changes[0].action, changes[0].entity_type) == ("update", "Task")
    assert changes[0].changes == {"name": ("comp", "x")}
    assert ("remove", "Task", (ids["anim"],)) in [(c.action, c.entity_type, c.key) for c in changes]


def test_updates_of_one_entity_in_a_batch_add_up(w: Workspace, ids: dict[str, str]) -> None:
    results = w.do(update("Task", ids["comp"], name="a", bid=1), update("Task", ids["comp"], name="b"))
    assert w.rows("select bid from Task where name is b")[0]["bid"] == 1
    assert [result["data"]["name"] for result in results] == ["b", "b"]
