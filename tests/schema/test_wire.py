"""The wire's form of a schema: what `query_schemas` answers, key by key."""

from __future__ import annotations

import hashlib
import json
from typing import Any

import pytest

from ftrack_orm.schema import Attribute
from ftrack_orm.schema.entity_type import EntityType
from ftrack_orm.schema.wire import schema_hash, to_wire

ATTRIBUTES: list[tuple[Attribute, dict[str, Any]]] = [
    (Attribute("a", "scalar", "string"), {"type": "string"}),
    (Attribute("a", "scalar"), {}),
    (
        Attribute("a", "scalar", "string", "foreign_key", alias="aid", description="What it is.", enum=("x", "y")),
        {
            "type": "string",
            "format": "foreign_key",
            "alias_for": "aid",
            "description": "What it is.",
            "enum": ["x", "y"],
        },
    ),
    (Attribute("a", "link", target="Task"), {"$ref": "Task"}),
    (Attribute("a", "collection", target="Task"), {"type": "array", "items": {"$ref": "Task"}}),
    (
        Attribute("a", "mapping", target="Metadata", key_attribute="key", value_attribute="value"),
        {
            "type": "mapped_array",
            "items": {"$ref": "Metadata"},
            "key_value_attributes": {"key": "key", "value": "value"},
        },
    ),
    (Attribute("a", "scalar", "number", default=None), {"type": "number", "default": None}),
    (Attribute("a", "scalar", "number", default=0), {"type": "number", "default": 0}),
    (Attribute("a", "scalar", "string", restricted=True), {"type": "string", "restricted_projection": True}),
    (Attribute("a", "scalar", "string", extra={"new": [1]}), {"type": "string", "new": [1]}),
]


@pytest.mark.parametrize(("attribute", "wire"), ATTRIBUTES)
def test_an_attribute_says_what_it_holds_and_nothing_else(attribute: Attribute, wire: dict[str, Any]) -> None:
    (found,) = to_wire([EntityType("Thing", {"a": attribute})])
    assert found["properties"] == {"a": wire}


TYPES: list[tuple[EntityType, dict[str, Any]]] = [
    (
        EntityType("Thing", {}),
        {
            "id": "Thing",
            "type": "object",
            "properties": {},
            "required": [],
            "immutable": [],
            "primary_key": ["id"],
            "default_projections": [],
        },
    ),
    (
        EntityType(
            "Thing",
            {
                "a": Attribute("a", "scalar", "string", required=True, immutable=True),
                "b": Attribute("b", "scalar", "string", computed=True),
            },
            primary_key=("a", "b"),
            base="Context",
            default_projections=("a",),
            system_projections=("c", "d"),
            table="things",
            group_by=True,
            unresolved={"required": ("x",), "immutable": ("y",), "computed": ("z",)},
            extra={"new": True},
        ),
        {
            "id": "Thing",
            "type": "object",
            "$mixin": {"$ref": "Context"},
            "alias_for": "things",
            "metadata": {"group_by": True},
            "properties": {"a": {"type": "string"}, "b": {"type": "string"}},
            "required": ["a", "x"],
            "immutable": ["a", "y"],
            "computed": ["b", "z"],
            "primary_key": ["a", "b"],
            "default_projections": ["a"],
            "system_projections": ["c", "d"],
            "new": True,
        },
    ),
    (
        EntityType("Thing", {}, table="task", classifiers={"object_typeid": "1"}),
        {
            "id": "Thing",
            "type": "object",
            "alias_for": {"id": "task", "classifiers": {"object_typeid": "1"}},
            "properties": {},
            "required": [],
            "immutable": [],
            "primary_key": ["id"],
            "default_projections": [],
        },
    ),
]


@pytest.mark.parametrize(("entity_type", "wire"), TYPES)
def test_an_entity_type_says_what_it_is_and_nothing_else(entity_type: EntityType, wire: dict[str, Any]) -> None:
    assert to_wire([entity_type]) == [wire]


def test_the_hash_is_that_of_the_dump_with_sorted_keys() -> None:
    dump = '[{"a": 1, "b": "\\u00fc"}]'
    assert schema_hash([{"b": "ü", "a": 1}]) == hashlib.md5(dump.encode()).hexdigest()
    assert json.loads(dump) == [{"a": 1, "b": "ü"}]
