"""The stock workspace against a recorded answer of a real server, where one is at hand."""

from __future__ import annotations

import json
import os
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from ftrack_orm.schema import Schema
from ftrack_orm.schema.stock import stock_schema

FIXTURES = Path(os.environ.get("FTRACK_ORM_FIXTURES", Path(__file__).parents[2] / "../shared/fixtures"))
RECORDED = FIXTURES / "query_schemas.json"

pytestmark = pytest.mark.skipif(not RECORDED.is_file(), reason="no recorded schema at hand")

_NAMES = sorted(entity_type.name for entity_type in stock_schema())


@cache
def recorded() -> list[dict[str, Any]]:
    schemas: list[dict[str, Any]] = json.loads(RECORDED.read_text(encoding="utf-8"))
    return schemas


@cache
def recorded_schema() -> Schema:
    return Schema.from_json(recorded())


def test_the_entity_types_are_the_same() -> None:
    assert [entity_type.name for entity_type in recorded_schema()] == _NAMES


@pytest.mark.parametrize("name", _NAMES)
def test_an_entity_type_is_the_same_in_every_attribute(name: str) -> None:
    ours, theirs = stock_schema()[name], recorded_schema()[name]
    assert list(ours.attributes) == list(theirs.attributes)
    for attribute in ours.attributes.values():
        assert attribute == theirs[attribute.name]
    assert ours == theirs


def test_the_wire_form_states_the_same_facts() -> None:
    ours = {raw["id"]: raw for raw in stock_schema().to_json()}
    for theirs in recorded():
        for key in (ours[theirs["id"]].keys() | theirs.keys()) - {"type"}:  # one type of the server lacks its "type"
            mine, other = ours[theirs["id"]].get(key), theirs.get(key)
            if key in ("required", "immutable", "computed"):
                mine, other = sorted(mine or []), sorted(other or [])
            assert mine == other, (theirs["id"], key)
