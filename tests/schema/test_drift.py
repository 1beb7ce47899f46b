"""What changed from one schema to another."""

from __future__ import annotations

import copy
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ftrack_orm.schema import Schema, compare_schemas
from ftrack_orm.schema.stock import stock_schema

STOCK = stock_schema()


def told(old: list[Any], new: list[Any]) -> list[str]:
    return [str(change) for change in compare_schemas(Schema.from_json(old), Schema.from_json(new))]


def entity(name: str = "A", **properties: Any) -> dict[str, Any]:
    return {"id": name, "properties": {"id": {"type": "string"}, **properties}}


def test_a_schema_does_not_differ_from_itself() -> None:
    assert compare_schemas(STOCK, Schema.from_json(STOCK.to_json())) == ()


def test_an_entity_type_that_came_and_one_that_went_are_told() -> None:
    assert told([entity("A"), entity("B")], [entity("A"), entity("C")]) == ["- B", "+ C"]


def test_attributes_that_came_and_went_are_told_with_what_they_hold() -> None:
    old, new = [entity(fps={"type": "number"})], [entity(owner={"$ref": "A"})]
    assert told(old, new) == ["- A.fps (scalar number)", "+ A.owner (link A)"]


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ({"type": "number"}, {"type": "integer"}, "~ A.x: type number -> integer"),
        ({"type": "string"}, {"type": "string", "format": "date-time"}, "~ A.x: format none -> date-time"),
        ({"type": "string"}, {"type": "string", "default": ""}, "~ A.x: default none -> ''"),
        ({"$ref": "A"}, {"$ref": "B"}, "~ A.x: target A -> B"),
        ({"type": "string"}, {"type": "string", "enum": ["a", "b"]}, "~ A.x: enum none -> a, b"),
    ],
)
def test_a_fact_that_changed_is_told_with_both_values(old: Any, new: Any, expected: str) -> None:
    assert told([entity("A", x=old), entity("B")], [entity("A", x=new), entity("B")]) == [expected]


def test_an_attribute_that_became_immutable_is_told() -> None:
    old, new = entity(x={"type": "string"}), entity(x={"type": "string"}) | {"immutable": ["x"]}
    assert told([old], [new]) == ["~ A.x: immutable no -> yes"]


def test_a_change_of_the_base_is_told_once() -> None:
    raw = STOCK.to_json()
    changed = copy.deepcopy(raw)
    for one in changed:
        if one["id"] in {"Context", *STOCK.subtypes("Context")}:
            one["properties"]["weather"] = {"type": "string"}
    assert told(raw, changed) == ["+ Context.weather (scalar string)"]


def test_descriptions_are_no_drift() -> None:
    assert told([entity(x={"type": "string", "description": "a"})], [entity(x={"type": "string"})]) == []


@given(st.data())
def test_what_came_one_way_went_the_other_way(data: st.DataObject) -> None:
    raw = STOCK.to_json()
    kept = data.draw(st.lists(st.sampled_from(["Event", "Status", "Timer", "Metadata"]), unique=True))
    some = [one for one in raw if one["id"] not in kept]
    for one in some:  # what refers to an entity type that went, goes with it
        one["properties"] = {name: stated for name, stated in one["properties"].items() if _target(stated) not in kept}
    there, back = compare_schemas(STOCK, Schema.from_json(some)), compare_schemas(Schema.from_json(some), STOCK)
    opposite = {"added": "removed", "removed": "added", "changed": "changed"}
    assert [(c.action, c.entity_type, c.attribute) for c in there] == [
        (opposite[c.action], c.entity_type, c.attribute) for c in back
    ]


def _target(stated: dict[str, Any]) -> str | None:
    items = stated.get("items")
    target = items.get("$ref") if isinstance(items, dict) else stated.get("$ref")
    return target if isinstance(target, str) else None


def test_only_what_may_break_code_is_breaking() -> None:
    old = Schema.from_json([entity("A", x={"type": "number"}, y={"type": "string"})])
    new = Schema.from_json([entity("A", x={"type": "string"}, z={"type": "string"})])
    assert {str(change): change.is_breaking for change in compare_schemas(old, new)} == {
        "~ A.x: type number -> string": True,
        "- A.y (scalar string)": True,
        "+ A.z (scalar string)": False,
    }
