"""What words and keys are called in Python."""

from __future__ import annotations

import pytest

from ftrack_orm.mapping.collections.custom_values import CustomValues
from ftrack_orm.query.building.relation_path import RelationPath
from ftrack_orm.schema import Schema
from ftrack_orm.schema.description import VOCABULARY_NAMES, class_names
from ftrack_orm.schema.stock import stock_schema
from ftrack_orm_codegen.vocabulary.keys import TAKEN, is_attribute
from ftrack_orm_codegen.vocabulary.word_names import camel, unique, upper


@pytest.mark.parametrize(
    ("name", "wanted"),
    [
        ("In progress", "IN_PROGRESS"),
        ("in-progress", "IN_PROGRESS"),
        ("WIP", "WIP"),
        ("2D paint", "STATUS_2D_PAINT"),
        ("镜头", "镜头"),
        ("Straße", "STRASSE"),
        ("None", "NONE"),
        ("__class__", "CLASS"),
        ("!!!", "STATUS"),
        ("", "STATUS"),
        ("ﬁx", "FIX"),
    ],
)
def test_words_become_constants(name: str, wanted: str) -> None:
    assert upper(name, "Status") == wanted


def test_keys_become_classes() -> None:
    assert camel("light type", "Attribute") == "LightType"
    assert camel("3d", "Attribute") == "Attribute3d"


def test_two_names_that_become_one_are_told_apart_whatever_their_order() -> None:
    names = {"b": "On-Hold", "a": "On hold", "c": "ON_HOLD"}
    wishes = [(key, upper(name, "Status"), name) for key, name in names.items()]
    wanted = {"c": "ON_HOLD", "a": "ON_HOLD_2", "b": "ON_HOLD_3"}
    assert unique(wishes) == unique(wishes[::-1]) == wanted


@pytest.mark.parametrize("key", ["fps", "due_date", "镜头", "x1"])
def test_keys_that_are_names_are_attributes(key: str) -> None:
    assert is_attribute(key)


@pytest.mark.parametrize("key", ["", "3d", "a b", "class", "_x", "__x__", "items", "owner", "any", "key", "str", "ﬁx"])
def test_other_keys_are_reached_by_brackets(key: str) -> None:
    assert not is_attribute(key)


def test_what_mappings_and_expressions_have_themselves_is_taken() -> None:
    public = {name for cls in (CustomValues, RelationPath) for name in dir(cls) if not name.startswith("_")}
    values = {name for one in stock_schema() if one.name.endswith("AttributeValue") for name in one.attributes}
    assert public | values <= TAKEN


def test_entity_types_do_not_take_the_names_of_words() -> None:
    schema = Schema.from_json([{"id": name, "properties": {"id": {"type": "string"}}} for name in VOCABULARY_NAMES])
    assert not set(class_names(schema).values()) & VOCABULARY_NAMES
