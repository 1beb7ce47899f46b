"""Collections and mappings of entities that no session knows."""

from __future__ import annotations

from typing import Any

import pytest

from ftrack_orm.errors import InvalidValueError, NotLoadedError
from ftrack_stock import Appointment, AssetVersion, AssetVersionList, FileComponent, Shot, Task, User


def test_what_is_appended_belongs_to_its_owner() -> None:
    shot, task = Shot(name="sh010"), Task(name="comp")
    shot.children.append(task)
    assert (task.parent, task.parent_id, shot.children) == (shot, shot.id, [task])


def test_what_is_removed_belongs_to_nobody() -> None:
    task = Task(name="comp", assignments=[Appointment(resource=User(username="ada"))])
    appointment = task.assignments.pop()
    assert task.assignments == []
    assert not {"context", "context_id"} & set(vars(appointment))
    version = AssetVersion(components=[FileComponent(name="main")])
    version.components.clear()
    assert version.components == []


def test_many_to_many_holds_its_members_without_a_session() -> None:
    versions = [AssetVersion(comment="a"), AssetVersion(comment="b")]
    dailies = AssetVersionList(name="dailies", items=versions)
    dailies.items.remove(versions[0])
    assert dailies.items == [versions[1]]


def test_a_collection_compares_with_lists_by_identity() -> None:
    one, two = Task(name="comp"), Task(name="comp")
    shot = Shot(name="sh010", children=[one])
    assert shot.children == [one]
    assert shot.children != [two]
    assert shot.children != (one,)
    assert [one] == shot.children


def test_replacing_a_collection_keeps_the_same_list() -> None:
    shot = Shot(name="sh010")
    children = shot.children
    shot.children = [Task(name="a"), Task(name="b")]
    assert shot.children is children
    shot.children += [Task(name="c")]
    assert [child.name for child in children] == ["a", "b", "c"]


def test_an_index_and_a_slice_replace() -> None:
    names = "abcd"
    shot = Shot(name="sh010", children=[Task(name=name) for name in names])
    shot.children[0] = Task(name="x")
    del shot.children[1:3]
    assert [child.name for child in shot.children] == ["x", "d"]
    with pytest.raises(IndexError):
        shot.children[9] = Task(name="y")
    with pytest.raises(ValueError, match="is not in"):
        shot.children.remove(Task(name="z"))


def test_metadata_and_custom_attributes_are_held_until_a_session_comes() -> None:
    task = Task(name="comp", metadata={"reel": "A"}, custom_attributes={"fps": 25})
    task.metadata["take"] = "3"
    del task.metadata["reel"]
    task.custom_attributes["fps"] = 30
    assert (dict(task.metadata), dict(task.custom_attributes)) == ({"take": "3"}, {"fps": 30})
    assert repr(task.metadata) == "{'take': '3'}"


def test_what_can_only_be_filtered_on_says_so() -> None:
    with pytest.raises(NotLoadedError, match="can only be filtered on"):
        _ = Task(name="comp").custom_attribute_links_from


def test_what_custom_attributes_lead_to_is_known_to_a_session_alone() -> None:
    views: Any = Task(name="comp").__absent__(Task.__mapper__.attributes["custom_attribute_links"])
    with pytest.raises(NotLoadedError, match="add\\(\\) the entity first"):
        _ = views.director


def test_a_mapping_takes_a_mapping() -> None:
    with pytest.raises(InvalidValueError, match="keys of text"):
        Task(name="comp", metadata={3: "x"})  # type: ignore[dict-item]  # wrong on purpose
