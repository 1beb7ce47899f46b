"""Deleting entities with what hangs on them."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.sandbox.engine.engine import Workspace, create, delete, film, new_id, reference, update


@pytest.fixture
def w() -> Iterator[Workspace]:
    workspace = film()
    yield workspace
    workspace.store.close()


@pytest.fixture
def ids(w: Workspace) -> dict[str, str]:
    return {row["name"]: row["id"] for row in w.rows("Context")}


def _furnish(w: Workspace, task: str) -> None:
    asset, version, component, note = (new_id() for _ in range(4))
    w.do(
        create("Asset", asset, name="model", context_id=task),
        create("AssetVersion", version, asset_id=asset, task_id=task),
        create("FileComponent", component, name="main", version_id=version),
        create("ComponentLocation", component_id=component, location_id=w.insert("Location", name="disk")),
        create("Note", note, content="x", parent_id=version),
        create("Note", content="y", in_reply_to_id=note),
        create("Metadata", parent_id=version, key="a", value="1"),
        create("Manager", context_id=task, user_id=w.user),
        create("Timer", context_id=task),
    )


def test_a_project_goes_with_everything_below_it(w: Workspace, ids: dict[str, str]) -> None:
    _furnish(w, ids["comp"])
    assert w.do(delete("Project", ids["demo"])) == [{"action": "delete", "data": True}]
    for entity_type in (
        "Context", "Asset", "AssetVersion", "Component", "ComponentLocation", "Note", "Recipient", "Metadata",
        "Timelog", "Timer", "Appointment", "Manager", "StatusChange",
    ):  # fmt: skip
        assert w.rows(entity_type) == [], entity_type
    assert len(w.rows("User")) == 1


def test_siblings_stay(w: Workspace, ids: dict[str, str]) -> None:
    w.do(delete("Shot", [ids["sh010"]]))
    assert w.names("Context") == ["anim", "demo", "sh020", "édit 100%"]


def test_a_deleted_thumbnail_is_no_longer_linked(w: Workspace, ids: dict[str, str]) -> None:
    component = new_id()
    w.do(create("FileComponent", component, name="thumb"), update("Task", ids["comp"], thumbnail_id=component))
    (row,) = w.rows("select thumbnail_url from Task where name is comp")
    assert row["thumbnail_url"]["url"] == f"http://sandbox/component/thumbnail?id={component}"
    w.do(delete("FileComponent", component))
    assert w.rows("select thumbnail_id from Task where name is comp")[0]["thumbnail_id"] is None


def test_pairs_go_with_either_side(w: Workspace, ids: dict[str, str]) -> None:
    scope = w.insert("Scope", name="vfx")
    w.do(update("Task", ids["comp"], scopes=[reference("Scope", scope)]))
    w.do(delete("Scope", scope))
    assert w.rows("select scopes from Task where name is comp")[0]["scopes"] == []


def test_what_is_still_needed_cannot_be_deleted(w: Workspace, ids: dict[str, str]) -> None:
    _furnish(w, ids["comp"])
    location = w.rows("Location")[0]["id"]
    refusal = w.refused(delete("Location", location))
    assert refusal.exception == "IntegrityError"
    assert "still used by ComponentLocation.location_id" in refusal.content
    status = w.rows("Status where name is approved")[0]["id"]
    assert "still used by Context.status_id" in w.refused(delete("Status", status)).content
    w.do(delete("AssetVersion", w.rows("AssetVersion")[0]["id"]), delete("Location", location))
    assert w.rows("Location") == []


def test_what_does_not_exist_cannot_be_deleted(w: Workspace, ids: dict[str, str]) -> None:
    assert "Cannot delete Task nope: there is no such Task" in w.refused(delete("Task", "nope")).content
    assert w.refused(delete("Task", ids["comp"]), delete("Task", ids["comp"])).position == 1
    assert w.refused(delete("Shot", ids["comp"])).exception == "ValidationError"


def test_a_user_goes_and_notes_stay(w: Workspace, ids: dict[str, str]) -> None:
    other = w.insert("User", username="bob")
    w.do(create("Note", content="x", parent_id=ids["comp"], user_id=other))
    w.do(create("Appointment", context_id=ids["comp"], resource_id=other, type="assignment"))
    w.do(delete("User", other))
    assert w.rows("select content, author from Note")[0]["author"] is None
    assert len(w.rows("Appointment")) == 1


def test_what_a_batch_creates_it_may_delete(w: Workspace, ids: dict[str, str]) -> None:
    key = new_id()
    w.do(create("Task", key, name="brief", parent_id=ids["demo"]), delete("Task", key))
    assert w.names("Task where name is brief") == []
