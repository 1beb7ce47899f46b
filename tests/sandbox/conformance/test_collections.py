"""Collections and mappings by their complete content, as the official client sends them."""

from __future__ import annotations

from typing import Any

import pytest

from tests.official_client import client_errors, new_name


def test_metadata_is_created_changed_and_removed(session: Any, other: Any, task: Any) -> None:
    task["metadata"]["camera"] = "A"
    task["metadata"]["lens"] = "35mm"
    session.commit()
    assert dict(other.get("Task", task["id"])["metadata"]) == {"camera": "A", "lens": "35mm"}
    task["metadata"]["lens"] = "50mm"
    del task["metadata"]["camera"]
    session.commit()
    other.reset()
    assert dict(other.get("Task", task["id"])["metadata"]) == {"lens": "50mm"}


def test_metadata_given_at_creation_and_replaced_as_a_whole(session: Any, other: Any, project: Any) -> None:
    shot = session.create("Shot", {"name": new_name(), "parent": project, "metadata": {"a": "1"}})
    session.commit()
    shot["metadata"] = {"b": "2"}
    session.commit()
    assert dict(other.get("Shot", shot["id"])["metadata"]) == {"b": "2"}


def test_entities_are_found_by_their_metadata(session: Any, task: Any) -> None:
    value = new_name("value")
    task["metadata"]["marker"] = value
    session.commit()
    assert session.query(f'Task where metadata any (key is marker and value is "{value}")').one() is task


@pytest.mark.parametrize("entity_type", ["Task", "Sequence", "Project"])
def test_scopes_are_added_and_removed(session: Any, other: Any, entity_type: str) -> None:
    scope = session.create("Scope", {"name": new_name("scope")})
    entity = session.query(entity_type).first()
    entity["scopes"].append(scope)
    session.commit()
    found = f"{entity_type} where scopes any (name is {scope['name']})"
    assert [item["id"] for item in other.query(found)] == [entity["id"]]
    entity["scopes"].remove(scope)
    session.commit()
    assert other.query(found).first() is None


def test_list_items_are_added_replaced_and_removed(session: Any, other: Any, project: Any) -> None:
    category = session.query("ListCategory").first()
    shots = [session.create("Shot", {"name": new_name("listed"), "parent": project}) for _ in range(3)]
    listing = session.create("TypedContextList", {"name": new_name("list"), "project": project, "category": category})
    listing["items"].extend(shots[:2])
    session.commit()
    assert _ids(other, listing) == {shot["id"] for shot in shots[:2]}
    listing["items"] = shots[1:]
    session.commit()
    assert _ids(other, listing) == {shot["id"] for shot in shots[1:]}
    assert {entry["name"] for entry in shots[1]["lists"]} == {listing["name"]}
    session.delete(listing)
    session.commit()
    assert other.query(f"Shot where id is {shots[1]['id']}").first() is not None


def _ids(other: Any, listing: Any) -> set[str]:
    other.reset()
    return {item["id"] for item in other.get(listing.entity_type, listing["id"])["items"]}


def test_version_lists_hold_versions(session: Any, other: Any, project: Any, version: Any) -> None:
    category = session.query("ListCategory").first()
    listing = session.create(
        "AssetVersionList", {"name": new_name("dailies"), "project": project, "category": category}
    )
    listing["items"].append(version)
    session.commit()
    assert _ids(other, listing) == {version["id"]}


def test_an_entity_is_in_a_collection_once(session: Any, project: Any) -> None:
    listing = session.create(
        "TypedContextList",
        {"name": new_name(), "project": project, "category": session.query("ListCategory").first()},
    )
    shot = session.query("Shot").first()
    listing["items"].append(shot)
    with pytest.raises(client_errors.DuplicateItemInCollectionError):
        listing["items"].append(shot)
    session.rollback()


def test_members_of_a_container_follow_its_collection(session: Any, other: Any) -> None:
    container = session.create("ContainerComponent", {"name": new_name("container")})
    members = [session.create("FileComponent", {"name": f"member {n}", "file_type": ".exr"}) for n in range(3)]
    container["members"].extend(members)
    session.commit()
    container["members"].remove(members[0])
    session.commit()
    found = other.get("ContainerComponent", container["id"])["members"]
    assert {member["name"] for member in found} == {"member 1", "member 2"}
    assert other.get("FileComponent", members[0]["id"])["container"] is None


def test_components_of_a_version_follow_its_collection(session: Any, other: Any, version: Any) -> None:
    component = session.create("FileComponent", {"name": "main", "file_type": ".mov", "size": 12})
    version["components"].append(component)
    session.commit()
    assert [item["name"] for item in other.get("AssetVersion", version["id"])["components"]] == ["main"]


def test_removed_component_location_is_deleted(session: Any, other: Any, version: Any) -> None:
    component = session.create("FileComponent", {"name": "placed", "version": version})
    location = session.query('Location where name is "ftrack.unmanaged"').one()
    place = session.create(
        "ComponentLocation", {"component": component, "location": location, "resource_identifier": "/a"}
    )
    session.commit()
    component["component_locations"].remove(place)
    session.commit()
    assert other.query(f"ComponentLocation where id is {place['id']}").first() is None


def test_versions_use_each_other_in_both_directions(session: Any, other: Any, version: Any) -> None:
    used = session.create("AssetVersion", {"asset": version["asset"]})
    version["uses_versions"].append(used)
    session.commit()
    assert [item["id"] for item in other.get("AssetVersion", used["id"])["used_in_versions"]] == [version["id"]]


def test_children_follow_the_parent(session: Any, other: Any, task: Any, project: Any) -> None:
    shot = session.create("Shot", {"name": new_name("new parent"), "parent": project})
    task["parent"] = shot
    session.commit()
    found = other.get("Shot", shot["id"])
    assert [child["id"] for child in found["children"]] == [task["id"]]
    assert [item["name"] for item in found["children"][0]["link"]] == ["conformance", shot["name"], task["name"]]


def test_dependencies_link_tasks_in_both_directions(session: Any, other: Any, task: Any, project: Any) -> None:
    following = session.create("Task", {"name": new_name("following"), "parent": project})
    session.create("TypedContextLink", {"from": task, "to": following})
    session.commit()
    assert [link["from"]["id"] for link in other.get("Task", following["id"])["incoming_links"]] == [task["id"]]
    assert [link["to"]["id"] for link in other.get("Task", task["id"])["outgoing_links"]] == [following["id"]]
