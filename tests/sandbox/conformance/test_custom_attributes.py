"""Custom attributes of the seed, through the official client."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
import requests

from ftrack_orm.sandbox import Sandbox
from tests.official_client import new_name
from tests.sandbox.wire import Wire


def _version(session: Any) -> Any:
    return session.create("AssetVersion", {"asset": session.query("Asset").first()})


def _shot(session: Any) -> Any:
    return session.create("Shot", {"name": new_name("shot"), "parent": session.query("Sequence").first()})


def _task(session: Any) -> Any:
    return session.create("Task", {"name": new_name("task"), "parent": session.query("Shot").first()})


def _list(session: Any) -> Any:
    category = session.query("ListCategory").first()
    data = {"name": new_name("list"), "project": session.query("Project").first(), "category": category}
    return session.create("TypedContextList", data)


def _user(session: Any) -> Any:
    return session.create("User", {"username": new_name("user")})


_CASES: list[tuple[Callable[[Any], Any], str, Any]] = [
    (_version, "versiontest", 123),
    (_version, "NumberField", 4.5),
    (_shot, "fstart", 1005),
    (_task, "customNumber", 7),
    (_task, "htest", "a text"),
    (_list, "listbool", True),
    (_user, "teststring", "foo"),
]


@pytest.mark.parametrize(("make", "key", "value"), _CASES)
def test_value_is_set_read_and_found(
    session: Any, other: Any, make: Callable[[Any], Any], key: str, value: Any
) -> None:
    entity = make(session)
    session.commit()
    entity["custom_attributes"][key] = value
    session.commit()
    found = other.get(entity.entity_type, entity["id"])
    assert found["custom_attributes"][key] == value
    query = f'{entity.entity_type} where custom_attributes any (key is "{key}" and value is "{value}")'
    assert entity["id"] in {item["id"] for item in session.query(query)}


@pytest.mark.parametrize(("make", "key", "value"), _CASES)
def test_value_is_set_on_a_new_entity_in_the_same_commit(
    session: Any, other: Any, make: Callable[[Any], Any], key: str, value: Any
) -> None:
    entity = make(session)
    entity["custom_attributes"][key] = value
    session.commit()
    assert other.get(entity.entity_type, entity["id"])["custom_attributes"][key] == value


def test_every_entity_has_a_value_for_each_attribute_that_applies(session: Any) -> None:
    keys = {kind: set(session.query(kind).first()["custom_attributes"]) for kind in ("Task", "Shot", "AssetVersion")}
    assert keys["Task"] == {"customNumber", "htest"}
    assert keys["Shot"] == {"fstart", "htest"}
    assert keys["AssetVersion"] == {"NumberField", "versiontest", "htest"}
    assert set(session.query("User").first()["custom_attributes"]) == {"teststring"}


def test_unknown_key_is_refused_by_the_client(session: Any) -> None:
    task = session.query("Task").first()
    with pytest.raises(KeyError):
        task["custom_attributes"]["nope"]
    with pytest.raises(KeyError):
        task["custom_attributes"]["nope"] = 1


def test_hierarchical_value_comes_from_above_until_it_is_set(session: Any, other: Any) -> None:
    shot = _shot(session)
    task = session.create("Task", {"name": new_name("inheriting"), "parent": shot})
    session.commit()
    shot["custom_attributes"]["htest"] = "from the shot"
    session.commit()
    assert other.get("Task", task["id"])["custom_attributes"]["htest"] == "from the shot"
    task["custom_attributes"]["htest"] = "its own"
    shot["custom_attributes"]["htest"] = "changed"
    session.commit()
    other.reset()
    assert other.get("Task", task["id"])["custom_attributes"]["htest"] == "its own"


def test_values_of_many_entities_come_with_one_query(session: Any) -> None:
    tasks = session.query("select name, custom_attributes from Task").all()
    with session.auto_populating(False):
        assert {type(task["custom_attributes"]["customNumber"]) for task in tasks} <= {float, int}


def test_values_can_be_queried_by_themselves(session: Any) -> None:
    values = session.query(
        "select value, entity_id, configuration.key from CustomAttributeValue where configuration.key is fstart"
    ).all()
    assert {value["configuration"]["key"] for value in values} == {"fstart"}
    assert {value.entity_type for value in values} == {"ContextCustomAttributeValue"}


@pytest.mark.parametrize("times", [1, 2])
def test_update_of_a_value_creates_what_is_not_there(sandbox: Sandbox, session: Any, task: Any, times: int) -> None:
    configuration = session.query("CustomAttributeConfiguration where key is customNumber").one()
    operation = {
        "action": "update",
        "entity_type": "ContextCustomAttributeValue",
        "entity_key": [configuration["id"], task["id"]],
        "entity_data": {"__entity_type__": "ContextCustomAttributeValue", "value": 11},
    }
    with requests.Session() as http:
        for _ in range(times):
            answer = Wire(sandbox, http).post(operation).json()
            assert answer[0]["data"]["value"] == 11


def test_configuration_made_later_applies_to_what_is_there(session: Any, other: Any) -> None:
    key = new_name("later")
    session.create(
        "CustomAttributeConfiguration",
        {
            "key": key,
            "label": "Later",
            "entity_type": "user",
            "type": session.query("CustomAttributeType where name is text").one(),
            "default": "so far",
            "config": "{}",
        },
    )
    session.commit()
    assert other.query("User where username is jenkins").one()["custom_attributes"][key] == "so far"
    session.delete(session.query(f"CustomAttributeConfiguration where key is {key}").one())
    session.commit()
    other.reset()
    assert key not in other.query("User where username is jenkins").one()["custom_attributes"]
