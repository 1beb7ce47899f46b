"""Reading what servers of all ages answer."""

from __future__ import annotations

import copy
import json
import random
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ftrack_orm.errors import SchemaError
from ftrack_orm.schema import Schema
from ftrack_orm.schema.stock import read, stock_schema, write
from ftrack_orm.sentinels import MISSING

STOCK = stock_schema()


def one(**properties: Any) -> Schema:
    return Schema.from_json([{"id": "A", "properties": properties}])


def test_an_older_server_states_no_bases_and_they_are_found() -> None:
    flat = [{key: value for key, value in raw.items() if key != "$mixin"} for raw in STOCK.to_json()]
    older = Schema.from_json(flat)
    assert {t.name: t.base for t in older} == {t.name: t.base for t in STOCK}


def test_a_kind_of_task_of_an_older_server_is_told_by_its_table() -> None:
    raw = [
        {"id": "Context", "properties": {}},
        {"id": "TypedContext", "properties": {}, "alias_for": "Task"},
        {"id": "Asset Build", "properties": {}, "alias_for": {"id": "Task", "classifiers": {"object_typeid": "x"}}},
    ]
    schema = Schema.from_json(raw)
    assert schema.lineage("Asset Build") == ("Asset Build", "TypedContext", "Context")
    assert schema["Asset Build"].object_type_id == "x"


def test_without_typed_contexts_a_kind_of_task_is_a_context() -> None:
    raw = [{"id": "Context", "properties": {}}, {"id": "Shot", "properties": {}, "alias_for": {"id": "Task"}}]
    assert Schema.from_json(raw)["Shot"].base == "Context"


def test_a_base_that_is_not_there_is_none() -> None:
    assert Schema.from_json([{"id": "Shot", "$mixin": {"$ref": "TypedContext"}}])["Shot"].base is None


@pytest.mark.parametrize("mixin", ["TypedContext", 3, None, {}, {"$ref": ["Context"]}, {"$ref": "Shot"}])
def test_a_mixin_that_names_no_other_type_is_no_base(mixin: Any) -> None:
    assert Schema.from_json([{"id": "Shot", "$mixin": mixin}])["Shot"].base is None


def test_a_mixin_cycle_is_refused() -> None:
    raw = [{"id": "A", "$mixin": {"$ref": "B"}}, {"id": "B", "$mixin": {"$ref": "A"}}]
    with pytest.raises(SchemaError, match="'A' is its own base: A > B > A"):
        Schema.from_json(raw)


def test_a_property_with_neither_type_nor_reference_is_a_scalar_of_no_stated_type() -> None:
    attribute = one(x={"description": "free"})["A"]["x"]
    assert (attribute.kind, attribute.type, attribute.target) == ("scalar", None, None)
    assert attribute.value_kind == "text"


def test_a_type_beside_a_reference_wins() -> None:
    attribute = one(x={"type": "string", "$ref": "A"})["A"]["x"]
    assert (attribute.kind, attribute.type, attribute.target) == ("scalar", "string", None)


def test_a_schema_without_a_type_is_read() -> None:
    raw = STOCK.to_json()
    for item in raw:
        del item["type"]
    assert Schema.from_json(raw) == STOCK


@pytest.mark.parametrize(
    "stated",
    [{"$ref": "B"}, {"type": "array", "items": {"$ref": "B"}}, {"type": "mapped_array", "items": {"$ref": "B"}}],
)
def test_a_dangling_reference_is_refused_by_name(stated: dict[str, Any]) -> None:
    with pytest.raises(SchemaError, match=r"A\.x: it refers to 'B'"):
        one(x=stated)


@pytest.mark.parametrize("kind", ["array", "mapped_array"])
@pytest.mark.parametrize("items", [None, [], {}, {"$ref": 3}, {"type": "string"}])
def test_a_collection_must_say_what_it_holds(kind: str, items: Any) -> None:
    with pytest.raises(SchemaError, match=r"A\.x: an .* must say what it holds"):
        one(x={"type": kind, "items": items})


def test_an_entity_type_stated_twice_is_refused() -> None:
    with pytest.raises(SchemaError, match="'A' is stated twice"):
        Schema.from_json([{"id": "A"}, {"id": "A"}])


@pytest.mark.parametrize("raw", [None, 3, "A", b"A", {"id": "A"}, True])
def test_what_is_no_list_is_refused(raw: Any) -> None:
    with pytest.raises(SchemaError, match="expected a list of schemas"):
        Schema.from_json(raw)


@pytest.mark.parametrize("item", [None, 3, "A", [], {}, {"id": ""}, {"id": 3}, {"properties": {}}])
def test_a_schema_without_an_id_is_refused_by_its_position(item: Any) -> None:
    with pytest.raises(SchemaError, match="schema 1 of 2 has no id"):
        Schema.from_json([{"id": "A"}, item])


@pytest.mark.parametrize("key", ["required", "immutable", "computed", "primary_key", "default_projections"])
@pytest.mark.parametrize("value", ["name", 3, [3], [None]])
def test_a_list_of_names_must_be_one(key: str, value: Any) -> None:
    with pytest.raises(SchemaError, match=f"A: '{key}' is no list of names"):
        Schema.from_json([{"id": "A", key: value}])


def test_properties_must_be_objects() -> None:
    with pytest.raises(SchemaError, match="A: its properties are no object"):
        Schema.from_json([{"id": "A", "properties": []}])
    with pytest.raises(SchemaError, match=r"A\.x: the property is no object"):
        one(x="string")


def test_required_may_name_what_is_not_there_and_keeps_it() -> None:
    schema = Schema.from_json([{"id": "A", "properties": {"x": {"type": "string"}}, "required": ["y", "x"]}])
    assert schema["A"]["x"].required
    assert schema["A"].unresolved == {"required": ("y",)}
    assert Schema.from_json(schema.to_json()) == schema


