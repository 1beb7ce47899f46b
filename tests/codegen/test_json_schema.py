"""A schema as a JSON Schema document."""

from __future__ import annotations

import json
from typing import Any

import pytest

from ftrack_orm.schema import Schema
from ftrack_orm.schema.stock import stock_schema
from ftrack_orm_codegen.json_schema import json_schema


def references(value: Any) -> set[str]:
    """Every `$ref` in a document."""
    if isinstance(value, list):
        return {found for item in value for found in references(item)}
    if isinstance(value, dict):
        own = {value["$ref"]} if "$ref" in value else set()
        return own | {found for item in value.values() for found in references(item)}
    return set()


def property_of(raw: dict[str, Any], *others: dict[str, Any], **stated: Any) -> dict[str, Any]:
    """The property that an attribute called `x` becomes."""
    schema = Schema.from_json([{"id": "Thing", "properties": {"id": {"type": "string"}, "x": raw}, **stated}, *others])
    found: dict[str, Any] = json_schema(schema)["$defs"]["Thing"]["properties"]["x"]
    return found


def test_every_reference_of_the_stock_document_leads_to_a_definition() -> None:
    document = json_schema(stock_schema())
    names = {reference.removeprefix("#/$defs/") for reference in references(document)}
    assert names
    assert names <= set(document["$defs"])


def test_the_document_is_json_and_the_same_for_any_order_of_the_schema() -> None:
    raw = stock_schema().to_json()
    shuffled = [dict(reversed(entity_type.items())) for entity_type in reversed(raw)]
    assert json.dumps(json_schema(Schema.from_json(shuffled))) == json.dumps(json_schema(stock_schema()))


def test_a_narrower_type_refers_to_its_base_and_states_only_what_differs() -> None:
    base, own = json_schema(stock_schema())["$defs"]["Task"]["allOf"]
    assert base == {"$ref": "#/$defs/TypedContext"}
    assert sorted(own["properties"]) == ["object_type", "object_type_id", "priority_id"]


@pytest.mark.parametrize(
    ("raw", "shape"),
    [
        ({"type": "string"}, {"type": "string"}),
        ({"type": "string", "format": "date-time"}, {"type": "string", "format": "date-time"}),
        ({"type": "string", "enum": ["a", "b"]}, {"type": "string", "enum": ["a", "b"]}),
        ({"type": "number"}, {"type": "number"}),
        ({"type": "integer"}, {"type": "integer"}),
        ({"type": "boolean"}, {"type": "boolean"}),
        ({"type": "object"}, {"type": "object", "additionalProperties": True}),
        ({}, {"type": "string"}),
    ],
)
def test_a_required_scalar_has_its_own_type(raw: dict[str, Any], shape: dict[str, Any]) -> None:
    found = property_of(raw, required=["x"])
    del found["x-ftrack"]
    assert found == shape


def test_a_scalar_that_is_not_required_may_be_null() -> None:
    assert property_of({"type": "number"})["type"] == ["number", "null"]


@pytest.mark.parametrize(
    ("raw", "default"),
    [
        ({"type": "string", "default": "x"}, "x"),
        ({"type": "string", "default": "{uid}"}, None),
        ({"type": "string", "default": 3}, None),
        ({"type": "string", "format": "date-time", "default": "2024-01-01"}, None),
        ({"type": "number", "default": 0}, 0.0),
        ({"type": "number", "default": float("inf")}, None),
        ({"type": "integer", "default": True}, None),
        ({"type": "boolean", "default": True}, True),
        ({"type": "object", "default": {"a": 1}}, None),
        ({"type": "string", "enum": ["a"], "default": "b"}, None),
    ],
)
def test_a_default_is_kept_where_it_is_a_plain_value_of_the_type(raw: dict[str, Any], default: object) -> None:
    found = property_of(raw)["x-ftrack"]["default"]
    assert (found, type(found)) == (default, type(default))


def test_a_mapping_without_key_and_value_is_restricted() -> None:
    other = {"id": "Other", "properties": {"id": {"type": "string"}, "key": {"type": "string"}}}
    raw: dict[str, Any] = {"type": "mapped_array", "items": {"$ref": "Other"}}
    assert property_of(raw, other)["x-ftrack"]["kind"] == "Restricted"
    pair = {"key_value_attributes": {"key": "id", "value": "key"}}
    assert property_of(raw | pair, other)["x-ftrack"]["kind"] == "Mapped"


def test_a_link_of_a_base_is_optional_when_one_narrower_type_may_lack_it() -> None:
    document = json_schema(stock_schema())["$defs"]
    assert document["Context"]["properties"]["parent"]["x-ftrack"]["kind"] == "OptionalLink"
    assert document["TypedContext"]["allOf"][1]["properties"]["parent"]["x-ftrack"]["kind"] == "Link"
