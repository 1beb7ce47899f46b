"""Opening, asking, and the session's own tools."""

from __future__ import annotations

from typing import Any

import pytest

from ftrack_orm.sandbox import Sandbox
from tests.official_client import client_errors, connect, inspection, new_name, symbol


def test_session_knows_each_type_of_the_workspace(session: Any) -> None:
    assert {"Task", "Shot", "AssetBuild", "Context", "TypedContext"} <= set(session.types)
    assert session.server_information["is_timezone_support_enabled"] is True


def test_closed_session_refuses_requests(sandbox: Sandbox) -> None:
    closed = connect(sandbox)
    closed.close()
    assert closed.closed
    with pytest.raises(client_errors.ConnectionClosedError):
        closed.query("Task").first()


def test_get_finds_an_entity_by_its_base_type_and_answers_the_concrete_one(session: Any) -> None:
    found = session.get("Context", "adb4ad6c-7679-11e2-8df2-f23c91df25eb")
    assert found.entity_type == "Task"
    assert session.get("Task", "adb4ad6c-7679-11e2-8df2-f23c91df25eb") is found


def test_get_of_what_is_not_there_is_none(session: Any) -> None:
    assert session.get("User", "00000000-0000-0000-0000-000000000000") is None


def test_get_of_a_composite_key(session: Any) -> None:
    setting = session.get("Setting", ["storage_scenario", "STORAGE"])
    assert setting["group"] == "STORAGE"


def test_small_pages_bring_all_results_in_a_stable_order(session: Any) -> None:
    paged = [user["id"] for user in session.query("select id from User", page_size=5)]
    assert paged == [user["id"] for user in session.query("select id from User", page_size=500)]
    assert len(paged) == len(set(paged)) >= 12


def test_results_can_be_indexed_and_counted(session: Any) -> None:
    users = session.query("select username from User order by username", page_size=4)
    assert users[5] is users.all()[5]
    assert len(users) == len(users.all()) >= 12


def test_one_refuses_none_and_many(session: Any) -> None:
    with pytest.raises(client_errors.NoResultFoundError):
        session.query('User where username is "nobody at all"').one()
    with pytest.raises(client_errors.MultipleResultsFoundError):
        session.query("User").one()


def test_one_refuses_a_query_with_a_limit(session: Any) -> None:
    with pytest.raises(ValueError, match="limit"):
        session.query("User limit 1").one()


def test_limit_and_offset_in_either_order(session: Any) -> None:
    names = [user["username"] for user in session.query("select username from User order by username")]
    for tail in ("limit 2 offset 3", "offset 3 limit 2"):
        assert [u["username"] for u in session.query(f"select username from User order by username {tail}")] == names[
            3:5
        ]


def test_what_was_not_selected_is_populated_on_access(session: Any) -> None:
    task = session.query("select id from Task where id is adb4ad6c-7679-11e2-8df2-f23c91df25eb").one()
    assert task["name"] == "compositing"
    assert task["parent"]["parent"]["name"] == "sq010"


def test_what_was_not_selected_stays_unset_without_population(session: Any) -> None:
    task = session.query("select id from Task").first()
    with session.auto_populating(False):
        assert task["description"] is symbol.NOT_SET
    assert task["description"] == ""


def test_populate_loads_several_levels_for_several_entities(session: Any) -> None:
    users = session.query("select id from User").all()
    session.populate(users, "username, user_security_roles.security_role.name")
    with session.auto_populating(False):
        roles = {u["username"]: {r["security_role"]["name"] for r in u["user_security_roles"]} for u in users}
    assert roles["jenkins"] == {"Administrator"}
    assert roles["reader"] == {"Reader"}


def test_one_entity_is_one_object_in_a_session(session: Any) -> None:
    assert (
        session.query("User where username is jenkins").one() is session.query('User where username = "jenkins"').one()
    )


def test_reset_forgets_what_was_loaded(session: Any) -> None:
    before = session.query("User").first()
    session.reset()
    assert session.query("User").first() is not before


def test_rollback_drops_what_is_pending(session: Any, task: Any) -> None:
    name = task["name"]
    task["name"] = "never sent"
    session.create("Shot", {"name": "never made", "parent": task["parent"]})
    assert len(session.recorded_operations) >= 2
    session.rollback()
    assert len(session.recorded_operations) == 0
    assert session.query(f"Task where id is {task['id']}").one()["name"] == name


def test_states_follow_an_entity_through_a_commit(session: Any, project: Any) -> None:
    shot = session.create("Shot", {"name": new_name("shot"), "parent": project})
    assert inspection.state(shot) is symbol.CREATED
    session.commit()
    assert inspection.state(shot) is symbol.NOT_SET
    shot["description"] = "changed"
    assert inspection.state(shot) is symbol.MODIFIED
    session.commit()
    session.delete(shot)
    assert inspection.state(shot) is symbol.DELETED
    session.commit()


def test_nothing_is_recorded_while_recording_is_off(session: Any, project: Any) -> None:
    with session.operation_recording(False):
        session.create("Shot", {"name": "unrecorded", "parent": project})
    assert len(session.recorded_operations) == 0
    session.commit()


def test_entities_survive_encoding_and_decoding(session: Any, other: Any) -> None:
    task = session.query("select name, status.name, parent.name from Task").first()
    encoded = session.encode(task, "persisted_only")
    decoded = other.decode(encoded)
    with other.auto_populating(False):
        assert decoded["name"] == task["name"]
        assert decoded["status"]["id"] == task["status"]["id"]


def test_merged_entity_of_another_session_is_this_sessions(session: Any, other: Any) -> None:
    theirs = other.query("select name, parent.name from Task").first()
    mine = session.merge(theirs)
    assert mine.session is session
    with session.auto_populating(False):
        assert mine["parent"]["name"] == theirs["parent"]["name"]


def test_entity_reference_holds_type_and_key_only(session: Any) -> None:
    user = session.query("User where username is jenkins").one()
    assert session.entity_reference(user) == {"__entity_type__": "User", "id": user["id"]}


def test_strict_session_works_as_the_usual_one(sandbox: Sandbox) -> None:
    with connect(sandbox, strict_api=True) as strict:
        task = strict.query("select name, parent.name from Task").first()
        task["description"] = "by a strict session"
        strict.commit()
        assert strict.query('Task where description is "by a strict session"').one() is task


def test_call_answers_as_the_wire_does(session: Any) -> None:
    information, found = session.call(
        [
            {"action": "query_server_information", "values": ["version"]},
            {"action": "query", "expression": "State limit 1"},
        ]
    )
    assert set(information) == {"version"}
    assert found["metadata"]["next"]["offset"] == 1


def test_second_session_sees_a_change_after_it_is_committed(session: Any, other: Any, task: Any) -> None:
    task["description"] = "seen"
    assert other.query(f"select description from Task where id is {task['id']}").one()["description"] != "seen"
    session.commit()
    other.reset()
    assert other.query(f"select description from Task where id is {task['id']}").one()["description"] == "seen"