def test_what_a_newer_server_adds_is_kept() -> None:
    raw = [{"id": "A", "properties": {"x": {"type": "string", "unit": "frames"}}, "icon": {"name": "a"}}]
    schema = Schema.from_json(raw)
    assert schema["A"]["x"].extra == {"unit": "frames"}
    assert schema["A"].extra == {"icon": {"name": "a"}}
    assert Schema.from_json(schema.to_json()) == schema


def test_a_default_of_null_is_not_the_absence_of_one() -> None:
    schema = one(x={"type": "string", "default": None}, y={"type": "string"})
    assert schema["A"]["x"].default is None
    assert schema["A"]["x"].has_default
    assert schema["A"]["y"].default is MISSING
    assert Schema.from_json(schema.to_json()) == schema


@pytest.mark.parametrize("pair", [{"key": "k"}, {"value": "v"}, {"key": 1, "value": 2}, ["key", "value"], {}])
def test_half_a_pair_of_key_and_value_is_none(pair: Any) -> None:
    attribute = one(x={"type": "mapped_array", "items": {"$ref": "A"}, "key_value_attributes": pair})["A"]["x"]
    assert (attribute.key_attribute, attribute.value_attribute) == (None, None)


@pytest.mark.parametrize("alias", [3, ["Task"], {}, {"id": 3}, {"classifiers": {"a": "b"}}])
def test_a_table_without_a_name_is_none(alias: Any) -> None:
    schema = Schema.from_json([{"id": "A", "alias_for": alias}])
    assert (schema["A"].table, schema["A"].classifiers) == (None, {})


@pytest.mark.parametrize(
    "name", ["Asset Build", "2D", 'a "quote"', "line\nbreak", "Größe", "class", "__init__", "\ud800"]
)
def test_names_that_people_make_are_kept(name: str) -> None:
    raw = [{"id": name, "properties": {name: {"type": "string"}, "b": {"$ref": name}}, "primary_key": [name]}]
    schema = Schema.from_json(raw)
    assert schema[name][name].name == name
    assert Schema.from_json(schema.to_json()) == schema
    assert read({"text": write(schema)}) == schema


def test_the_order_of_keys_and_schemas_changes_nothing() -> None:
    order = random.Random(4)

    def shuffled(value: Any) -> Any:
        if isinstance(value, dict):
            keys = list(value)
            order.shuffle(keys)
            return {key: shuffled(value[key]) for key in keys}
        return value

    raw = [shuffled(item) for item in STOCK.to_json()]
    order.shuffle(raw)
    again = Schema.from_json(raw)
    assert again == STOCK
    assert again.hash == STOCK.hash
    assert list(again["Task"].attributes) == list(STOCK["Task"].attributes)


def test_a_file_is_read_or_says_why_not(tmp_path: Path) -> None:
    path = tmp_path / "schema.json"
    with pytest.raises(SchemaError, match="cannot read the schema file"):
        Schema.from_file(path)
    path.write_text("[", encoding="utf-8")
    with pytest.raises(SchemaError, match="is no JSON"):
        Schema.from_file(path)
    path.write_bytes(b"\xff\xfe[")
    with pytest.raises(SchemaError, match="is no JSON"):
        Schema.from_file(path)
    path.write_text(json.dumps(STOCK.to_json()), encoding="utf-8")
    assert Schema.from_file(path) == STOCK


_WORDS = ["", "Status", "string", "array", "{uid}", "x y", '"']
_KEYS = ["$ref", "id", "key", "value", "type", "classifiers", "é"]
_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-3, 3) | st.sampled_from(_WORDS) | st.text(max_size=4),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(_KEYS), inner, max_size=3),
    max_leaves=5,
)
_PART = [
    raw for raw in STOCK.to_json()
    if raw["id"] in ("Status", "State", "StatusChange", "AssetVersionStatusRuleGroup", "StatusRuleGroup")
]  # fmt: skip


def _self_contained(raw: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Let every reference lead to an entity type of the part."""
    known = {item["id"] for item in raw}
    for item in raw:
        for stated in item["properties"].values():
            for holder in (stated, stated.get("items", {})):
                if holder.get("$ref", "Status") not in known:
                    holder["$ref"] = "Status"
    return raw


def _places(value: Any) -> list[tuple[Any, Any]]:
    """Return every container in the value, with each of its keys or positions."""
    keys = list(value) if isinstance(value, dict) else list(range(len(value))) if isinstance(value, list) else []
    return [(value, key) for key in keys] + [place for key in keys for place in _places(value[key])]


@settings(max_examples=300, deadline=None)
@given(st.data())
def test_any_change_to_the_wire_form_reads_as_a_schema_or_a_schema_error(data: st.DataObject) -> None:
    raw = _self_contained(copy.deepcopy(_PART))
    for _ in range(data.draw(st.integers(1, 3))):
        places = _places(raw)
        if not places:
            break
        holder, key = places[data.draw(st.integers(0, len(places) - 1))]
        action = data.draw(st.sampled_from(["replace", "delete", "add"]))
        if action == "delete":
            del holder[key]
        elif action == "replace" or isinstance(holder, list):
            holder[key] = data.draw(_VALUES)
        else:
            name = data.draw(st.sampled_from(["$mixin", "alias_for", "items", "enum", "extra", "metadata", "default"]))
            holder[name] = data.draw(_VALUES)
    try:
        schema = Schema.from_json(raw)
    except SchemaError:
        return
    assert Schema.from_json(schema.to_json()) == schema
    assert read({"text": write(schema)}) == schema
