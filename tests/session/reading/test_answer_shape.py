"""What the answer to a write tells of an entity that is at hand: taken as it is, or left to be read as any row."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest

from ftrack_orm.mapping import Entity
from ftrack_orm.session.writing.answer_shape import answer_shape
from ftrack_stock import Metadata, Project, Shot, Task

ID = "11111111-1111-1111-1111-111111111111"


def task(**values: Any) -> Task:
    made = Task(name="comp")
    vars(made)["id"] = ID
    vars(made).update(values)
    return made


def merged(entity: Entity, data: dict[str, Any]) -> bool:
    return answer_shape(type(entity).__mapper__, data).merge(entity, data)


def test_values_of_an_answer_are_those_of_the_entity() -> None:
    found = task(bid=1.0)
    assert merged(found, {"__entity_type__": "Task", "id": ID, "name": "anim", "bid": 2.5})
    assert (found.__dict__["name"], found.__dict__["bid"], found.__dict__["id"]) == ("anim", 2.5, ID)
    assert "__entity_type__" not in found.__dict__


def test_an_answer_need_not_tell_the_type_nor_the_key() -> None:
    found = task()
    assert merged(found, {"name": "anim"})
    assert found.__dict__["name"] == "anim"


@pytest.mark.parametrize(
    "data",
    [
        {"__entity_type__": "Shot", "id": ID, "name": "anim"},
        {"__entity_type__": "Task", "id": "other", "name": "anim"},
        {"id": ID, "name": "anim", "parent": {"__entity_type__": "Shot", "id": "1"}},
        {"id": ID, "name": "anim", "children": []},
        {"id": ID, "name": "anim", "description": {"__entity_type__": "Shot", "id": "1"}, "start_date": [1]},
        {"id": ID, "name": "anim", "start_date": {"__entity_type__": "Shot", "id": "1"}},
        {"id": ID, "name": "anim", "start_date": []},
    ],
)
def test_what_is_not_that_simple_changes_nothing(data: dict[str, Any]) -> None:
    found = task()
    before = dict(found.__dict__)
    assert not merged(found, data)
    assert found.__dict__ == before


def test_moments_are_those_of_python() -> None:
    found = task()
    assert merged(found, {"start_date": {"__type__": "datetime", "value": "2026-01-02T03:04:05"}, "end_date": None})
    assert found.__dict__["start_date"] == datetime(2026, 1, 2, 3, 4, 5)
    assert found.__dict__["end_date"] is None


def test_what_no_class_declares_is_left_out() -> None:
    found = task()
    assert merged(found, {"name": "anim", "taskid": "1", "isopen": True})
    assert not {"taskid", "isopen"} & found.__dict__.keys()


def test_an_empty_link_is_told_as_none() -> None:
    found = task()
    assert merged(found, {"name": "anim", "parent": None})
    assert found.__dict__["parent"] is None


def test_another_key_of_a_link_lets_go_of_the_link() -> None:
    project, other = Project(name="film", full_name="Film"), Shot(name="sh")
    found = task(project=project, project_id=project.id, parent=other, parent_id=other.id)
    assert merged(found, {"project_id": "another", "parent_id": other.id})
    assert "project" not in found.__dict__
    assert found.__dict__["project_id"] == "another"
    assert found.__dict__["parent"] is other


def test_a_key_that_comes_with_its_link_leaves_the_link() -> None:
    found = task(project=Project(name="film", full_name="Film"), project_id="1")
    assert merged(found, {"project_id": None, "project": None})
    assert (found.__dict__["project"], found.__dict__["project_id"]) == (None, None)


def test_an_attribute_with_another_name_on_the_wire_has_that_of_python() -> None:
    renamed = {
        (kind, attribute.api_name, attribute.name)
        for kind in (Task, Shot, Metadata, Project)
        for attribute in kind.__mapper__.attributes.values()
        if attribute.api_name != attribute.name and not attribute.is_relation
    }
    assert renamed
    for kind, wire, name in renamed:
        entity: Any = object.__new__(kind)
        vars(entity).update(dict.fromkeys(kind.__mapper__.primary_key, "1"))
        assert merged(entity, {wire: None})
        assert name in entity.__dict__
        assert wire not in entity.__dict__


def test_shapes_of_other_answers_are_other_shapes() -> None:
    mapper = Task.__mapper__
    first = answer_shape(mapper, {"id": "1", "name": "a"})
    assert answer_shape(mapper, {"id": "2", "name": "b"}) is first
    assert answer_shape(mapper, {"name": "b", "id": "2"}) is not first
    assert answer_shape(Shot.__mapper__, {"id": "1", "name": "a"}) is not first


def test_no_more_shapes_are_kept_than_a_program_has() -> None:
    mapper = Task.__mapper__
    first = answer_shape(mapper, {"id": "1", "first": 1})
    for number in range(4096):
        answer_shape(mapper, {"id": "1", f"strange{number}": 1})
    assert answer_shape(mapper, {"id": "1", "first": 1}) is not first
