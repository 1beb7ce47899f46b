"""What Pydantic's users do with entities: dump them, validate them, write validators and cached properties."""

from __future__ import annotations

import copy
import json
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import pytest
from pydantic import BaseModel, TypeAdapter, field_validator

from ftrack_orm.errors import InvalidValueError
from ftrack_orm.mapping.declarative import Attribute, Entity, Scalar
from ftrack_orm.mapping.registry import _registries
from ftrack_orm.session.pending.unit_of_work import Changes
from ftrack_orm.session.writing.planning import plan
from ftrack_stock import Shot, Task


class Loud:
    """What a studio mixes into its classes."""

    @cached_property
    def loud(self) -> str:
        """The name in capitals."""
        return str(vars(self)["name"]).upper()


class Cut(Loud, Entity, entity_type="Cut"):
    """An entity type with rules of the studio's own."""

    id: Scalar[str] = Attribute(default=None)
    name: Scalar[str] = Attribute(default=None)
    frames: Scalar[int] = Attribute(default=0)

    @field_validator("name")
    @classmethod
    def no_spaces(cls, name: str) -> str:
        """Refuse spaces."""
        if " " in name:
            raise ValueError("names have no spaces")
        return name.lower()

    @field_validator("frames", mode="before")
    @classmethod
    def of_seconds(cls, frames: Any) -> Any:
        """Read `"2s"` as frames."""
        return int(frames[:-1]) * 24 if isinstance(frames, str) else frames

    @cached_property
    def label(self) -> list[str]:
        """Something new each time it is worked out."""
        return [self.name]


_registries.pop(Cut.__mapper__.registry.package)  # so that other tests find one package alone


def test_entities_that_lead_to_each_other_are_dumped_as_json() -> None:
    shot = Shot(name="sh010", metadata={"reel": "A"})
    task = Task(name="comp", parent=shot, metadata={"take": "3"})
    shot.children.append(task)
    found = json.loads(task.model_dump_json(include={"name", "parent", "metadata"}))
    assert (found["name"], found["metadata"]) == ("comp", {"take": "3"})
    assert found["parent"] == {"id": shot.id, "name": "sh010", "metadata": {"reel": "A"}}
    children = json.loads(shot.model_dump_json())["children"]
    assert [(child["name"], child["parent"]["name"]) for child in children] == [("comp", "sh010")]
    assert json.loads(TypeAdapter(list[Task]).dump_json([task]))[0]["name"] == "comp"


def test_a_circle_of_links_ends_with_a_key() -> None:
    first, second = Shot(name="a"), Shot(name="b")
    first.parent, second.parent = second, first
    found = first.model_dump()
    assert found["parent"]["parent"]["parent"] == {"id": second.id}


def test_what_is_included_may_be_said_of_related_entities_too() -> None:
    task = Task(name="comp", parent=Shot(name="sh010"), bid=3600)
    assert task.model_dump(include={"name": True, "parent": {"name"}}) == {"name": "comp", "parent": {"name": "sh010"}}


def test_an_entity_is_made_of_another_objects_attributes() -> None:
    @dataclass
    class Form:
        name: str
        bid: float

    task = Task.model_validate(Form("comp", 3600), from_attributes=True)
    assert (task.name, task.bid, set(vars(task))) == ("comp", 3600, {"id", "name", "bid"})
    assert task.id
    task.bid = 7200


def test_a_model_that_holds_an_entity_holds_it_itself() -> None:
    class Publish(BaseModel):
        task: Task

    task = Task(name="comp", metadata={"reel": "A"})
    publish = Publish(task=task)
    assert publish.task is task
    assert json.loads(publish.model_dump_json())["task"]["metadata"] == {"reel": "A"}


def test_field_validators_look_at_what_is_given_and_assigned() -> None:
    cut = Cut(name="SH010", frames="2s")  # type: ignore[arg-type]  # what the validator reads
    assert (cut.name, cut.frames) == ("sh010", 48)
    cut.name = "SH020"
    assert cut.name == "sh020"
    with pytest.raises(InvalidValueError, match=r"Cut\.name: Value error, names have no spaces, got 'a b'"):
        cut.name = "a b"
    assert cut.name == "sh020"


def test_a_cached_property_is_worked_out_once_and_never_sent() -> None:
    cut = Cut(name="sh010")
    assert cut.label is cut.label
    assert cut.loud == "SH010"
    (step,) = plan(Changes((cut,), (), ()))
    assert step.after == {"name": "sh010"}
    assert copy.copy(cut).label == ["sh010"]
