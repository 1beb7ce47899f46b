"""Which methods about files generated classes have, and what happens where attributes have their names."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from ftrack_orm.mapping import Registry
from ftrack_orm.mapping.media.entity_methods import EntityMethods
from ftrack_orm.schema import Schema
from ftrack_orm.schema.description import METHODS, Descriptions
from ftrack_orm.schema.stock import stock_schema
from ftrack_orm_codegen.rendering import render_models

SCHEMA = Schema.from_file(Path(__file__).with_name("golden") / "media" / "schema.json")


def methods(schema: Schema, entity_type: str) -> list[str]:
    return [one.name for one in Descriptions(schema)[entity_type].methods]


def test_the_widest_class_has_them_and_what_narrows_it_inherits() -> None:
    stock = stock_schema()
    assert methods(stock, "Context") == ["ThumbnailMedia"]
    assert methods(stock, "Shot") == methods(stock, "Project") == []
    assert methods(stock, "AssetVersion") == ["ThumbnailMedia", "VersionMedia"]
    assert methods(stock, "Component") == ["ComponentMedia"]
    assert methods(stock, "FileComponent") == ["FileMedia"]
    assert methods(stock, "SequenceComponent") == methods(stock, "Status") == []


def test_no_name_of_a_stock_attribute_is_that_of_a_method() -> None:
    attributes = {name for entity_type in stock_schema() for name in entity_type.attributes}
    assert not attributes & frozenset().union(*(each.names for each in METHODS.values()))


def test_what_is_computed_by_the_server_takes_no_thumbnail() -> None:
    assert methods(SCHEMA, "ReviewSession") == []


@pytest.mark.parametrize("wire", ["create_component", "encode_media", "upload"])
def test_an_attribute_goes_before_a_method_and_the_class_says_so(wire: str) -> None:
    raw = SCHEMA.to_json()
    (version,) = (one for one in raw if one["id"] == "AssetVersion")
    version["properties"][wire] = {"type": "string"}
    described = Descriptions(Schema.from_json(raw))["AssetVersion"]
    assert [one.name for one in described.methods] == ["ThumbnailMedia"]
    assert wire in described.attributes
    assert f"since the workspace has the attribute {wire}: use the session's." in described.summary


def test_an_attribute_of_what_narrows_a_class_goes_first_too() -> None:
    raw = SCHEMA.to_json()
    (task,) = (one for one in raw if one["id"] == "Task")
    task["properties"]["get_thumbnail_url"] = {"type": "string"}
    assert methods(Schema.from_json(raw), "Context") == []


def test_a_class_of_methods_that_was_left_out_is_nothing_to_checkers() -> None:
    text = render_models(SCHEMA, ["Context", "Task"])
    assert 'ThumbnailMedia["Entity"],' in text


def test_a_class_made_at_run_time_gives_way_to_an_attribute_that_comes_later() -> None:
    registry = Registry.reflected("ftrack_reflected_methods", SCHEMA)
    version: Any = registry.mapper("AssetVersion").entity_class
    assert EntityMethods in version.__mro__
    assert callable(version.create_component)
    raw = SCHEMA.to_json()
    (stated,) = (one for one in raw if one["id"] == "AssetVersion")
    stated["properties"]["create_component"] = {"type": "string", "default": "x"}
    registry.learn(Schema.from_json(raw))
    assert str(version.create_component == "y") == 'create_component is "y"'
    assert version().create_component == "x"
