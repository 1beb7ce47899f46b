"""Custom attributes: values for each entity, inherited values, upserts."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from ftrack_orm.schema.stock import stock_schema
from tests.sandbox.engine.engine import Workspace, create, film, new_id, update

VALUE = "ContextCustomAttributeValue"


@pytest.fixture
def w() -> Iterator[Workspace]:
    workspace = film()
    yield workspace
    workspace.store.close()


@pytest.fixture
def ids(w: Workspace) -> dict[str, str]:
    return {row["name"]: row["id"] for row in w.rows("Context")}


def _configure(w: Workspace, key: str, default: Any, **data: Any) -> str:
    configuration = new_id()
    data = {"key": key, "label": key, "default": default, "type_id": w.insert("CustomAttributeType", name="x")} | data
    w.do(create("CustomAttributeConfiguration", configuration, **data))
    return configuration


def _values(w: Workspace, key: str) -> dict[str, Any]:
    """Return the value of a custom attribute by the names of the contexts that have it."""
    rows = w.rows("select name, custom_attributes from Context")
    return {row["name"]: item["value"] for row in rows for item in row["custom_attributes"] if item["key"] == key}


def test_values_exist_for_what_was_there_before_and_what_comes_after(w: Workspace, ids: dict[str, str]) -> None:
    shots = stock_schema()["Shot"].object_type_id
    w.insert("ObjectType", id=shots, name="Shot")
    _configure(w, "fstart", 1001, entity_type="task", object_type_id=shots)
    w.do(create("Shot", name="sh030", parent_id=ids["demo"]))
    assert _values(w, "fstart") == {"sh010": 1001, "sh020": 1001, "sh030": 1001}


def test_an_attribute_and_an_entity_that_it_applies_to_are_made_in_one_batch(w: Workspace) -> None:
    type_id = w.insert("CustomAttributeType", name="number")
    data = {"key": "rate", "label": "rate", "default": 24, "type_id": type_id, "entity_type": "show"}
    project = create("Project", name="other")
    w.do(create("CustomAttributeConfiguration", **data), project, create("Project", name="third"))
    assert _values(w, "rate") == {"demo": 24, "other": 24, "third": 24}


def test_a_configuration_of_a_project_is_for_that_project(w: Workspace, ids: dict[str, str]) -> None:
    w.insert("Project", name="other")
    _configure(w, "rate", 24, entity_type="show", project_id=ids["demo"])
    assert _values(w, "rate") == {"demo": 24}


def test_an_update_sets_a_value_and_answers_it(w: Workspace, ids: dict[str, str]) -> None:
    key = _configure(w, "rate", 24, entity_type="show")
    (result,) = w.do(update(VALUE, [key, ids["demo"]], value=25))
    assert result["data"] == {
        "__entity_type__": VALUE,
        "configuration_id": key,
        "entity_id": ids["demo"],
        "key": "rate",
        "value": 25,
    }
    assert _values(w, "rate") == {"demo": 25}


@pytest.mark.parametrize(
    ("value", "criterion"),
    [
        (25, "value > 24.5"),
        (25, 'value is "25"'),
        ("Blue", "value is blue"),
        ("10", "value is 10"),
        ("Blue", 'value like "%lu%"'),
        (True, "value is true"),
        (False, "value is_not true"),
        (["a", "b"], "value like %b%"),
        ({"__type__": "datetime", "value": "2024-05-01T00:00:00"}, 'value >= "2024-05-01"'),
    ],
)
def test_values_of_all_kinds_are_kept_and_found(w: Workspace, ids: dict[str, str], value: Any, criterion: str) -> None:
    key = _configure(w, "x", None, entity_type="show")
    w.do(update(VALUE, [key, ids["demo"]], value=value))
    assert _values(w, "x") == {"demo": value}
    assert w.names(f"Project where custom_attributes any (key is x and {criterion})") == ["demo"]
    assert w.names(f"Project where not custom_attributes any (key is x and {criterion})") == []


def test_hierarchical_values_are_inherited_until_they_are_set(w: Workspace, ids: dict[str, str]) -> None:
    key = _configure(w, "look", "none", entity_type="show", is_hierarchical=True)
    w.do(update(VALUE, [key, ids["sh010"]], value="dark"), update(VALUE, [key, ids["demo"]], value="light"))
    w.do(create("Task", name="roto", parent_id=ids["sh010"]))
    expected = {"demo": "light", "sh020": "light", "anim": "light", "édit 100%": "light"}
    assert _values(w, "look") == expected | dict.fromkeys(("sh010", "comp", "Light", "roto"), "dark")
    w.do(update(VALUE, [key, ids["sh010"]], value=None))
    assert set(_values(w, "look").values()) == {"light"}


def test_what_moves_inherits_from_its_new_parent(w: Workspace, ids: dict[str, str]) -> None:
    key = _configure(w, "look", "none", entity_type="show", is_hierarchical=True)
    w.do(update(VALUE, [key, ids["sh010"]], value="dark"))
    w.do(update("Task", ids["anim"], parent_id=ids["sh010"]))
    assert _values(w, "look")["anim"] == "dark"


def test_a_value_that_does_not_apply_is_refused(w: Workspace, ids: dict[str, str]) -> None:
    key = _configure(w, "rate", 24, entity_type="show")
    assert "does not apply to this Task" in w.refused(update(VALUE, [key, ids["comp"]], value=1)).content
    assert "there is no entity" in w.refused(update(VALUE, [key, "nope"], value=1)).content
    assert (
        "there is no CustomAttributeConfiguration" in w.refused(update(VALUE, ["nope", ids["demo"]], value=1)).content
    )
    assert "expected text, a number" in w.refused(update(VALUE, [key, ids["demo"]], value={"a": 1})).content


def test_values_of_any_kind_are_found_on_the_common_type(w: Workspace) -> None:
    _configure(w, "user", "x", entity_type="user")
    _configure(w, "show", "y", entity_type="show")
    rows = w.rows("select value from CustomAttributeValue")
    assert {row["__entity_type__"]: row["value"] for row in rows} == {"UserCustomAttributeValue": "x", VALUE: "y"}


def test_values_go_with_their_entity_and_their_configuration(w: Workspace, ids: dict[str, str]) -> None:
    key = _configure(w, "look", "x", entity_type="show", is_hierarchical=True)
    w.do({"action": "delete", "entity_type": "Shot", "entity_key": [ids["sh010"]]})
    assert len(w.rows("CustomAttributeValue")) == 4
    w.do({"action": "delete", "entity_type": "CustomAttributeConfiguration", "entity_key": [key]})
    assert w.rows("CustomAttributeValue") == []
