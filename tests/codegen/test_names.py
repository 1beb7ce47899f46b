"""Names of the wire become names that Python, Pydantic and the mapper leave alone."""

from __future__ import annotations

import keyword
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ftrack_orm.mapping.declarative import Entity
from ftrack_orm.mapping.declaring.metaclass import EntityMeta
from ftrack_orm.schema import Schema
from ftrack_orm.schema.description import RESERVED_ATTRIBUTES, attribute_names, class_names
from ftrack_orm.schema.stock import stock_schema


def schema_of(attributes: list[str], types: list[str] | None = None) -> Schema:
    names = types or ["Thing"]
    return Schema.from_json([{"id": name, "properties": {a: {"type": "string"} for a in attributes}} for name in names])


@pytest.mark.parametrize(
    ("wire", "python"),
    [
        ("name", "name"),
        ("type", "type"),
        ("list", "list"),
        ("metadata", "metadata"),
        ("from", "from_"),
        ("global", "global_"),
        ("schema", "schema_"),
        ("json", "json_"),
        ("str", "str_"),
        ("in", "in__"),
        ("_link", "legacy_link"),
        ("_task_workflow", "task_workflow_"),
        ("__class__", "class_"),
        ("3d", "attribute_3d"),
        ("model_fields", "attribute_model_fields"),
        ("a b", "a_b"),
        ("镜头", "镜头"),
        ("cafe\u0301", "café"),
        ("ﬁle", "file"),
        ("", "attribute"),
    ],
)
def test_an_attribute_gets_a_predictable_name(wire: str, python: str) -> None:
    assert attribute_names(schema_of([wire]))[wire] == python


@pytest.mark.parametrize(
    ("wire", "python"),
    [
        ("Task", "Task"),
        ("List", "List"),
        ("Asset Build", "AssetBuild"),
        ("asset-build v2", "AssetBuildV2"),
        ("shot", "Shot"),
        ("3D Model", "EntityType3DModel"),
        ("镜头", "镜头"),
        ("None", "None_"),
        ("Entity", "Entity_"),
        ("Any", "Any_"),
        ("__init__", "Init"),
        ("\n", "EntityType"),
    ],
)
def test_an_entity_type_gets_a_predictable_class_name(wire: str, python: str) -> None:
    assert class_names(schema_of(["id"], [wire]))[wire] == python


def test_a_name_that_needs_no_change_wins_over_one_that_becomes_it() -> None:
    assert attribute_names(schema_of(["a b", "a_b", "a-b"])) == {"a_b": "a_b", "a b": "a_b_2", "a-b": "a_b_3"}
    assert class_names(schema_of(["id"], ["asset build", "AssetBuild"])) == {
        "AssetBuild": "AssetBuild",
        "asset build": "AssetBuild_2",
    }


def test_an_attribute_never_hides_a_class_that_annotations_name() -> None:
    assert attribute_names(schema_of(["Status"], ["Status"])) == {"Status": "Status_"}


def test_stock_names_change_only_where_they_must() -> None:
    changed = {wire: name for wire, name in attribute_names(stock_schema()).items() if wire != name}
    assert changed == {
        "_link": "legacy_link",
        "_overrides": "overrides_",
        "_schemas": "schemas_",
        "_task_type_schema": "task_type_schema_",
        "_task_workflow": "task_workflow_",
        "_version_workflow": "version_workflow_",
        "from": "from_",
        "global": "global_",
        "schema": "schema_",
    }
    assert all(wire == name for wire, name in class_names(stock_schema()).items())


@pytest.mark.parametrize("owner", [Entity, EntityMeta])
def test_every_public_name_of_entity_classes_is_reserved(owner: type) -> None:
    public = {name for name in dir(owner) if not name.startswith(("_", "model_"))}
    assert public <= RESERVED_ATTRIBUTES


@given(st.lists(st.text(max_size=12), unique=True, max_size=8))
def test_any_names_become_valid_names_and_stay_apart(names: list[str]) -> None:
    given_names = attribute_names(schema_of(names))
    assert set(given_names) == set(names)
    assert len(set(given_names.values())) == len(names)
    for name in given_names.values():
        assert name.isidentifier()
        assert unicodedata.normalize("NFKC", name) == name
        assert not keyword.iskeyword(name)
        assert not name.startswith(("_", "model_"))
        assert name not in RESERVED_ATTRIBUTES


@given(st.lists(st.text(min_size=1, max_size=12), unique=True, min_size=1, max_size=8))
def test_any_entity_types_become_valid_class_names_and_stay_apart(names: list[str]) -> None:
    given_names = class_names(schema_of(["id"], names))
    assert len(set(given_names.values())) == len(names)
    for name in given_names.values():
        assert name.isidentifier()
        assert unicodedata.normalize("NFKC", name) == name
        assert not keyword.iskeyword(name)
        assert not name.startswith("_")
